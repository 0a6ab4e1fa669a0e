# %% [markdown]
# # Step 6 · Training on text
#
# Your GPT is complete, and it knows nothing. Ask it for the next letter, and every letter is as good as any other. Today it
# meets two megabytes of very short tales. First it finds out that words end in spaces, then which words there
# are, then who gave what to whom. You write every part of what makes that happen, and watch.
#
# **What you will have built.** Seven functions, a test, and with them everything between a text file and a trained
# model:
#
# | you write | what it does |
# |---|---|
# | `get_batch` | cuts random windows out of a text: what goes in, and what should come out |
# | `tests_get_batch` | finds the faults of other people's `get_batch` |
# | `cross_entropy` | one number that says how surprised the model was |
# | `adamw_step` | one step of AdamW on one tensor, by hand |
# | `configure_optimizer` | PyTorch's AdamW, told which weights it may pull towards zero |
# | `learning_rate` | how large a step to take, and when |
# | `estimate_loss` | an honest score on text that was not trained on |
# | `train` | the loop |
#
# **Time.** Sections 1 to 8 are the lesson: about two and a half hours. What follows them is optional and
# ungraded, an hour for another evening: how to make the loop fast, how loss falls with the size of the model,
# three ways to break a run, and what the record runs of 2024 and 2025 add. On a laptop the computer itself needs a few
# minutes for all of it. Each long cell says how long it will take on *your* machine, and one number makes it shorter.
# No GPU needed.
#
# **What you need to know.** Step 5: what goes into a GPT and what comes out. What a gradient is ("in which
# direction does the loss grow?"). No calculus by hand: PyTorch does that part.
#
# **The price of skipping ahead.** Steps 7 and 8 bring a trained model along, so nothing will break. But
# whoever trains a model one day and gets a poor one gets no error message with it: a missing shift, a decay on
# the wrong weights, dropout in the wrong mode all run happily to the end. Here you see what they look like.

# %% setup
import copy
import lzma
import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#6B6B6B"  # told apart by colour-blind eyes
torch.set_num_threads(1)  # right for the small models here; for larger ones you measure how many are best

# %% demo folded="The picture of a GPT, with today's part lit"
draw_gpt("training")

# %% [markdown]
# Dark blue is what you add today: the loop below the model. Everything above it comes out of the
# box. The next cells are that box: solved copies from steps 1 to 5, the program that makes the tales, a list
# of other texts, and a function that saves a model. All of them are folded, and you need not read them.

# %% recap="step1_foundations build_vocabulary encode decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% recap="step5_gpt_model GPTConfig GPT init_weights"

# %% given="tale_rules"

# %% given="tales"

# %% given="texts"

# %% given="model_file"

# %% [markdown]
# ## 1 · From a text to batches
#
# Here is what we learn from. The tales are made up by a small program, the same ones on every machine. To
# train on something else, change one line: `"tiny_shakespeare"` fetches a megabyte of plays, and
# `"my_diary.txt"` reads a file of yours.

# %% demo
TEXT = "tales"  # or "tiny_shakespeare", or the path of a .txt file of your own
STEPS = 900  # of the long run in section 7; with 100 it is short, with 3,000 the model writes better

try:
    train_text, val_text = load_text(TEXT)
except OSError as error:
    print(f"{error}\nGoing on with the tales.")
    TEXT = "tales"
    train_text, val_text = load_text(TEXT)

char_to_idx, idx_to_char = build_vocabulary(train_text + val_text)
V = len(char_to_idx)
train_data = torch.tensor(encode(train_text, char_to_idx))  # (about two million,)
val_data = torch.tensor(encode(val_text, char_to_idx))
print(f"{len(train_data):,} characters to train on, {len(val_data):,} to check on, {V} different ones\n")
print(train_text[:600])

# %% [markdown]
# One tale is one line. The last part of the text, `val_data`, is **held out**: the model is never trained on it.
# It is for *validation*, and section 6 says why that is not a formality.
#
# A GPT learns by guessing the next character, everywhere in the text. So why not hand it the whole text at
# once?

# %% demo
n = len(train_data)
try:
    scores = torch.empty(n, n)  # what one attention head would have to fill: (T, T)
except RuntimeError as error:
    print(type(error).__name__, "→", str(error).split("Allocator: ")[-1].split(". ")[0])
print(f"{n:,}² scores of 4 bytes each: {4 * n**2 / 1e12:.0f} TB, for one head of one layer of one step")

# %% [markdown]
# Attention compares every position with every other. So we cut **windows** of `block_size` characters out of
# the text, at random places, and stack `batch_size` of them.
#
# What is the right answer for a window? **The same window, one character later.** Let the text be these seven
# tokens, and the block size 4:
#
# | place in the text | 0 | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|---|
# | token | 5 | 3 | 8 | 1 | 9 | 2 | 7 |
# | `x`, when the window starts at place 1 | | 3 | 8 | 1 | 9 | | |
# | `y`, its targets | | | 8 | 1 | 9 | 2 | |
#
# So `x = [3, 8, 1, 9]` and `y = [8, 1, 9, 2]`. One window of 4 holds **four exercises**, and the causal mask
# keeps them apart:
#
# | the model reads | it should say |
# |---|---|
# | 3 | 8 |
# | 3, 8 | 1 |
# | 3, 8, 1 | 9 |
# | 3, 8, 1, 9 | 2 |
#
# **Where may a window start?** A window needs `block_size + 1` tokens: four to read and one more to guess.
# With 7 tokens it may start at 0, 1 or 2. At 2 it takes tokens 8, 1, 9, 2 and guesses 7, the very last one.
# In general there are $N - \text{block\_size}$ possible starts: $0, 1, \dots, N - \text{block\_size} - 1$.
# One fewer, and the end of the text is never learned; one more, and once in a while the window falls off the
# edge. Each start is equally likely, and each row of a batch draws its own.
#
# Shapes: `data` is $(N,)$; `x` and `y` are $(B, T)$ with $B$ = `batch_size`, $T$ = `block_size`.
#
# ### Exercise: `get_batch`
#
# <details><summary>Hint 1: where can a window start?</summary>
#
# Draw B starting places first. `torch.randint(high, (B,), generator=…)` draws from 0 to `high − 1`. What is `high`? Take the
# smallest text that is possible, `block_size + 1` tokens: it has exactly one window, so your `high` must come out as 1 there.
#
# </details>
# <details><summary>Hint 2: from places to windows</summary>
#
# A slice cannot start at many places at once. Either cut one slice for each start and stack them, or make a tensor of
# *all* places: a column of starts, shape (B, 1), plus a row 0, 1, …, T − 1 gives (B, T).
#
# </details>
# <details><summary>Hint 3: reading and shifting</summary>
#
# A tensor of places between square brackets, `data[places]`, reads all of them. `y` reads one place further on.
#
# </details>

# %% exercise="get_batch"
def get_batch(data, batch_size, block_size, generator=None):
    """Random windows of a text, and their targets.

    data: (N,) tensor of token ids (int64), with N of at least block_size + 1. It is not changed.
    batch_size: B, how many windows. block_size: T, the tokens of a window.
    generator: None, or the torch.Generator that all random numbers are drawn from, so that the same generator in
        the same state gives the same batch.

    Returns the pair (x, y), both (B, T) and int64: x[i] is a window of the text, y[i] the window that starts one
    token later. Each of the N - T windows that have targets is equally likely in each row, the last one too.

    Example: for data = [5, 3, 8, 1, 9, 2, 7] and block_size = 4, a row that starts at place 1 has
    x = [3, 8, 1, 9] and y = [8, 1, 9, 2].
    """
    ### BEGIN SOLUTION
    starts = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)  # (B, 1)
    places = starts + torch.arange(block_size)  # (B, T)
    return data[places], data[places + 1]
    ### END SOLUTION

# %% check="get_batch" points=3 folded="The check of get_batch"
torch.manual_seed(0)
data = torch.tensor([5, 3, 8, 1, 9, 2])
probe(list(get_batch(data, 40, 5)), "6 tokens, block size 5: there is only one window, so all 40 rows are it")
x, y = get_batch(torch.arange(11), 7000, 4)
probe([round((x[:, 0] == start).sum().item() / 1000) for start in range(11)],
      "11 tokens, block size 4, 7,000 windows: how many thousand start at place 0, 1, …, 10")
probe([(y - x).unique(), (x - x[:, :1]).unique(), list(x.shape), list(y.shape)],
      "tokens 0, 1, 2, …: y is 1 ahead of x everywhere, a row goes up by 1 from place to place")
text = torch.arange(3000)
first, again, other = (get_batch(text.clone(), 5, 8, generator=torch.Generator().manual_seed(seed)) for seed in (7, 7, 8))
probe([torch.equal(first[0], again[0]), torch.equal(first[1], again[1]), torch.equal(first[0], other[0])],
      "generators in the same state twice, then one in another state: [same x, same y, same x]")
check_equal(data, [5, 3, 8, 1, 9, 2], "get_batch must not change the data")
### BEGIN HIDDEN TESTS
x, y = get_batch(torch.arange(100, 106), 5000, 1)
probe([list(x.shape), (y - x).unique(), [round((x == token).sum().item() / 1000) for token in range(100, 106)]],
      "windows of a single token")
probe([list(part.shape) for part in get_batch(torch.arange(50), 1, 7)], "a batch of one")
probe(list(get_batch(torch.tensor([70_000, 5, 2**24 + 1, 2**40]), 2, 3)), "a text of very large token ids, a single window")
starts = get_batch(torch.arange(7), 4000, 3)[0][:, 0]
probe([round(8 * (starts == start).double().mean().item()) for start in range(4)],
      "7 tokens, block size 3, 4,000 windows: how many eighths of them start at place 0, 1, 2, 3")
one = torch.Generator().manual_seed(7)
check_true(not torch.equal(get_batch(text, 5, 8, generator=one)[0], get_batch(text, 5, 8, generator=one)[0]),
           "two calls with one generator give two different batches")
check_true(not torch.equal(get_batch(text, 5, 8)[0], get_batch(text, 5, 8)[0]), "without a generator, every batch is new")
rows = [get_batch(torch.arange(7), 2, 3)[0][:, 0].tolist() for _ in range(100)]
check_true(len({(second - first) % 4 for first, second in rows}) > 1, "each row has a start of its own, whatever the others have")
column = [get_batch(torch.arange(6), 2, 3)[0][0, 0].item() for _ in range(300)]
check_true(all(60 < column.count(start) < 140 for start in range(3)), "within each row, too, every window is equally likely")
check_true(all(part.dtype == torch.long for part in get_batch(data, 2, 3)), "x and y are int64, as the data")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** One window of your batch and its targets, letter by letter, and below it how often
# each twentieth of the text is visited.

# %% demo folded="One window and its targets; where windows start"
x, y = get_batch(train_data, 4, 24, generator=torch.Generator().manual_seed(2))
figure, (top, bottom) = plt.subplots(2, 1, figsize=(12, 4.6), layout="constrained", height_ratios=[1.25, 1])
for row, (name, ids, colour) in enumerate([("x[0]", x[0], BLUE), ("y[0]", y[0], ORANGE)]):
    top.text(-1.3, -row, name, ha="right", va="center", weight="bold", color=colour)
    for place, letter in enumerate(decode(ids.tolist(), idx_to_char)):
        top.text(place, -row, {" ": "␣", "\n": "⏎"}.get(letter, letter), ha="center", va="center", fontsize=14,
                 bbox={"facecolor": "white", "edgecolor": colour, "boxstyle": "round,pad=0.25"})
for place in range(23):
    top.annotate("", (place + 0.2, -0.72), (place + 0.8, -0.28), arrowprops={"arrowstyle": "-", "color": GREY, "lw": 1})
top.set(xlim=(-2.6, 24), ylim=(-1.5, 0.5), title="a grey line joins the same character: y is x, one place to the left")
top.axis("off")
places = torch.arange(len(train_data))
starts, _ = get_batch(places, 20000, 1, generator=torch.Generator().manual_seed(0))  # (20000, 1): where windows start
bottom.hist(starts[:, 0].numpy() / len(places) * 100, bins=20, color=BLUE, edgecolor="white")
bottom.set(title="where 20,000 windows start", xlabel="place in the text in %", ylabel="windows", xlim=(0, 100))
plt.show()

for t in range(1, 6):
    print(f"reads {decode(x[0, :t].tolist(), idx_to_char)!r:10} → should say {decode(y[0, t - 1 : t].tolist(), idx_to_char)!r}")

# %% [markdown]
# *Notice:* the model is never told where a tale begins; a window starts in the middle of a word as often as
# not. And the bars are equally high but for chance: no part of the text is left out.

# %% claim
counts = np.histogram(starts[:, 0].numpy() / len(places) * 100, bins=20)[0]
assert counts.min() > 0.85 * counts.max(), "the bars are equally high but for chance"

# %% [markdown]
# ### Catch the bug
#
# Many a strange training run goes back to a wrong `get_batch`. So write the test yourself: `tests_get_batch(candidate)`
# is given *somebody's* `get_batch` and says whether it keeps the docstring's promises. You can only call it.
#
# A test as in step 1: *known values* (which text has only one possible window?), *properties* (what holds for every row of `x` and `y`, whatever was drawn?),
# *what must not change*, and *sizes that are all different*, so that nothing passes by being exchanged.
#
# New here is **chance**. No single batch can be right or wrong about "every window equally likely". So draw many windows and count. If
# $n$ draws fall on $k$ equally likely starts, each comes about $n/k$ times, and a count seldom strays by more
# than four times $\sqrt{n/k}$. A bound tighter than that refuses honest candidates; a much looser one lets those pass that never
# draw the last window. And if one row decides the next one, the counts may still look even: look at pairs of rows.
#
# The folded cell brings `candidate_a`, `candidate_b` and `candidate_c`; at least one is right, at least one wrong. Try them first.

# %% candidates="get_batch"
visible = ["right rand_times", "wrong first_window_missing", "wrong generator_ignored"]
base = "right stack"


def crashes(data, batch_size, block_size, generator=None):
    raise ValueError("no")


def zeros(data, batch_size, block_size, generator=None):
    return torch.zeros(batch_size, block_size, dtype=torch.long), torch.zeros(batch_size, block_size, dtype=torch.long)


def copies_x(data, batch_size, block_size, generator=None):
    x, y = right(data, batch_size, block_size, generator)
    return x, x


def one_behind(data, batch_size, block_size, generator=None):
    x, y = right(data, batch_size, block_size, generator)
    return y, x


def sizes_exchanged(data, batch_size, block_size, generator=None):
    return right(data, block_size, batch_size, generator)


def one_row_for_all(data, batch_size, block_size, generator=None):
    x, y = right(data, 1, block_size, generator)
    return x.repeat(batch_size, 1), y.repeat(batch_size, 1)


def always_the_same(data, batch_size, block_size, generator=None):
    return right(data, batch_size, block_size, torch.Generator().manual_seed(1))


def misses_the_last(data, batch_size, block_size, generator=None):
    return right(data[:-1] if len(data) > block_size + 1 else data, batch_size, block_size, generator)


def rows_in_order(data, batch_size, block_size, generator=None):
    x, y = right(data, batch_size, block_size, generator)
    order = x[:, 0].argsort()
    return x[order], y[order]


def deaf_to_the_generator(data, batch_size, block_size, generator=None):
    return right(data, batch_size, block_size)


def rewinds(data, batch_size, block_size, generator=None):
    if generator is not None:
        generator = torch.Generator().manual_seed(generator.initial_seed())
    return right(data, batch_size, block_size, generator)


def gives_floats(data, batch_size, block_size, generator=None):
    x, y = right(data, batch_size, block_size, generator)
    return x.double(), y.double()


def changes_the_data(data, batch_size, block_size, generator=None):
    x, y = right(data, batch_size, block_size, generator)
    data[0] += 1
    return x, y


def gives_a_list(data, batch_size, block_size, generator=None):
    return list(right(data, batch_size, block_size, generator))


def other_numbers(data, batch_size, block_size, generator=None):
    torch.rand(1, generator=generator)
    return right(data, batch_size, block_size, generator)

# %% exercise="tests_get_batch"
def tests_get_batch(candidate):
    """Is `candidate` a right `get_batch`?

    candidate: a function that is called as get_batch is: candidate(data, batch_size, block_size, generator=None).
    Returns True when it keeps the contract of get_batch, and False when it does not. When the candidate raises an
    error, you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of the wrong ones among the three above, and False of at
    least two thirds of the wrong ones that you do not see. A pair may come as a tuple or a list; which random numbers are drawn is
    the candidate's business.

    Example: a candidate that returns (x, x) must give False.
    """
    ### BEGIN SOLUTION
    def shaped(x, y, B, T):
        return x.shape == y.shape == (B, T) and x.dtype == y.dtype == torch.long

    only = torch.tensor([70_000, 2**24 + 1, 3, 2**40 + 1])  # a single window, of ids that smaller number types cannot hold
    x, y = candidate(only.clone(), 5, 3)
    if not (shaped(x, y, 5, 3) and (x == only[:3]).all() and (y == only[1:]).all()):
        return False

    data = torch.arange(100, 111)  # 7 windows of 4, each known by its first token
    x, y = candidate(data, 2800, 4)
    counts = torch.bincount((x[:, 0] - 100).clamp(min=0), minlength=7)
    if not (shaped(x, y, 2800, 4) and (y == x + 1).all() and (x[:, 1:] == x[:, :-1] + 1).all()):
        return False
    if len(counts) != 7 or (counts - 400).abs().max() > 80 or not torch.equal(data, torch.arange(100, 111)):
        return False

    pairs = torch.stack([candidate(data, 2, 4)[0][:, 0] for _ in range(700)])  # (700, 2): does one row decide the other?
    apart = torch.bincount((pairs[:, 1] - pairs[:, 0]) % 7, minlength=7)
    first = torch.bincount(pairs[:, 0] - 100, minlength=7)
    if (apart - 100).abs().max() > 40 or (first - 100).abs().max() > 40:
        return False

    a, b, c = (candidate(data, 9, 4, torch.Generator().manual_seed(seed))[0] for seed in (3, 3, 4))
    generator = torch.Generator().manual_seed(3)
    d, e = candidate(data, 9, 4, generator)[0], candidate(data, 9, 4, generator)[0]
    return torch.equal(a, b) and not torch.equal(a, c) and not torch.equal(d, e)
    ### END SOLUTION

# %% check="tests_get_batch" points=2
catch_bugs(tests_get_batch)
### BEGIN HIDDEN TESTS
catch_bugs(tests_get_batch, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · How wrong is a guess? Cross-entropy
#
# The model gives each of the $V$ characters a score, and the softmax makes probabilities of the scores. One
# character is the right one. How good was the guess? Counting hits will not do: a model that gave the right
# character 49 % and another 51 % gets nothing, and a small improvement changes nothing. Better is a number that
# rewards every bit of probability on the right character:
#
# $$\text{loss} = -\ln p_{\text{right}}$$
#
# Certain and right costs $0$, and certain and wrong costs without limit. The mean over all $B \cdot T$ places
# is the **cross-entropy**. Its unit is the **nat**, because the logarithm is the natural one; divided by $\ln 2$ it is in
# *bits*.
#
# **By hand.** $V = 4$, and the logits at one place are $[\ln 1, \ln 2, \ln 4, \ln 1] = [0,\ 0.693,\ 1.386,\
# 0]$. The exponentials are $1, 2, 4, 1$ and their sum is $8$, so the probabilities are $\tfrac18, \tfrac14,
# \tfrac12, \tfrac18$.
#
# | the right token is | its probability | loss in nats | in bits |
# |---|---|---|---|
# | 2 | 1/2 | ln 2 = 0.693 | 1 |
# | 1 | 1/4 | ln 4 = 1.386 | 2 |
# | 0 | 1/8 | ln 8 = 2.079 | 3 |
#
# If the targets of two such places are 2 and 0, the cross-entropy is $(0.693 + 2.079)/2 = 1.386$.
#
# Written directly, softmax first, then the logarithm, it breaks:

# %% demo
logits = torch.tensor([0.0, 200.0, 50.0])
for right in range(3):
    p = logits.exp() / logits.exp().sum()
    print(f"right token {right}: −ln p = {-p[right].log():.1f}, gives {p[right]:.1e}")
p = softmax(logits)
print("with your stable softmax of step 2:", [round(0 - value.log().item(), 1) for value in p])

# %% [markdown]
# `exp(200)` is too large for float32, and the result is `nan`, not a number. Your stable softmax repairs only
# half of it: the smallest probabilities become exactly 0, and the logarithm of 0 is infinite. The right
# answer is 200, 0 and 150. The way out is to divide only on paper:
#
# $$-\ln p_{\text{right}} = -\ln \frac{e^{z_{\text{right}}}}{\sum_j e^{z_j}} = \ln \sum_j e^{z_j} \;-\;
# z_{\text{right}}$$
#
# The first term is called *log-sum-exp*. To keep it stable, take out the largest score $m$, as in step 2:
# $\ln\sum_j e^{z_j} = m + \ln \sum_j e^{z_j - m}$.
#
# Shapes: logits `(B, T, V)`; log-sum-exp over the last dimension `(B, T)`; the scores of the right tokens
# `(B, T)`; the mean of the difference is a tensor with a single number.
#
# ### Exercise: `cross_entropy`
#
# <details><summary>Hint 1: two tensors of one shape</summary>
#
# For each place you need two numbers: the log-sum-exp of its scores, and the score of the right token. Both are (B, T).
# `torch.logsumexp` makes the first.
#
# </details>
# <details><summary>Hint 2: the score of the right token</summary>
#
# `logits.gather(-1, index)` picks along the last dimension by index. Its index needs as many dimensions as the logits: give
# `targets` one more at the end, and take it away from the result again.
#
# </details>

# %% exercise="cross_entropy"
def cross_entropy(logits, targets):
    """The mean of -ln p(right token) over all places, by hand.

    logits: (B, T, V) scores, before any softmax. targets: (B, T) ids of the right tokens (int64).
    Returns a tensor with a single number, in nats. Gradients flow back to the logits. Nothing is changed.
    Stable: logits of 10,000 and -10,000 give no nan and no infinity.

    By hand means: without F.cross_entropy, F.nll_loss and their layers. torch.logsumexp is yours to use.

    Example: logits [[[0, 0.693, 1.386, 0], [0, 0.693, 1.386, 0]]] and targets [[2, 0]] give 1.386.
    """
    ### BEGIN SOLUTION
    right = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)  # (B, T)
    return (torch.logsumexp(logits, dim=-1) - right).mean()
    ### END SOLUTION

# %% check="cross_entropy" points=3 folded="The check of cross_entropy"
logits, targets = 2 * sample(3, 5, 7, seed=1), torch.tensor([[0, 3, 6, 2, 2], [5, 1, 0, 4, 6], [3, 3, 1, 0, 5]])
probe(cross_entropy(logits, targets), "3 texts of 5 tokens, V = 7")
probe(cross_entropy(torch.tensor([[[0.0, math.log(2), math.log(4), 0.0]] * 2]), torch.tensor([[2, 0]])), "the example")
probe(cross_entropy(torch.tensor([[[1e4, -1e4, 0.0], [0.0, 1e4, -1e4]]]), torch.tensor([[1, 1]])), "logits of ±10,000")
probe(cross_entropy(torch.zeros(2, 3, 65), torch.zeros(2, 3, dtype=torch.long)), "all scores equal, V = 65")
check_equal([logits, targets], [2 * sample(3, 5, 7, seed=1), [[0, 3, 6, 2, 2], [5, 1, 0, 4, 6], [3, 3, 1, 0, 5]]],
            "logits and targets must stay as they are")
check_by_hand(["cross_entropy", "nll_loss"], cross_entropy, sample(2, 3, 4), torch.tensor([[0, 1, 2], [3, 0, 1]]))
logits = sample(2, 3, 5, seed=2).requires_grad_()
loss = cross_entropy(logits, torch.tensor([[4, 0, 1], [2, 2, 3]]))
check_true(isinstance(loss, torch.Tensor) and loss.requires_grad, "gradients must flow from the loss to the logits")
(2 * loss).backward()
probe(logits.grad, "the gradient of twice the loss for the logits")
### BEGIN HIDDEN TESTS
large = torch.tensor([[[1e4, -1e4, 0.0], [0.0, 1e4, -1e4]]]).requires_grad_()
cross_entropy(large, torch.tensor([[1, 1]])).backward()
probe(large.grad, "the gradient for logits of ±10,000")
check_by_hand(["cross_entropy", "nll_loss"], cross_entropy, 300 * sample(2, 3, 4), torch.tensor([[0, 1, 2], [3, 0, 1]]))
probe(cross_entropy(sample(1, 1, 2, seed=3), torch.tensor([[1]])), "a single place, V = 2")
probe(cross_entropy(100 * sample(4, 2, 9, seed=4), torch.tensor([[8, 0], [3, 3], [1, 7], [0, 5]])), "large scores")
large = torch.full((1, 2, 4), -1e4)
large[0, 1] = 1e4
probe(cross_entropy(large, torch.tensor([[3, 0]])), "four equal scores of -10,000, then of 10,000", atol=5e-3)
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** A loss needs something to be compared with. So let us ask four simple guessers, on
# held-out text, through *your* function:
#
# - *any character is as likely as any other*: probability $1/V$ everywhere, so the loss is exactly $\ln V$;
# - *frequent characters are more likely*: counted in the training text;
# - *what follows the last character*: pairs, counted as in step 1;
# - *what follows the last two characters*.
#
# And a fifth line that is harder to beat. Whoever predicts well can also compress well: a character of probability $p$ needs
# $-\log_2 p$ bits. So a program that compresses text, such as **lzma** (the one in `.xz` and `.7z` files), is a
# language model, too. How many bits does it need for each held-out character, if it has seen the training text before?

# %% demo folded="Four simple guessers and a compressor"
x, y = get_batch(val_data, 200, 64, generator=torch.Generator().manual_seed(0))  # (200, 64)
count = torch.bincount(train_data, minlength=V) + 0.1  # (V,); 0.1, so that nothing is impossible
pair = torch.bincount(train_data[:-1] * V + train_data[1:], minlength=V**2).view(V, V) + 0.1
triple = torch.bincount((train_data[:-2] * V + train_data[1:-1]) * V + train_data[2:], minlength=V**3).view(V * V, V) + 0.1
guessers = {  # logits (B, T, V): the logarithm of a count is as good a score as any
    "any character": torch.zeros(200, 64, V),
    "frequent characters": count.log().expand(200, 64, V),
    "after the last character": pair.log()[x],
    "after the last two": triple.log()[x[:, :-1] * V + x[:, 1:]],  # no guess for the first place of a window
}
lines = {name: cross_entropy(logits, y[:, -logits.shape[1]:]).item() for name, logits in guessers.items()}


def packed(text):
    """The bytes that lzma needs for a text."""
    return len(lzma.compress(text.encode(), format=lzma.FORMAT_ALONE, preset=6))


bits = 8 * (packed(train_text + val_text) - packed(train_text)) / len(val_text)
lines["lzma"] = bits * math.log(2)
print(f"{'guesser':26}{'nats':>7}{'bits':>7}{'perplexity':>12}")
for name, loss in lines.items():
    print(f"{name:26}{loss:>7.2f}{loss / math.log(2):>7.2f}{math.exp(loss):>12.1f}")

p = np.linspace(0.005, 1, 300)
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.plot(p, -np.log(p), color=BLUE)
for (name, value), marker in zip(lines.items(), "osD^*"):
    ax.plot(math.exp(-value), value, marker, color=ORANGE, markersize=8)
    ax.annotate(f"{name}: {value:.2f}", (math.exp(-value), value), (14, 4), textcoords="offset points")
ax.set(title="the price of a guess: −ln p", xlabel="probability of the right character", ylabel="loss in nats", ylim=(0, 5.5))
right = ax.secondary_yaxis("right", functions=(lambda nats: nats / math.log(2), lambda bits: bits * math.log(2)))
right.set_ylabel("loss in bits")
right.spines["right"].set_visible(True)
plt.show()
ordered = list(lines.values())
notice(all(a > b for a, b in zip(ordered, ordered[1:])),
       "each guesser looks at more of the text than the one before, and each beats it. The compressor, which finds repeated "
       "passages of any length, beats all four by far. Your GPT has to beat the compressor, too.",
       "on this text the guessers do not come in this order: there is little of it, or it repeats itself in another way.")

# %% claim
assert all(a > b for a, b in zip(ordered, ordered[1:])), "each guesser beats the one before, and lzma all four"
assert lines["lzma"] < 0.5 * lines["after the last two"], "the compressor beats all four by far"

# %% [markdown]
# *How to read a loss.* **Bits a character** say how small a file could become. **Perplexity**, $e^{\text{loss}}$, is the size
# of a fair die that would be as hard to guess. Each mark sits where a *typical* guess of that guesser sits.
#
# Two models can be compared in nats a token only if they share a tokenizer, for larger tokens are harder to guess. Papers
# therefore report **bits per byte**: the bits for the whole text, divided by its bytes. Our tales are plain ASCII, a byte a
# character, so bits a character *are* bits per byte. In general:
#
# $$\text{bits per byte} = \frac{\text{loss in nats a token}}{\ln 2} \cdot \frac{\text{tokens}}{\text{bytes}}$$
#
# **Quick question 1: predict a number.** A GPT with GPT-2's tokenizer (about 4 bytes a token on English) has a loss of 3.0
# nats a token. A character model has 0.9 nats a character on the same ASCII text. How do they compare in bits per byte?
#
# *a)* 4.33 against 1.30: the character model is better.
#
# *b)* 1.08 against 1.30: the model with tokens is better.
#
# *c)* 0.75 against 0.90: the model with tokens is better.
#
# *d)* 17.3 against 1.30: the character model is better.

# %% exercise="answer_bytes"
# answer_bytes = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_bytes = "b"
### END SOLUTION

# %% check="answer_bytes" points=1
probe_choice(answer_bytes, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_bytes, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why (open it when the check is green)</summary>
#
# 3.0 nats are $3.0 / 0.693 = 4.33$ bits, and they pay for about 4 bytes, so 1.08 bits a byte. The character model pays
# $0.9 / 0.693 = 1.30$ bits for one byte. Its loss looks smaller because its tokens are.
#
# </details>
# %% [markdown]
# ## 3 · From a gradient to a step: AdamW by hand
#
# The gradient $g$ of a weight says in which direction the loss grows. The plainest thing to do is to go the other way,
# by a small share $\eta$ of it, the **learning rate**. With batches drawn at random this is called *stochastic
# gradient descent*, **SGD**:
#
# $$w \leftarrow w - \eta\, g$$
#
# Here is where it fails. Two weights, one valley: steep across, flat along, as the losses of real networks are. (The
# valley is $100\,a^2 + b^2$, and all three runs start at the same point.)

# %% demo folded="Three optimizers in one valley"
def walk(kind, steps=60, **settings):
    """Sixty steps of an optimizer in the valley, from (a, b) = (0.8, 4) → the places it comes by, (61, 2)."""
    point = torch.tensor([0.8, 4.0], requires_grad=True)
    optimizer, places = kind([point], **settings), [point.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        (100 * point[0] ** 2 + point[1] ** 2).backward()
        optimizer.step()
        places.append(point.detach().clone())
    return torch.stack(places)


walks = {"SGD, rate 0.0095": walk(torch.optim.SGD, lr=0.0095),
         "SGD with momentum, the same rate": walk(torch.optim.SGD, lr=0.0095, momentum=0.8),
         "Adam, rate 0.2": walk(torch.optim.Adam, lr=0.2, betas=(0.8, 0.99))}
a, b = np.meshgrid(np.linspace(-1, 1, 200), np.linspace(-2.5, 4.5, 200))
figure, axes = plt.subplots(1, 3, figsize=(12, 3.4), layout="constrained", sharey=True)
for ax, (name, places) in zip(axes, walks.items()):
    ax.contour(b, a, 100 * a**2 + b**2, levels=[0.5, 2, 8, 20, 60], colors="#B9C2CC", linewidths=1)
    ax.plot(places[:, 1], places[:, 0], "o-", color=BLUE, markersize=3, linewidth=1)
    ax.plot(0, 0, "*", color=ORANGE, markersize=12)
    ax.set(title=name, xlabel="weight b (the flat direction)", xlim=(-2.5, 4.5))
axes[0].set_ylabel("weight a (the steep one)")
plt.show()
for name, places in walks.items():
    print(f"{name:33} after 60 steps it is {places[-1].norm():.2f} from the minimum")

# %% claim
left = {name.split(",")[0]: places[-1].norm().item() for name, places in walks.items()}
assert left["SGD"] > 1, "SGD has not arrived"
assert left["SGD with momentum"] < 0.3 and left["Adam"] < 0.3, "the other two are near the minimum"
assert (walks["SGD, rate 0.0095"][:20, 0].sign().diff() != 0).all(), "SGD jumps from wall to wall"

# %% [markdown]
# *Notice:* one rate must serve both directions. SGD jumps from wall to wall of the valley (a rate a little larger, and it
# would be thrown out), and creeps along its floor. Two ideas mend that.
#
# **Momentum.** Follow a running average of the gradients. What changes its sign at every step cancels out; what
# stays adds up:
#
# $$m \leftarrow \beta_1\, m + (1 - \beta_1)\, g$$
#
# **A step size for each weight.** Keep a running average of the *squared* gradient, too, and divide by its root. A weight whose
# gradients are large gets a small share of them, one whose gradients are tiny a large share:
#
# $$v \leftarrow \beta_2\, v + (1 - \beta_2)\, g^2$$
#
# **Bias correction.** Both averages begin at 0, so at first they are too small: after one step $m$ is only $(1 -
# \beta_1)\,g$. After $t$ steps the weights in the average $m$ add up to $1 - \beta_1^t$. So divide by it:
#
# $$\hat m = \frac{m}{1 - \beta_1^t} \qquad\qquad \hat v = \frac{v}{1 - \beta_2^t}$$
#
# Together these are **Adam** (2014), with a tiny $\epsilon$ so that nothing is divided by 0:
#
# $$w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
#
# **AdamW** (2017) adds **weight decay**: before that step, each weight shrinks by a small share of itself. A weight that the
# data do not keep pulling on fades away, and models trained so do better on new text:
#
# $$w \leftarrow (1 - \eta\, \lambda)\, w$$
#
# The **W** says that the decay acts on the weight itself. Added to the gradient instead, as people did before, it would be
# divided by $\sqrt{\hat v}$ like everything else, and a weight with large gradients would hardly decay.
#
# **By hand.** One weight $w = 2$, with $\eta = 0.1$, $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\lambda = 0.5$. Its first gradient is
# 3, its second 1:
#
# | $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | $w$ after the decay | $w$ after the step |
# |---|---|---|---|---|---|---|---|
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 2 · 0.95 = 1.9 | 1.9 − 0.1 · 3/3 = 1.8 |
# | 2 | 1 | 0.37 | 0.00999 | 1.947 | 4.998 | 1.8 · 0.95 = 1.71 | 1.71 − 0.1 · 1.947/2.236 = 1.623 |
#
# Without the correction the first step would be $0.3 / \sqrt{0.009} = 3.2$ times the rate instead of once.
#
# ### Exercise: `adamw_step`
#
# <details><summary>Hint 1: what must be remembered?</summary>
#
# Three things for each tensor: $m$, $v$, and how many steps were made. At the first step `state` is empty: put
# them in, two tensors of zeros in the shape of `param` and a 0. The same dictionary comes back at the next call.
#
# </details>
# <details><summary>Hint 2: in place</summary>
#
# `param = …` only gives a new tensor the old name; the caller's tensor stays as it was. Methods whose name ends in an
# underscore change the tensor itself: `mul_`, `sub_`, `copy_`. So does `param -= …`.
#
# </details>
# <details><summary>Hint 3: the order</summary>
#
# Count the step (so the first has $t = 1$); renew $m$ and $v$; decay; then the step with the two corrected
# averages. The decay never touches $g$, and $\epsilon$ stands outside the root.
#
# </details>

# %% exercise="adamw_step"
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    """One step of AdamW on one tensor, by hand (Loshchilov and Hutter, 2017).

    param: the weights, a tensor of any shape; it changes in place. (A model's parameters come inside torch.no_grad().)
    grad: the gradient, of the same shape. It is not changed, and the caller may reuse its memory for the next one.
    state: a dict, empty at the tensor's first step, and the same dict at each later one. Its contents are up to you.
    lr: η of this step; it may change from step to step. betas: (β₁, β₂). eps: ε. weight_decay: λ.

    Returns None. By hand means: without torch.optim.

    Example: param = [2.0], lr = 0.1, weight_decay = 0.5 and the gradients [3.0] and [1.0] make [1.8] and then [1.623].
    """
    ### BEGIN SOLUTION
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))
    ### END SOLUTION

# %% check="adamw_step" points=4 folded="The check of adamw_step"
from torch.optim.optimizer import register_optimizer_step_pre_hook


def after(steps, shape=(3, 5), seed=0, rate=lambda step: 0.1, size=1.0, **options):
    """The weights after so many of your steps, with gradients that are the same everywhere; one gradient is reused."""
    param, state, grad, used = sample(*shape, seed=seed), {}, torch.zeros(shape), []
    hook = register_optimizer_step_pre_hook(lambda *found: used.append(found))
    try:
        with torch.no_grad():
            for step in range(steps):
                grad.copy_(size * sample(*shape, seed=100 + seed + step))
                adamw_step(param, grad, state, rate(step), **options)
    finally:
        hook.remove()
    return param if not used else "made by torch.optim"


w, grad = sample(2, 3), sample(2, 3, seed=5)
returned = adamw_step(w, grad, {}, 0.1, weight_decay=2.0)
probe([returned, w, grad], "one step with weight_decay = 2: what is returned (None: the tensor changes in place), the weights, the gradient, which stays", rtol=2e-6, atol=2e-6)
w, state = torch.tensor([2.0]), {}
made = []
for g in (3.0, 1.0):
    adamw_step(w, torch.tensor([g]), state, 0.1, weight_decay=0.5)
    made.append(w.item())
probe(made, "the example: the weight after one step and after two", rtol=2e-6, atol=2e-6)
probe(after(1, weight_decay=0.5), "15 weights after one step, lr = 0.1, weight_decay = 0.5", rtol=2e-6, atol=2e-6)
probe(after(20, weight_decay=0.5), "the same after 20 steps", rtol=2e-6, atol=2e-6)
probe(after(20), "20 steps with the defaults", rtol=2e-6, atol=2e-6)
first, second, states = sample(4, seed=1), sample(4, seed=2), ({}, {})
for number in range(3):
    for param, own in zip((first, second), states):
        adamw_step(param, sample(4, seed=20 + number), own, 0.1)
probe([first, second], "two tensors in turn, each with a state of its own: 3 steps", rtol=2e-6, atol=2e-6)
still, state = torch.tensor([1.0, -2.0, 0.5]), {}
for _ in range(3):
    adamw_step(still, torch.tensor([0.0, 0.0, 1.0]), state, 0.5, weight_decay=0.1)
probe(still, "weights whose gradient is 0: they decay, and nothing is divided by 0", rtol=2e-6, atol=2e-6)
### BEGIN HIDDEN TESTS
probe(after(20, shape=(2, 4, 3), seed=7, betas=(0.7, 0.95), weight_decay=0.3), "20 steps, other betas", rtol=2e-6, atol=2e-6)
probe(after(6, seed=9, eps=0.5, size=0.3), "6 steps with eps = 0.5", rtol=2e-6, atol=2e-6)
probe(after(20, seed=3, rate=lambda step: 0.3 / (1 + step), weight_decay=0.2), "20 steps with a rate that falls", rtol=2e-6, atol=2e-6)
probe(after(5, seed=4, weight_decay=0.0), "5 steps without decay", rtol=2e-6, atol=2e-6)
probe(after(5, shape=(6,), seed=4, size=1e-3), "5 steps with small gradients", rtol=2e-6, atol=2e-6)
probe(after(3, shape=(1, 1), seed=6, betas=(0.0, 0.5)), "a single weight, no momentum", rtol=2e-6, atol=2e-6)
whole = sample(4, 6, seed=8)
adamw_step(whole[:, 1:3], sample(4, 2, seed=9), {}, 0.1)
probe(whole, "the tensor is a part of a larger one: that part changes in place", rtol=2e-6, atol=2e-6)
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your step beside PyTorch's on a real model, in double precision: twenty steps, the same batches.

# %% demo
torch.manual_seed(0)
mine = GPT(GPTConfig(vocab_size=V, block_size=32, n_layer=2, n_head=4, d_model=64)).double()
init_weights(mine)
theirs, states = copy.deepcopy(mine), [{} for _ in mine.parameters()]
optimizer = torch.optim.AdamW(theirs.parameters(), lr=3e-3, weight_decay=0.1)
generator = torch.Generator().manual_seed(0)
for step in range(20):
    x, y = get_batch(train_data, 16, 32, generator)
    for model in (mine, theirs):
        model.zero_grad()
        model(x, y)[1].backward()
    with torch.no_grad():
        for weight, state in zip(mine.parameters(), states):
            adamw_step(weight, weight.grad, state, lr=3e-3, weight_decay=0.1)
    optimizer.step()
apart = max((a - b).abs().max().item() for a, b in zip(mine.parameters(), theirs.parameters()))
print(f"20 steps, {sum(w.numel() for w in mine.parameters()):,} parameters: the largest difference is {apart:.0e}")
notice(apart < 1e-6, "that is rounding. PyTorch's AdamW holds no more than your ten lines; it is faster, because it takes all "
       "tensors of a model in one go. From here on you use PyTorch's.",
       "more than rounding. The check above asks for less than this; look at the step count of each tensor's own state.")

# %% claim
assert apart < 1e-6, "the same as PyTorch's, but for rounding"

# %% [markdown]
# **Quick question 2: predict.** Somebody multiplies the loss by 1000, so every gradient is 1000 times as long. There is no
# clipping. What changes in a run with AdamW?
#
# *a)* Every step is 1000 times as long, and the run explodes at once.
#
# *b)* Every step is 1000 times shorter, and the model learns nothing.
#
# *c)* The steps stay as they are, but the weights decay 1000 times as fast.
#
# *d)* Next to nothing: steps and decay stay as they are, ε aside.

# %% exercise="answer_thousand"
# answer_thousand = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_thousand = "d"
### END SOLUTION

# %% check="answer_thousand" points=1
probe_choice(answer_thousand, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_thousand, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why (open it when the check is green)</summary>
#
# $\hat m$ grows by 1000, $\sqrt{\hat v}$ does, too, and their ratio stays. Only $\epsilon$ is now smaller beside them. The decay
# is $\eta\lambda w$ and never sees a gradient. With SGD the run would explode.
#
# </details>

# %% [markdown]
# ## 4 · What may shrink? Two groups of parameters
#
# What would weight decay do to a LayerNorm? Its weight starts at 1 and means "leave it as it is". Say the data
# have no opinion about it:

# %% demo
norm, rate, decay = LayerNorm(4), 0.003, 0.1
optimizer = torch.optim.AdamW(norm.parameters(), lr=rate, weight_decay=decay)
for step in range(1, 5001):
    norm.weight.grad, norm.bias.grad = torch.zeros(4), torch.zeros(4)  # the data have no opinion
    optimizer.step()
    if step in (1, 1000, 3000, 5000):
        print(f"after step {step:>5,}: the LayerNorm's weight is {norm.weight[0]:.3f}")

# %% claim
assert norm.weight[0] < 0.3, "it fades"

# %% [markdown]
# It fades, and with it everything that passes through: nobody asked for that. The same goes for biases. The
# rule that GPT-2's successors follow is about shapes: **matrices and embedding tables decay, vectors do not.** In
# other words, a parameter decays if it has two dimensions or more.
#
# PyTorch wants to hear this as **parameter groups**: a list of dictionaries, each with the key `"params"` and
# its own settings, such as `"weight_decay"`. Two things to mind:
#
# - Each parameter goes into one group, once. The tied table of step 5 has two names and is one parameter;
#   `model.parameters()` and `model.named_parameters()` list it once, `model.state_dict()` twice.
# - Only what is to be trained, that is, where `requires_grad` is true.
#
# ### Exercise: `configure_optimizer`
#
# <details><summary>Hint 1: sorting</summary>
#
# Gather the trainable parameters once, then sort them into two lists by `.dim()`.
#
# </details>
# <details><summary>Hint 2: groups</summary>
#
# Two dictionaries, one for each list, go as a list into `torch.optim.AdamW`. Its own default for the decay is not 0: say it for
# both groups.
#
# </details>

# %% exercise="configure_optimizer"
def configure_optimizer(model, lr, weight_decay):
    """AdamW for a model, with weight decay on matrices and tables only.

    model: any nn.Module. lr, weight_decay: floats.
    Returns a torch.optim.AdamW that holds each trainable parameter of the model once, all with the learning rate
    lr. Parameters of two or more dimensions (embeddings too) have this weight_decay, all others 0. The rest of the
    settings is up to you; betas=(0.9, 0.99) suits small batches.

    Example: for nn.Linear(3, 2), lr=0.1 and weight_decay=0.5, the weight, shape (2, 3), decays and the bias does not.
    """
    ### BEGIN SOLUTION
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    groups = [{"params": [weight for weight in weights if weight.dim() >= 2], "weight_decay": weight_decay},
              {"params": [weight for weight in weights if weight.dim() < 2], "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99))
    ### END SOLUTION

# %% check="configure_optimizer" points=3 folded="The check of configure_optimizer"
def settings(model, lr, weight_decay):
    """Is it AdamW, and for each weight of the model that can be trained: [weight decay, learning rate] wherever it is listed."""
    optimizer = configure_optimizer(model, lr, weight_decay)
    listed, own = [id(weight) for group in optimizer.param_groups for weight in group["params"]], {*map(id, model.parameters())}
    frozen = {id(weight) for weight in model.parameters() if not weight.requires_grad}
    return {"an AdamW": isinstance(optimizer, torch.optim.AdamW), "weights of another model": len({*listed} - own),
            "frozen weights in its list": len({*listed} & frozen)} | {
        name: [[float(group["weight_decay"]), float(group["lr"])] for group in optimizer.param_groups
               for other in group["params"] if other is weight]
        for name, weight in model.named_parameters() if weight.requires_grad}


def one_step(model, lr, weight_decay):
    """Each weight after one step of the optimizer, from known weights and known gradients."""
    optimizer = configure_optimizer(model, lr, weight_decay)
    for number, weight in enumerate(model.parameters()):
        with torch.no_grad():
            weight.copy_(sample(*weight.shape, seed=number))
        weight.grad = sample(*weight.shape, seed=50 + number)
    optimizer.step()
    return {name: weight.detach().clone() for name, weight in model.named_parameters()}


probe(settings(GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=2, n_head=2, d_model=6)), 0.02, 0.3),
      "a GPT, lr = 0.02, weight_decay = 0.3: [[decay, rate]] of each weight")
probe(one_step(nn.Linear(3, 2), 0.1, 0.5), "nn.Linear(3, 2) after one step, lr = 0.1, weight_decay = 0.5")
still = nn.Linear(3, 4)
still.weight.requires_grad_(False)
probe(settings(still, 0.1, 0.2), "a layer whose weight is frozen")
### BEGIN HIDDEN TESTS
class Zoo(nn.Module):
    """Parameters of 0, 1, 2 and 3 dimensions, under names that say nothing, one shared, one frozen."""

    def __init__(self):
        super().__init__()
        self.bias = nn.Linear(3, 4)
        self.norm = nn.Conv1d(2, 3, 5)
        self.scale = nn.Parameter(torch.tensor(2.0))
        self.ln_bias = nn.Parameter(torch.ones(2, 2))
        self.table = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.table.weight
        self.still = nn.Linear(2, 2)
        self.still.requires_grad_(False)


probe(settings(Zoo(), 0.5, 0.25), "a model with parameters of 0 to 3 dimensions")
probe(one_step(nn.Sequential(nn.Linear(4, 3), nn.LayerNorm(3), nn.Embedding(7, 2)), 0.05, 2.0), "three layers after one step")
probe(settings(nn.Linear(3, 1), 0.1, 0.0), "a layer with a single output and a weight decay of 0")
probe(settings(nn.Linear(3, 1), 0.1, 0.5), "a layer with a single output")
partly = nn.Linear(2, 3)
partly.bias.grad = torch.zeros(3)
probe(settings(partly, 0.1, 0.5), "a layer of which one weight has a gradient already")
untied = GPT(GPTConfig(vocab_size=7, block_size=4, n_layer=1, n_head=1, d_model=4))
untied.lm_head = nn.Linear(4, 7, bias=False)
probe(settings(untied, 0.1, 0.5), "a GPT whose head has a weight of its own")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Every tensor of a small GPT, with its number of parameters, in the colour of its
# group.

# %% demo folded="The tensors of a GPT by group"
model = GPT(GPTConfig(vocab_size=V, block_size=64, n_layer=1, n_head=4, d_model=128))
decays = {id(weight): group["weight_decay"] > 0 for group in configure_optimizer(model, 1e-3, 0.1).param_groups
          for weight in group["params"]}
names, weights = zip(*model.named_parameters())
figure, ax = plt.subplots(figsize=(10, 4.6), layout="constrained")
spared = 0
for decayed, colour, hatch, label in [(True, BLUE, "", "decays"), (False, ORANGE, "//", "does not")]:
    rows = [row for row, weight in enumerate(weights) if decays[id(weight)] == decayed]
    total = sum(weights[row].numel() for row in rows)
    spared = total / sum(weight.numel() for weight in weights)
    ax.barh(rows, [weights[row].numel() for row in rows], color=colour, hatch=hatch, edgecolor="white",
            label=f"{label}: {total:,} parameters")
ax.set_xscale("log")
ax.set_yticks(range(len(names)), [f"{name}  {tuple(weight.shape)}" for name, weight in zip(names, weights)], fontsize=9)
ax.invert_yaxis()
ax.set(title="a GPT of one block", xlabel="parameters in the tensor (log scale)", xlim=(50, 2e6))
ax.legend(frameon=False, loc="center right")
plt.show()
print(f"{spared:.1%} of the parameters do not decay: those that set sizes and offsets for whole channels")

# %% [markdown]
# ## 5 · How large a step, and when? The schedule
#
# Look once more at the first line of the table in section 3. In its first step Adam divides the gradient by its own size, and
# only the sign is left: **every weight that has a gradient moves by the whole learning rate**, however small that gradient, and though
# Adam has seen only one batch. What does that do to a GPT after `init_weights`?

# %% demo
torch.manual_seed(0)
fresh = GPT(GPTConfig(vocab_size=V, block_size=32, n_layer=4, n_head=4, d_model=64))
init_weights(fresh)
size = fresh.h[0].mlp.fc.weight.abs().mean().item()  # of a typical weight
shares, ends = {}, {}
print(f"a typical weight is {size:.3f} large\n\n{'rate':>6}  first step moves by   share     loss at steps 1 to 8")
for rate in (0.0003, 0.003, 0.03):
    model, generator, losses = copy.deepcopy(fresh), torch.Generator().manual_seed(0), []
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    for step in range(8):
        x, y = get_batch(train_data, 16, 32, generator)
        loss = model(x, y)[1]
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        if step == 0:
            moved = (model.h[0].mlp.fc.weight - fresh.h[0].mlp.fc.weight).abs().median().item()
    shares[rate], ends[rate] = moved / size, losses[-1]
    print(f"{rate:>6}  {moved:>19.4f}  {shares[rate]:>5.0%}     " + " ".join(f"{loss:.2f}" for loss in losses))

# %% claim
assert 0.1 < shares[0.003] < 0.3, "0.003 moves a typical weight by about a fifth of its size"
assert shares[0.03] > 1, "ten times that is more than the weight itself"
assert ends[0.03] > ends[0.003], "and the loss is higher for it"

# %% [markdown]
# A step of 0.003, a good rate for later, moves a typical weight by about a fifth of its size. Ten times that is more than the
# weight itself, and the careful start of step 5 is gone. So training begins with a **warm-up**: the rate
# climbs from almost nothing in a straight line.
#
# Towards the end small steps pay. Each batch points in a direction of its own, so with large steps the weights go on jumping about
# the minimum, as you saw in the valley. So after the warm-up the rate falls along half a **cosine**, gently at first and
# gently at last, to a small rest:
#
# $$\eta(s) = \begin{cases}
# \eta_{\max} \cdot \dfrac{s + 1}{W} & s < W \\[2ex]
# \eta_{\min} + \dfrac{1 + \cos(\pi u)}{2}\,(\eta_{\max} - \eta_{\min}), \quad
# u = \dfrac{s - W}{S - W} & W \le s < S \\[2ex]
# \eta_{\min} & s \ge S
# \end{cases}$$
#
# $s$ is the step, counted from 0; $W$ = `warmup_steps`; $S$ = `max_steps`; $\eta_{\max}$ and $\eta_{\min}$ =
# $s$ is the step, counted from 0; $W$ = `warmup_steps`; $S$ = `max_steps`; $\eta_{\max}$ and $\eta_{\min}$ =
# `max_lr` and `min_lr`; $u$ runs from 0 to 1.
#
# **By hand.** `max_lr` = 1, `min_lr` = 0.1, $W = 4$, $S = 12$:
#
# | step | 0 | 1 | 2 | 3 | 4 | 6 | 8 | 10 | 12 | 100 |
# |---|---|---|---|---|---|---|---|---|---|---|
# | $u$ | | | | | 0 | 1/4 | 1/2 | 3/4 | | |
# | rate | 0.25 | 0.5 | 0.75 | 1 | 1 | 0.868 | 0.55 | 0.232 | 0.1 | 0.1 |
#
# Step 0 gets a quarter and not nothing, because a step of size 0 would be wasted. The full rate
# comes twice, at the last step of the warm-up and at the first of the cosine. And with $W = 0$ there is no
# warm-up at all.
#
# ### Exercise: `learning_rate`
#
# <details><summary>Hint</summary>
#
# Three cases, in the order of the formula; return in each. `math.cos` takes radians. At $u = 0$ the cosine is 1, at $u = 1$
# it is −1: work out what the factor before $(\eta_{\max} - \eta_{\min})$ is there.
#
# </details>

# %% exercise="learning_rate"
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    """The learning rate of a step: a straight climb, half a cosine down, then a constant rest.

    step: int, counted from 0. warmup_steps: W, at least 0. max_steps: S, larger than W.
    Returns a number: max_lr · (step + 1) / W while step < W, then the cosine from max_lr (at step W) towards min_lr, and
    min_lr from step S on.

    Example: with max_lr=1, min_lr=0.1, warmup_steps=4, max_steps=12 the steps 0, 3, 4, 8, 12 and 100 have the
    rates 0.25, 1, 1, 0.55, 0.1 and 0.1.
    """
    ### BEGIN SOLUTION
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    share = (step - warmup_steps) / (max_steps - warmup_steps)  # from 0 to 1
    return min_lr + 0.5 * (1 + math.cos(math.pi * share)) * (max_lr - min_lr)
    ### END SOLUTION

# %% check="learning_rate" points=3 folded="The check of learning_rate"
probe([float(learning_rate(step, 1.0, 0.1, 4, 12)) for step in range(12)], "the example: steps 0 to 11")
probe([float(learning_rate(step, 1.0, 0.1, 4, 12)) for step in (12, 13, 100)], "the example: steps 12, 13 and 100")
probe([float(learning_rate(step, 1.0, 0.1, 0, 4)) for step in range(6)], "no warm-up, max_steps = 4: steps 0 to 5")
### BEGIN HIDDEN TESTS
probe([float(learning_rate(step, 6.0, 0.0, 7, 101)) for step in range(0, 130, 3)], "max_lr = 6, min_lr = 0, W = 7, S = 101")
probe([float(learning_rate(step, 2.0, 1.5, 1, 9)) for step in range(12)], "a warm-up of a single step")
probe(float(learning_rate(1000, 3e-3, 3e-4, 100, 1900)) * 1e3, "the middle of a cosine from 0.003 to 0.0003, × 1000")
probe([float(learning_rate(step, 3.0, 3.0, 2, 5)) for step in range(7)], "max_lr = min_lr")
probe([float(learning_rate(step, 2.0, 0.5, 4, 12)) for step in range(14)], "max_lr = 2, min_lr = 0.5, W and S of the example")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your schedule for 1,000 steps with three warm-ups.

# %% demo folded="The schedule"
steps = range(1101)
figure, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
for warmup, colour, style in [(0, GREY, ":"), (100, BLUE, "-"), (300, ORANGE, "--")]:
    ax.plot(steps, [learning_rate(step, 3e-3, 3e-4, warmup, 1000) for step in steps], style, color=colour, label=f"W = {warmup}")
ax.axvline(1000, color=GREY, linewidth=1)
ax.annotate("max_steps", (1000, 0.0027), (-6, 0), textcoords="offset points", ha="right")
ax.set(title="warm-up, cosine, rest", xlabel="step", ylabel="learning rate", ylim=(0, None))
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# *Notice:* all three end at the same place, and none has a jump. If yours jumps where the climb meets the
# cosine, $u$ does not start at 0.
#
# ## 6 · An honest score
#
# Two temptations when a model is scored. The first: to look at the loss of the last training batch. It jumps
# from batch to batch, and it is measured on text that the model is being trained on. The second: to forget
# that the model is in **training mode**, where dropout sets part of its channels to 0 at random.

# %% demo
def clock(steps, what):
    """A `report` for a training loop: it says how long the loop takes here, and then shows progress."""
    ticks = paced(range(steps), what)
    next(ticks)
    return lambda step, done, loss: next(ticks, None)


torch.manual_seed(0)
quick = GPT(GPTConfig(vocab_size=V, block_size=32, n_layer=2, n_head=4, d_model=64, dropout=0.2))
init_weights(quick)
optimizer = configure_optimizer(quick, 5e-3, 0.1)
generator = torch.Generator().manual_seed(0)
for step in paced(range(200), "a small model"):  # with the parts that you have
    x, y = get_batch(train_data, 16, 32, generator)
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(step, 5e-3, 5e-4, 20, 200)
    loss = cross_entropy(quick(x)[0], y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()

# %% demo folded="One model, many batches, with and without dropout"
torch.manual_seed(0)
scores = {}
with torch.no_grad():
    for training in (True, False):
        quick.train(training)
        generator = torch.Generator().manual_seed(0)  # the same 150 batches for both
        scores[training] = np.array([quick(*get_batch(val_data, 8, 32, generator))[1].item() for _ in range(150)])
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained", width_ratios=[1.3, 1])
left.hist(scores[False], bins=20, color=BLUE, edgecolor="white")
left.axvline(scores[False].mean(), color=ORANGE, linestyle="--", label=f"mean: {scores[False].mean():.2f}")
left.set(title="one model, 150 small batches", xlabel="loss of a batch in nats", ylabel="batches")
left.legend(frameon=False)
ends = [scores[False].min() - 0.03, scores[True].max() + 0.03]
right.plot(ends, ends, color=GREY, linewidth=1)
right.plot(scores[False], scores[True], "o", color=BLUE, markersize=4, alpha=0.6)
right.set(title="dropout in the way", xlabel="loss in evaluation mode", ylabel="the same batch, training mode", aspect="equal")
plt.show()
worse, by = (scores[True] > scores[False]).mean(), (scores[True] - scores[False]).mean()
notice(worse > 0.6 and by > 0,
       lambda: f"on the left, single batches are spread over {np.ptp(scores[False]):.2f} nats, so one batch says little. The mean of n "
       f"batches is √n times as steady. On the right, {worse:.0%} of the points lie above the grey line, by {by:.3f} nats on "
       "average: with dropout at work you would think your model worse than it is.",
       f"only {worse:.0%} of the points on the right lie above the line; did dropout do anything while the model was trained?")

# %% claim
assert worse > 0.6 and by > 0, "with dropout at work the model looks worse"

# %% [markdown]
# So an honest score takes the mean over many batches of held-out text, in evaluation mode, without
# spending time on gradients. And afterwards it leaves the model **as it found it**. A function that is called
# in the middle of training and forgets to switch dropout back on changes everything that comes after.
#
# The next cell is only for the checks: a very small model whose weights are known, and a look at what it is given to read.

# %% folded="A very small model, for the checks"
def tiny_gpt(dropout=0.0, n_layer=1, seed=0):
    """A GPT for V = 11 and 5 tokens, with known weights."""
    model = GPT(GPTConfig(vocab_size=11, block_size=5, n_layer=n_layer, n_head=2, d_model=8, dropout=dropout))
    names = ["wte.weight", "wpe.weight", "ln_f.weight", "ln_f.bias"]
    names += [f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
              for layer in ("ln_1", "attn.qkv", "attn.proj", "ln_2", "mlp.fc", "mlp.proj")]
    fill(model, names, seed=seed)
    return model


def what_it_reads(positional, named):
    """The token ids that a GPT was called with, however they were handed over."""
    return positional[0] if positional else named["idx"]

# %% [markdown]
# ### Exercise: `estimate_loss`
#
# <details><summary>Hint 1: as you found it</summary>
#
# `model.training` says which mode it is in. Note it down first; `model.train(mode)` sets it again, in every layer.
#
# </details>
# <details><summary>Hint 2: without gradients</summary>
#
# Everything indented below `with torch.no_grad():` records nothing.
#
# </details>
# <details><summary>Hint 3: plain numbers, right device</summary>
#
# `.item()` makes a Python float of a tensor with a single number. `next(model.parameters()).device` is the device of the
# model; `x.to(device)` moves a batch there.
#
# </details>

# %% exercise="estimate_loss"
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    """The model's mean loss over n_batches random batches of data.

    model: a GPT; model(x, y) returns (logits, loss). It may be in either mode.
    data, batch_size, block_size, generator: as get_batch takes them. The batches go to the device of the model.

    Returns a plain Python float, in nats. While the model is computing, it is in evaluation mode and no gradients
    are recorded. Afterwards it is in the mode in which it came, and its weights are untouched.

    Example: a model that gives all 65 tokens the same score has the estimate ln 65 = 4.174.
    """
    ### BEGIN SOLUTION
    device, training = next(model.parameters()).device, model.training
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x.to(device), y.to(device))[1].item()
    model.train(training)
    return total / n_batches
    ### END SOLUTION

# %% check="estimate_loss" points=3 folded="The check of estimate_loss"
made = {}


def tiny(**options):
    """A fresh copy of such a tiny_gpt."""
    case = str(sorted(options.items()))
    if case not in made:
        made[case] = tiny_gpt(**options)
    return copy.deepcopy(made[case])


def watched(model, data, *arguments):
    """What estimate_loss returns, and what the model noticed while it ran."""
    calls = []

    def note(module, positional, named):
        calls.append([module.training, torch.is_grad_enabled(), len(what_it_reads(positional, named))])

    hook = model.register_forward_pre_hook(note, with_kwargs=True)
    try:
        result = estimate_loss(model, data, *arguments)
    finally:
        hook.remove()
        still = [torch.is_grad_enabled(), all(weight.requires_grad for weight in model.parameters())]
        torch.set_grad_enabled(True)
    return {"estimate_loss returned": result, "gradients are switched on, and all weights trainable, afterwards": still,
            "texts read": sum(call[2] for call in calls),
            "training mode while computing": any(call[0] for call in calls),
            "gradients recorded": any(call[1] for call in calls),
            "training mode of its layers afterwards": sorted({layer.training for layer in model.modules()})}


data = torch.tensor([3, 7, 0, 5, 1, 9])
torch.manual_seed(0)
probe(watched(tiny(dropout=0.5), data, 4, 5, 3), "6 tokens, block size 5 (one window); dropout 0.5; a model in training mode")
probe(watched(tiny(dropout=0.5).eval(), data, 2, 5, 7), "the same for a model in evaluation mode")
check_equal(data, [3, 7, 0, 5, 1, 9], "estimate_loss must not change the data")


def reading(model, *arguments, **options):
    """What estimate_loss returns, and the rows that the model was given to read, batch by batch."""
    read = []
    hook = model.register_forward_pre_hook(
        lambda module, positional, named: read.append(what_it_reads(positional, named).tolist()), with_kwargs=True)
    try:
        return estimate_loss(model, *arguments, **options), read
    finally:
        hook.remove()


longer = torch.randint(11, (400,), generator=torch.Generator().manual_seed(0))
probe(len({str(batch) for batch in reading(tiny(seed=80), longer, 3, 5, 6)[1]}), "6 batches of a longer text: how many different ones")


def returned_by(model, text):
    """Which of the losses of 6 batches of 3 windows, each with its own targets, is returned? → all names that fit."""
    result, read = reading(model, text, 3, 4, 6)
    places = [(text == row[0]).nonzero()[0, 0] for batch in read for row in batch]
    losses = torch.tensor([model(text[None, place : place + 4], text[None, place + 1 : place + 5])[1].item() for place in places])
    batches = losses.view(-1, 3).mean(dim=1) if len(losses) % 3 == 0 else losses
    middle, running = batches.sort().values, batches[0]
    for loss in batches[1:]:
        running = 0.9 * running + 0.1 * loss
    meant = {"the mean": batches.mean(), "that of the first batch": batches[0], "that of the last batch": batches[-1],
             "a running average": running, "the lower median": middle[(len(middle) - 1) // 2], "the median": middle[2:4].mean(),
             "the least": middle[0], "the largest": middle[-1], "the sum": batches.sum()}
    return {name for name, value in meant.items() if abs(result - value.item()) < 1e-4}


model, fits = tiny(seed=80), None
text = torch.tensor([4, 1, 9, 3, 10, 0, 7, 2, 8, 6, 5])  # each token once, so a window is known by its first token
for _ in range(4):  # the last batch may be the largest by chance, but not four times
    names = returned_by(model, text)
    fits = names if fits is None else fits & names
probe(min(fits, key=lambda name: (name != "the mean", name)) if fits else "none of these", "6 batches of 3 windows, each with its own targets: which of their losses is returned")
text = longer
runs = [reading(tiny(seed=80), text, 3, 5, 2, generator=torch.Generator().manual_seed(seed)) for seed in (7, 7, 8)]
probe([runs[0] == runs[1], runs[0] == runs[2]], "generators in the same state twice, then in another: [same batches and result, the same]")
### BEGIN HIDDEN TESTS
check_true(isinstance(estimate_loss(tiny(), data, 2, 5, 2), float), "the result is a plain float")
probe(watched(tiny(n_layer=2, seed=40), torch.tensor([10, 2, 2, 8]), 3, 3, 1), "a single batch of windows of 3 tokens")
model = tiny(seed=80)
estimate_loss(model, data, 2, 5, 2)
check_true(all(weight.grad is None for weight in model.parameters()), "no gradients are left in the model")
read = reading(model, text, 3, 5, 6, torch.Generator().manual_seed(7))[1]
check_true(len({str(batch) for batch in read}) == len(read), "six different batches, with a generator too")
before = tiny(seed=80)
check_close([weight.detach() for weight in model.parameters()], [weight.detach() for weight in before.parameters()],
            "the weights must stay as they are")
dropping = tiny(dropout=0.5)
dropping.wpe.requires_grad_(False)
estimate_loss(dropping, text, 3, 5, 2)
check_true(not dropping.wpe.weight.requires_grad and dropping.wte.weight.requires_grad, "frozen weights stay frozen, and no others are")
check_true(all(layer.p == 0.5 for layer in dropping.modules() if isinstance(layer, nn.Dropout)), "dropout is as strong as before")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your estimate of the small model from above, forty times for each number of batches.

# %% demo folded="Forty estimates for each number of batches"
numbers = [1, 2, 5, 10, 20]
generator = torch.Generator().manual_seed(1)
drawn = np.array([estimate_loss(quick, val_data, 4, 32, 1, generator) for _ in paced(range(800), "estimates")])  # each of one batch
estimates = {n: drawn[: 40 * n].reshape(40, n).mean(axis=1) for n in numbers}  # the mean of n batches, 40 times
figure, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
around = np.array([1, 1.3]) * numbers[0], numbers[-1]
for n, values in estimates.items():
    jitter = n * 1.03 ** np.random.RandomState(n).uniform(-3, 3, 40)
    ax.plot(jitter, values, "o", color=BLUE, alpha=0.35, markersize=4)
curve, middle, spread = np.geomspace(0.85, 24, 50), drawn.mean(), drawn.std()
for sign in (-2, 2):
    ax.plot(curve, middle + sign * spread / np.sqrt(curve), color=ORANGE, linestyle="--",
            label="mean ± 2 standard deviations / √n" if sign > 0 else None)
ax.set_xscale("log")
ax.set_xticks(numbers, numbers)
ax.minorticks_off()
ax.set(title="forty estimates of one and the same loss", xlabel="n_batches (of 4 windows)", ylabel="loss in nats")
ax.legend(frameon=False)
plt.show()
ratio = estimates[1].std() / estimates[20].std()
notice(2.5 < ratio < 8 and not quick.training,
       f"the funnel. The estimates from 1 batch are {ratio:.1f} times as widely spread as those from 20 (√20 = 4.5). Two runs whose "
       "losses differ by less than the funnel's width may be equally good. And the model is still in evaluation mode.",
       f"the spread shrinks by {ratio:.1f} from 1 batch to 20, where √20 = 4.5 was to be expected: do all batches differ?")

# %% claim
assert 2.5 < ratio < 8, "the funnel is about √20 times as narrow"

# %% [markdown]
# ## 7 · The loop
#
# Now everything goes round. Step 5 had the moves of a training step. *Rate* and *Clip* are new, and the order matters:
#
# 1. **Rate.** Look up the learning rate of this step and write it into *every* parameter group of the
#    optimizer: `group["lr"] = …`.
# 2. **Forward.** A fresh batch; the loss.
# 3. **Zero and backward.** Forget the old gradients, compute the new ones. PyTorch *adds* new gradients to
#    old ones, so without the forgetting each step would follow the sum of all batches so far.
# 4. **Clip.** If the gradient is too long, shorten it.
# 5. **Step.** The optimizer moves the weights.
#
# **Why clip?** Now and then a batch is strange: a rare character, a garbled line. Its gradient can be many
# times longer than usual, and one such step can undo many good ones. Here is the length (the norm) of
# the gradient of all parameters together, on ordinary batches and on one of pure noise:

# %% demo
def gradient_norm(model, x, y):
    """The length of the gradient of all parameters taken as one long vector."""
    model.zero_grad()
    model(x, y)[1].backward()
    return math.sqrt(sum(weight.grad.square().sum().item() for weight in model.parameters()))


generator = torch.Generator().manual_seed(3)
ordinary = [gradient_norm(quick, *get_batch(train_data, 16, 32, generator)) for _ in range(20)]
noise = torch.randint(V, (16, 33), generator=generator)
strange = gradient_norm(quick, noise[:, :-1], noise[:, 1:])
quick.zero_grad()
print(f"20 ordinary batches: norms from {min(ordinary):.2f} to {max(ordinary):.2f};  the strange one: {strange:.2f}")

# %% claim
assert strange > 2 * max(ordinary), "the strange batch has a much longer gradient"

# %% [markdown]
# **Clipping at 1.0** leaves a gradient alone whose norm is at most 1, and shrinks a longer one to norm 1,
# *all its numbers by the same factor*, so that its direction stays.
#
# **By hand.** The gradient of two weights is $(3, 4)$: its norm is $\sqrt{9 + 16} = 5$, so it becomes $(0.6,
# 0.8)$. And $(0.3, 0.4)$, norm $0.5$, stays as it is. Clipping each number by itself would make $(1, 1)$ of
# $(3, 4)$, which points elsewhere. The norm is that of *all* tensors together;
# `nn.utils.clip_grad_norm_(parameters, 1.0)` does it.
#
# The loop reports a loss for each step. Collect **plain numbers** (`.item()`), not tensors: a loss tensor
# keeps the whole history of its computation in memory.
#
# `report` is how the notebook watches your loop: a function that you call once after each step
# with three numbers. The cells below draw curves and show progress with it.
#
# ### Exercise: `train`
#
# <details><summary>Hint 1: before the loop</summary>
#
# The two defaults (`None` means "not given"; a given 0 is a 0), one optimizer for the whole run, training mode, an empty list.
#
# </details>
# <details><summary>Hint 2: in the loop</summary>
#
# The five moves in the order above. The optimizer's groups are in `optimizer.param_groups`. Clip after `backward` and before
# `step`; at any other place it does nothing. At the end one float goes into the list, and `report` is called if there is one.
#
# </details>
# <details><summary>Hint 3: the first loss is right, the later ones are not</summary>
#
# The check first trains on a text of a single window, so every batch is the same, and compares the loss of each step. If the first is
# right and the second is not, the first *step* was wrong: the gradient that it found (zeroed too late? clipped?), or its
# direction. If the first two are right and the third is not, the second step saw more than its own gradient.
#
# </details>

# %% exercise="train"
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    """Train a model on data, in place.

    model: a GPT; model(x, y) returns (logits, loss). It is in training mode at every step, however it came.
    data, batch_size, block_size, generator: as get_batch takes them. Batches go to the device of the model.
    steps: how many steps. Each takes one new batch.
    max_lr, min_lr, warmup_steps: the schedule of learning_rate, with max_steps = steps. Where None is given, min_lr is a
        tenth of max_lr, and warmup_steps a tenth of steps (rounded down).
    weight_decay: as configure_optimizer takes it. (One call of it makes the optimizer for all steps.)
    report: None, or a function to call after each step as report(step, done, loss): the number of steps made so far, that
        number as a share of all steps, and the loss.

    At each step, the gradient is that of this step's batch alone, and its norm over all parameters is clipped at 1.0.
    Returns a list with the loss of each step as a plain Python float, as the batch gave it before the weights moved.

    Example: train(model, data, steps=200, batch_size=16, block_size=32, max_lr=3e-3) returns 200 floats. The first is
    about ln V for a GPT after init_weights. Its first learning rate is 3e-3 / 20.
    """
    ### BEGIN SOLUTION
    device = next(model.parameters()).device
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses
    ### END SOLUTION

# %% check="train" points=6 folded="The check of train"
import inspect

from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook

made = {}


def tiny(**options):
    """A fresh copy of such a tiny_gpt."""
    case = str(sorted(options.items()))
    if case not in made:
        made[case] = tiny_gpt(**options)
    return copy.deepcopy(made[case])


def takes(*names):
    """Does train have parameters of these names?"""
    return set(names) <= set(inspect.signature(train).parameters)


def spied(model, *arguments, fixed=None, **options):
    """Runs train; notes what the optimizer finds at each step: gradient norm, learning rates, the model's mode.

    fixed: None, or a learning rate that each step is given instead of its own (with no decay), so that the losses
    of two loops with different schedules can be compared.
    """
    seen, kept, passes = {"norms": [], "rates": [], "decay": [], "training mode": [], "passes": [], "batches": []}, [], [0]
    settings = {"lr": fixed, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.0, "amsgrad": False}

    def before(optimizer, positional, named):
        seen["rates"].append(sorted({float(group["lr"]) for group in optimizer.param_groups}))
        seen["decay"].append([max([float(group["weight_decay"]) for group in optimizer.param_groups
                                   if any((weight.dim() > 1) == matrix for weight in group["params"])], default=0.0)
                              for matrix in (True, False)])
        seen["training mode"].append(model.training)
        kept[:] = [{name: group[name] for name in settings} for group in optimizer.param_groups]
        for group in optimizer.param_groups:
            group.update(settings if fixed else {})

    def after(optimizer, positional, named):
        weights = [weight for group in optimizer.param_groups for weight in group["params"]]
        seen["norms"].append(math.sqrt(sum(weight.grad.double().square().sum().item() for weight in weights
                                           if weight.grad is not None)))
        seen["passes"].append(passes[0])
        for group, former in zip(optimizer.param_groups, kept):
            group.update(former)

    def look(module, positional, named):
        if torch.is_grad_enabled():
            seen["batches"].append(what_it_reads(positional, named).tolist())

    def count(gradient):
        passes[0] += 1

    weight = next(weight for weight in model.parameters() if weight.requires_grad)
    hooks = [register_optimizer_step_pre_hook(before), register_optimizer_step_post_hook(after), weight.register_hook(count),
             model.register_forward_pre_hook(look, with_kwargs=True)]
    try:
        seen["losses"] = train(model, *arguments, **options)
    finally:
        for hook in hooks:
            hook.remove()
    return seen


def shapes(batches):
    """The different shapes of what the model was given to read."""
    return sorted({(len(rows), len(rows[0])) for rows in batches})


def loss_on(model, tokens):
    """The loss on one window, in evaluation mode."""
    with torch.no_grad():
        return model.eval()(tokens[None, :-1], tokens[None, 1:])[1].item()


data, model = torch.tensor([3, 7, 0, 5, 1, 9]), tiny()
torch.manual_seed(0)
seen = spied(model, data, 10, 3, 5, 0.5, fixed=0.03)
probe({"norms": seen["norms"], "losses": seen["losses"], "loss in the end": loss_on(model, data),
       "shapes of the batches": shapes(seen["batches"]), "training mode": seen["training mode"],
       "backward passes by the end of each step": seen["passes"]},
      "a text of a single window, 10 steps, each rate set to 0.03 from outside: norms of the gradient at "
      "optimizer.step(), losses, shapes of the batches, modes")


def schedule_of(rates):
    """What can be said of any warm-up with any cosine after it, of all learning rates divided by max_lr."""
    top = max(range(len(rates)), key=rates.__getitem__)
    end, quarter = rates[-1], rates[top + (len(rates) - top) // 4]
    return {"the first rate is the smallest of the climb": rates[0] == min(rates[: top + 1]) and rates[0] < 0.9,
            "it climbs to max_lr and not beyond": 0.95 < rates[top] < 1.0001,
            "it never rises again": all(a >= b for a, b in zip(rates[top:], rates[top + 1:])),
            "it ends below half of max_lr": end < 0.5,
            "after a quarter of the way down it has fallen little, as a cosine does": quarter > end + 0.8 * (1 - end)}


rates = spied(tiny(), data, 300, 2, 5, 0.02)["rates"]
probe({"steps of the optimizer": len(rates), "one rate for all groups": all(len(step) == 1 for step in rates)}
      | schedule_of([step[0] / 0.02 for step in rates]), "300 steps with max_lr = 0.02: the learning rates")
check_equal(data, [3, 7, 0, 5, 1, 9], "train must not change the data")


def rates_with(**options):
    """The learning rates of 12 steps with max_lr = 0.02 and these settings, where train has them; else, those that it should have."""
    if not takes("min_lr", "warmup_steps"):
        settings = {"min_lr": 0.002, "warmup_steps": 1} | options
        return [learning_rate(step, 0.02, settings["min_lr"], settings["warmup_steps"], 12) for step in range(12)]
    return [max(step) for step in spied(copy.deepcopy(fresh), data, 12, 2, 5, 0.02, **options)["rates"]]


fresh, reports, decay, losses = tiny(), [], [0.75, 0.0], []
probe(rates_with(min_lr=0.001, warmup_steps=4), "12 steps with max_lr = 0.02, min_lr = 0.001 and warmup_steps = 4: the learning rates")
probe(rates_with(min_lr=0.0, warmup_steps=0), "12 steps with max_lr = 0.02, min_lr = 0 and warmup_steps = 0: the learning rates")
alone = [True, True]
if takes("min_lr", "warmup_steps"):
    alone = [spied(copy.deepcopy(fresh), data, 60, 2, 5, 0.02, min_lr=0.001)["rates"][-1][0] < 0.0015,
             abs(spied(copy.deepcopy(fresh), data, 60, 2, 5, 0.02, warmup_steps=4)["rates"][3][0] - 0.02) < 1e-6]
probe(alone, "60 steps, one of the two given and not the other: [it ends near min_lr = 0.001, it has climbed to max_lr by step 3]")
if takes("weight_decay"):
    decay = spied(copy.deepcopy(fresh), data, 12, 2, 5, 0.02, weight_decay=0.75)["decay"][0]
probe(decay, "weight_decay = 0.75: the decay of matrices and tables, and that of vectors")
text = torch.randint(11, (4000,), generator=torch.Generator().manual_seed(0))
torch.manual_seed(0)
probe(len({str(batch) for batch in spied(copy.deepcopy(fresh), text, 9, 2, 5, 1e-3)["batches"]}),
      "9 steps on a longer text: how many different batches were read")
runs = [1, 1, 2]
if takes("generator"):
    runs = []
    for seed, own in ((1, 5), (2, 5), (3, 6)):
        torch.manual_seed(seed)
        runs.append(train(copy.deepcopy(fresh), text, 6, 2, 5, 1e-3, generator=torch.Generator().manual_seed(own)))
probe([runs[0] == runs[1], runs[0] == runs[2]], "two runs with generators in the same state, one in another: [same losses, same losses]")
stepped, modes, dropping = [], [True] * 4, tiny(dropout=0.5, seed=90)
if takes("report"):
    hook = register_optimizer_step_post_hook(lambda optimizer, positional, named: stepped.append(optimizer))
    seen = spied(copy.deepcopy(dropping), data, 4, 2, 5, 0.02,
                 report=lambda *found: reports.append([*(float(one) for one in found), len(stepped)]))
    hook.remove()
    losses, modes = seen["losses"], seen["training mode"]
probe([[*found[:2], found[-1]] for found in reports] if takes("report") else [[1, 0.25, 1], [2, 0.5, 2], [3, 0.75, 3], [4, 1, 4]],
      "4 steps with a report: what it is called with before the loss, and how many steps the optimizer has made, at each call")
check_true(not takes("report") or [found[2] for found in reports] == [float(loss) for loss in losses], "report gets the losses that are returned")
check_true(all(modes), "with a report, too, the model is in training mode at every step")
### BEGIN HIDDEN TESTS
model, same = tiny(n_layer=2, seed=30), torch.full((60,), 4)
torch.manual_seed(0)
seen = spied(model, same, 6, 4, 3, 0.1, fixed=0.01)
probe({"norms": seen["norms"], "losses": seen["losses"], "loss in the end": loss_on(model, same[:4]),
       "batches": shapes(seen["batches"])},
      "a text of one repeated token, another model")
seen = spied(model, same, 3, 4, 3, 0.1, fixed=0.01)
probe({"norms": seen["norms"], "losses": seen["losses"]}, "the same model once more: a run of its own")
model, data = tiny(seed=60).eval(), torch.tensor([10, 0, 8, 8])
own = spied(model, data, 5, 2, 3, 0.04)
probe([type(loss) is float for loss in own["losses"]], "five plain floats for five steps")
check_true(all(norm <= 1.0001 for norm in own["norms"]), "the norm of the gradient is at most 1 at every step")
check_true(all(rate <= 0.0400001 for step in own["rates"] for rate in step), "no learning rate exceeds max_lr")
probe(own["training mode"], "a model that comes in evaluation mode is trained in training mode")
probe(spied(dropping.eval(), torch.tensor([1, 2, 3, 4, 5, 6]), 4, 2, 5, 0.01)["training mode"], "dropout is alive at each step")
frozen = copy.deepcopy(fresh)
frozen.wpe.requires_grad_(False)
train(frozen, data, 3, 2, 3, 0.01)
check_true(torch.equal(frozen.wpe.weight, fresh.wpe.weight) and not frozen.wpe.weight.requires_grad, "frozen weights stay as they are")
torch.manual_seed(0)
losses = train(tiny(), text, 12, 1, 5, 1e-9)
check_true(len({round(loss, 4) for loss in losses}) > 3, "each step takes a new batch")
probe(len({str(batch) for batch in spied(tiny(), text, 15, 2, 4, 1e-3)["batches"]}), "15 steps: how many different batches")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If the loop is right but does not learn, or learns too well</summary>
#
# Print the first loss. It should be near $\ln V$ for a fresh model. Far above: `init_weights` was not called.
# Then look at the last: if it is far below anything plausible, are the targets really shifted?
#
# </details>
#
# ### A batch that does not fit
#
# GPT-3 was trained on batches of millions of tokens, and no GPU holds the intermediate results of so many. **Gradient
# accumulation** makes a large batch out of small ones. PyTorch adds gradients up until they are zeroed, and for once
# that is just what we want: several forward and backward passes, then *one* step. The loss is a mean, so the sum of four gradients is four
# times too large; divide each loss by 4.

# %% demo
model = copy.deepcopy(quick)
x, y = get_batch(train_data, 16, 32, torch.Generator().manual_seed(4))
model(x, y)[1].backward()
whole = [weight.grad.clone() for weight in model.parameters()]

model.zero_grad()
for rows in range(0, 16, 4):  # four micro-batches of four windows; each needs a quarter of the memory
    loss = model(x[rows : rows + 4], y[rows : rows + 4])[1] / 4
    loss.backward()  # adds to the gradients of the ones before
apart = max((weight.grad - full).abs().max().item() for weight, full in zip(model.parameters(), whole))
largest = max(full.abs().max().item() for full in whole)
print(f"the largest number of the gradient: {largest:.4f}; largest difference between the two ways: {apart:.0e}")

# %% claim
assert apart < 1e-4 * largest, "accumulated gradients are those of the whole batch, but for rounding"

# %% [markdown]
# **Quick question 3: predict.** On some machine a step with batch 12 takes 20 ms, and one with batch 48 takes 60 ms.
# You have one minute, and one good learning rate, found for batch 12. What can you say?
#
# *a)* Batch 48 gives the better model: it reads 800 windows a second instead of 600.
#
# *b)* Batch 12 gives the better model: it takes 3,000 steps instead of only 1,000.
#
# *c)* Both give equally good models, as long as both are shown the same text.
#
# *d)* Nothing, before you have tried both, each with a rate that suits it.

# %% exercise="answer_batch"
# answer_batch = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_batch = "d"
### END SOLUTION

# %% check="answer_batch" points=1
probe_choice(answer_batch, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_batch, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why (open it when the check is green)</summary>
#
# More windows a second give a steadier gradient, more steps get further, and neither number says which counts for more in this
# minute. A larger batch also wants a larger rate, so at a single rate one of the two is put at a disadvantage. Section 9 tries it.
#
# </details>
#
# ### What will it cost?
#
# Before a run, people estimate it on the back of an envelope. In the forward pass each parameter takes part in one
# multiplication and one addition for each token; the backward pass needs twice as much. So for $N$ parameters and $D$ tokens
#
# $$\text{operations} \approx 6\, N D$$
#
# (Attention's own products come on top; for short windows they are few.) GPT-3 with $N = 175 \cdot 10^9$ and $D = 300 \cdot 10^9$:
# $3 \cdot 10^{23}$. Llama 3.1 405B with $D = 15.6 \cdot 10^{12}$: $4 \cdot 10^{25}$.
#
# **Quick question 4: a number.** You train $N = 10$ million parameters on $D = 2$ billion tokens. Your GPU makes $10^{14}$ useful
# operations a second. About how long does it take?
#
# *a)* 20 seconds
#
# *b)* 20 minutes
#
# *c)* 20 hours
#
# *d)* 20 days

# %% exercise="answer_cost"
# answer_cost = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_cost = "b"
### END SOLUTION

# %% check="answer_cost" points=1
probe_choice(answer_cost, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_cost, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why (open it when the check is green)</summary>
#
# $6 \cdot 10^7 \cdot 2 \cdot 10^9 = 1.2 \cdot 10^{17}$ operations, at $10^{14}$ a second: 1,200 seconds.
#
# </details>
#
# ### The run
#
# Everything is ready. Given are two helpers, so that there is something to look at: `write` lets a model go
# on with a text (step 7 does that properly), and `Live` watches a run and can be handed to `train` as `report`.
# `PRESETS` holds three sizes of model under three names.

# %% folded="Sizes of models; write; Live"
PRESETS = {
    "small": {"model": {"n_layer": 3, "n_head": 3, "d_model": 96, "block_size": 128, "dropout": 0.0},
              "batch_size": 6, "max_lr": 3e-3},  # for the tales, on any machine
    "cpu": {"model": {"n_layer": 4, "n_head": 4, "d_model": 128, "block_size": 64, "dropout": 0.0},
            "batch_size": 12, "max_lr": 3e-3},  # the sizes of nanoGPT's CPU setting
    "gpu": {"model": {"n_layer": 6, "n_head": 6, "d_model": 384, "block_size": 256, "dropout": 0.2},
            "batch_size": 64, "max_lr": 1e-3},  # the sizes of nanoGPT's GPU setting
}


def new_model(preset, vocab_size, device="cpu", seed=0):
    """A fresh GPT with the sizes of a preset → GPT on `device`."""
    torch.manual_seed(seed)
    model = GPT(GPTConfig(vocab_size, **preset["model"]))
    init_weights(model)
    return model.to(device)


@torch.no_grad()
def write(model, prompt, n_new, char_to_idx, idx_to_char, temperature=0.8, seed=0):
    """Let the model go on with `prompt` for n_new characters → str."""
    generator, training = torch.Generator().manual_seed(seed), model.training
    device, ids = next(model.parameters()).device, encode(prompt, char_to_idx)
    model.eval()
    for _ in range(n_new):
        logits = model(torch.tensor([ids[-model.config.block_size:]], device=device))[0][0, -1]  # (V,)
        ids.append(torch.multinomial(softmax(logits.float().cpu() / temperature), 1, generator=generator).item())
    model.train(training)
    return decode(ids, idx_to_char)


class Live:
    """Watches a training run: how long it takes here, a loss curve that redraws itself, and samples of what the model writes.

    Hand it to a training loop as `report`. Afterwards it holds `losses` (one a step), `seconds` (of training, without the
    looking on) at each step, and `scores`: (step, loss on held-out text) at the same shares of any run.
    """

    def __init__(self, model, val_data, name, steps, prompt=None, references=None, seed=0):
        self.model, self.val_data, self.name, self.prompt, self.seed = model, val_data, name, prompt, seed
        self.references = references or {}
        self.losses, self.seconds, self.scores, self.shown = [], [], [], None
        self.due = [0.02, 0.05, 0.1, 0.15, *(n / 10 for n in range(2, 11))]
        self.samples = [0.03, 0.15, 0.5, 1.0]
        self.ticks = paced(range(steps), name, "set STEPS lower, in section 1")
        next(self.ticks)
        self.start, self.away = time.perf_counter(), 0.0

    def __call__(self, step, done, loss):
        arrived = time.perf_counter()
        self.losses.append(float(loss))
        self.seconds.append(arrived - self.start - self.away)
        if done >= self.due[0]:
            self.due = [share for share in self.due if share > done] or [2.0]
            self.scores.append((step, self.score(3 if done < 1 else 20)))
            self.draw()
        if self.prompt and self.samples and done >= self.samples[0]:
            self.samples.pop(0)
            text = write(self.model, self.prompt, 110, char_to_idx, idx_to_char, seed=self.seed)
            print(f"step {step:5,} │ " + text.replace("\n", "\n           │ ") + "\n", flush=True)
        next(self.ticks, None)
        self.away += time.perf_counter() - arrived

    def score(self, n_batches):
        return estimate_loss(self.model, self.val_data, 16, self.model.config.block_size, n_batches,
                             torch.Generator().manual_seed(0))

    def draw(self):
        """Draw the curves so far over the picture of before."""
        from IPython.display import display
        figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
        ax.plot(range(1, len(self.losses) + 1), self.losses, color=BLUE, linewidth=0.7, alpha=0.5, label="each training batch")
        ax.plot(*zip(*self.scores), "o-", color=ORANGE, markersize=4, label="held-out text")
        for (label, value), style in zip(self.references.items(), ("-", "--", "-.", ":", (0, (1, 3)))):
            ax.axhline(value, color=GREY, linewidth=1, linestyle=style, label=f"{label}: {value:.2f}")
        ax.set(title=self.name, xlabel="step", ylabel="loss in nats a character", ylim=(0, None))
        ax.legend(ncols=2, fontsize=9, loc="upper right", edgecolor="white")
        plt.close(figure)
        if self.shown is None:
            self.shown = display(figure, display_id=True)
        else:
            self.shown.update(figure)

# %% [markdown]
# And now watch. The curve redraws itself, and at four moments the model goes on with "One day, ".

# %% demo
small = PRESETS["small"]
my_gpt = new_model(small, V)
N, D = sum(weight.numel() for weight in my_gpt.parameters()), STEPS * small["batch_size"] * small["model"]["block_size"]
print(f"N = {N:,} parameters, D = {D:,} tokens: about {6 * N * D:.0e} operations")
plain = Live(my_gpt, val_data, "your loop", STEPS, "One day, " if TEXT == "tales" else "\n", lines)
train(my_gpt, train_data, STEPS, small["batch_size"], small["model"]["block_size"], small["max_lr"],
      generator=torch.Generator().manual_seed(0), report=plain)
ended = plain.scores[-1][1]
print(f"held-out loss {ended:.3f} nats = {ended / math.log(2):.2f} bits a character, after {STEPS:,} steps and "
      f"{plain.seconds[-1]:.0f} s: {6 * N * D / plain.seconds[-1]:.0e} operations a second here")
notice(ended < lines["after the last two"],
       "the curve starts at ln V, falls to “frequent characters” within a few steps, and then slows down near “after the last "
       "character”: so far the model only has to look at one character, and what comes next it can learn only through "
       "attention. Below “after the last two” it does what no counting of neighbours can do: it looks further back.",
       f"the curve has come down to {ended:.2f} and not yet below the guessers that count pairs and triples. {STEPS:,} "
       "steps are few; set STEPS higher in section 1.")
notice(ended > lines["lzma"],
       lambda: f"one line is left, that of lzma at {lines['lzma']:.2f}: as a compressor your GPT would not yet beat the program in .xz files. More "
       "steps get there, and section 9 makes each of them cheaper.",
       "your GPT is below all lines, lzma's, too: as a compressor it would beat the program in .xz files.")

# %% claim
assert abs(plain.losses[0] - math.log(V)) < 0.2, "the curve starts at ln V"
early = next(score for step, score in plain.scores if step >= 0.05 * STEPS)
slow = next(score for step, score in plain.scores if step >= 0.2 * STEPS)
assert early < lines["frequent characters"], "it falls to frequent characters within a few steps"
assert abs(slow - lines["after the last character"]) < 0.35, "and slows down near after the last character"
assert ended < lines["after the last two"], "the plain run gets below the guessers"

# %% [markdown]
# *Read the samples:* first letters in the right frequency, then pieces of words, then words and sentences,
# and at last, with more steps, tales that make sense. A language model learns first what lowers the loss most.
#
# **How low can it go?** Not to 0: which name comes next, nobody can know. The program that makes the tales draws names, things
# and turns by chance, with probabilities that we can read in its code. The $-\ln$ of all the chances in a tale, added up, is what a perfect
# guesser would pay for it, one who knows the program itself. Divided by the tale's length that is **0.146 nats a character**, the *entropy*
# of the tales. No model can do better on average, however large. For real text nobody knows that number.

# %% claim
assert abs(entropy_floor(400) - 0.146) < 0.01, "the entropy of the tales is 0.146 nats a character"

# %% [markdown]
# ## 8 · Over-fitting, stopping, saving
#
# Your model drew its windows from two megabytes and met hardly any of them twice. What if there is little text? Let us give a model
# four tales and let it go round and round in them, with an eye on the held-out text.

# %% demo folded="Four tales, over and over"
tiny_text = "".join(tale + "\n" for tale in train_text.split("\n")[:4])
tiny_data = torch.tensor(encode(tiny_text, char_to_idx))
preset = {"model": {"n_layer": 2, "n_head": 4, "d_model": 64, "block_size": 32, "dropout": 0.0}}
model, curve, tick = new_model(preset, V), [], clock(400, "over-fitting")


def look(step, done, loss):
    """Every 25 steps: [step, loss on the tiny text, loss on the held-out text]."""
    if step % 25 == 0 or step == 1:
        curve.append([step] + [estimate_loss(model, text, 32, 32, 4, torch.Generator().manual_seed(0))
                               for text in (tiny_data, val_data)])
    tick(step, done, loss)


train(model, tiny_data, 400, 16, 32, 5e-3, generator=torch.Generator().manual_seed(0), report=look)
at, fitted, unseen = np.array(curve).T
best = unseen.argmin()
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.plot(at, fitted, color=BLUE, label=f"the {len(tiny_data):,} characters it trains on")
ax.plot(at, unseen, color=ORANGE, linestyle="--", label="held-out text")
ax.plot(at[best], unseen[best], "o", color=ORANGE, markersize=9)
ax.annotate(f"best: {unseen[best]:.2f} at step {at[best]:.0f}", (at[best], unseen[best]), (8, -16), textcoords="offset points")
ax.axhline(math.log(V), color=GREY, linestyle=":", label="ln V")
ax.set(title="four tales, over and over", xlabel="step", ylabel="loss in nats", ylim=(0, None))
ax.legend(frameon=False)
plt.show()

start = tiny_text[30:50]
written = write(model, start, 80, char_to_idx, idx_to_char, temperature=0.3)[len(start):]
print("continues", repr(start), "with\n  ", repr(written))
print("the same words in the tiny text:\n  ", repr(tiny_text[50:130]))
notice(unseen[-1] > max(math.log(V), unseen[best] + 1) and fitted[-1] < 0.5,
       "the two curves fall together as long as the model learns what holds for all tales. Then the lower one goes on "
       "towards zero, and the upper one turns round and rises: the model learns these four tales by heart, and grows ever surer "
       "of what holds nowhere else. In the end it does worse on new text than a model that knows nothing (the dotted line).",
       f"the model ends at {fitted[-1]:.2f} on its own text and {unseen[-1]:.2f} on held-out text, after {unseen[best]:.2f} at best. "
       "If the two have not parted, this text's lines are long, and the model has not read them often enough.")

# %% claim
assert unseen[-1] > max(math.log(V), unseen[best] + 1) and fitted[-1] < 0.5, "over-fitting as told"

# %% [markdown]
# That is **over-fitting**, and without held-out text you would have seen only the wonderful lower curve.
# What helps, in this order: more text; stopping at the dot; a smaller model; dropout and weight decay.
#
# **Quick question 5.** You trained for 3,000 steps and saved the model every 100. Training loss: 1.25 at step
# 600, 0.31 at step 3,000. Held-out loss: lowest at step 600 with 1.40, and 1.95 at step 3,000. Which model
# do you keep?
#
# *a)* That of step 3,000: its training loss is lowest, and training is what it was made for.
#
# *b)* That of step 1,800: a fair middle between the best step for each of the two losses.
#
# *c)* That of step 600. And 1.40 is a little too kind, since that very text chose the step.
#
# *d)* That of step 3,000, after more steps on the held-out text, so that its loss falls, too.

# %% exercise="answer_keep"
# answer_keep = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_keep = "c"
### END SOLUTION

# %% check="answer_keep" points=1
probe_choice(answer_keep, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_keep, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why (open it when the check is green)</summary>
#
# From step 600 on the model got worse on text it had not seen. And of thirty models you picked the one that did best on this
# text, so part of its success is luck. An honest number needs a third text, which nobody has looked at yet: the *test set*.
#
# </details>
#
# ### Stop, and go on tomorrow
#
# Colab ends its session, a laptop falls asleep. Whoever trains for longer than a minute writes
# **checkpoints**. What belongs in one? More than the weights. A training run is a state, and all of it
# decides what comes next:
#
# | part of the state | if it is missing |
# |---|---|
# | the weights | all is lost |
# | AdamW's $m$, $v$ and $t$ for each tensor | its next step is a first step again: every weight moves by the full rate |
# | the number of the step | the schedule starts over, with a warm-up in the middle |
# | the state of the random generator | other batches: not worse, but not the same run |
#
# The loop below keeps these in one dictionary, can stop anywhere, and writes itself to a file. We run 60
# steps in one go; then 30, file, a *new* model and a *new* optimizer from the file, 30 more; and 30 more from
# a file in which only the weights were kept.

# %% demo
def fresh_run():
    """A run before its first step: the state that decides everything."""
    model = new_model(preset, V)
    return {"model": model, "optimizer": configure_optimizer(model, 3e-3, 0.1), "step": 0,
            "generator": torch.Generator().manual_seed(1)}


def go_on(run, until, total=60):
    """Train from where the run is up to step `until` → the losses of these steps."""
    losses = []
    for step in range(run["step"], until):
        for group in run["optimizer"].param_groups:
            group["lr"] = learning_rate(step, 3e-3, 3e-4, 20, total)
        loss = run["model"](*get_batch(train_data, 16, 32, run["generator"]))[1]
        run["optimizer"].zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(run["model"].parameters(), 1.0)
        run["optimizer"].step()
        losses.append(loss.item())
    run["step"] = until
    return losses


def save(run, path):
    torch.save({"model": run["model"].state_dict(), "optimizer": run["optimizer"].state_dict(), "step": run["step"],
                "generator": run["generator"].get_state()}, path)


def load(path, everything=True):
    state, run = torch.load(path, weights_only=True), fresh_run()  # weights_only: numbers, no code
    run["model"].load_state_dict(state["model"])
    if everything:
        run["optimizer"].load_state_dict(state["optimizer"])
        run["generator"].set_state(state["generator"])
        run["step"] = state["step"]
    return run


straight = fresh_run()
losses = go_on(straight, 60)

stopped = fresh_run()
before = go_on(stopped, 30)
save(stopped, "checkpoint.pt")
resumed = load("checkpoint.pt")
after = go_on(resumed, 60)

forgetful = load("checkpoint.pt", everything=False)
stumbling = go_on(forgetful, 30)

same_losses = before + after == losses
same_weights = all(torch.equal(a, b) for a, b in zip(straight["model"].parameters(), resumed["model"].parameters()))
megabytes = os.path.getsize("checkpoint.pt") / 1e6
weights = sum(weight.numel() for weight in straight["model"].parameters())
times = megabytes * 1e6 / weights / 4
print(f"checkpoint.pt: {megabytes:.1f} MB for {weights:,} parameters of 4 bytes, {times:.1f} times their size")
os.remove("checkpoint.pt")

# %% demo folded="Stop after 30 steps, and go on"
figure, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
ax.plot(range(60), losses, color=BLUE, linewidth=5, alpha=0.35, label="in one go")
ax.plot(range(60), before + after, color=BLUE, linewidth=1.5, label="stopped and resumed")
ax.plot(range(30, 60), stumbling, color=ORANGE, linestyle="--", label="resumed with the weights alone")
ax.axvline(29.5, color=GREY, linestyle=":")
ax.set(title="stop after 30 steps, and go on", xlabel="step", ylabel="loss in nats")
ax.legend(frameon=False)
plt.show()
notice(same_losses and same_weights and stumbling != losses[30:],
       "the thin line lies on the thick one, step by step, and the weights agree to the last bit. The dashed run started from the "
       "same weights and goes its own way: AdamW's averages are empty, the rate climbs a second time, and its generator draws "
       "the first batches once more. In this short run it is forgiven; in the middle of a long one it can cost hours.",
       "the resumed run is not the same to the last bit. On a GPU, or where the number of threads changes, sums are added up in "
       "another order; there expect agreement to a few digits. Else: does your get_batch draw from the generator that it is given?")

# %% claim
assert same_losses and same_weights, "the resumed run is the same to the last bit"
assert 2.9 < times < 3.3, "a checkpoint is about three times the size of the model"

# %% [markdown]
# The checkpoint is three times the size of the model: $m$ and $v$ are as large as the weights.
#
# ### Saving the model
#
# For using a model, the weights are enough, with the sizes of the model and its alphabet. `torch.save` writes them as a *pickle*, a
# format that can hold any program, too; loading one from a stranger may run it. (`weights_only=True` above refuses that.) The format in which
# models are passed on today is **safetensors**: a table of names and shapes, and then nothing but numbers. The given `save_model` writes it,
# and steps 7 and 8 look for your file first:

# %% demo
alphabet = "".join(idx_to_char[index] for index in range(V))
save_model(my_gpt, alphabet, ended, steps=STEPS, text=TEXT)

# %% [markdown]
# ## What you built, and where the real ones differ
#
# Everything between a text file and a trained model: batches, loss, optimizer, schedule, an honest score, the
# loop; and the habit of comparing before believing.
#
# | | your run | GPT-3 (2020) | LLaMA 65B (2023) | DeepSeek-V3 (2024) |
# |---|---|---|---|---|
# | text | 2 MB of tales | 300 billion tokens | 1.4 trillion tokens | 14.8 trillion tokens |
# | a batch | 768 tokens | up to 3.2 million tokens | 4 million tokens | 13 to 63 million tokens |
# | optimizer | AdamW, decay 0.1 | Adam, decay 0.1 | AdamW, decay 0.1 | AdamW, decay 0.1 |
# | $\beta_1, \beta_2$ | 0.9, 0.99 | 0.9, 0.95 | 0.9, 0.95 | 0.9, 0.95 |
# | schedule | warm-up, cosine to a tenth | warm-up, cosine to a tenth | warm-up, cosine to a tenth | warm-up, long constant, cosine to a tenth |
# | clipping | at 1.0 | at 1.0 | at 1.0 | at 1.0 |
#
# Apart from the sizes, the middle of that table is *your* `train`.
#
# **What comes next.** In step 7 your model writes, and you decide how: boldly or carefully, and fast, with a
# cache. In step 8 it learns to answer questions.
#
# **Three sources worth reading**
#
# 1. Andrej Karpathy, [*nanoGPT*](https://github.com/karpathy/nanoGPT): some 300 lines of training loop that
#    reproduce GPT-2. Its author now points to a successor, *nanochat*; this is still the shortest to read.
# 2. Loshchilov and Hutter, [*Decoupled Weight Decay Regularization*](https://arxiv.org/abs/1711.05101), 2017:
#    the **W** in AdamW, and why it is not the same as a penalty in the loss.
# 3. Hoffmann and others, [*Training Compute-Optimal Large Language Models*](https://arxiv.org/abs/2203.15556), 2022: how
#    large a model, and how much text, for a given number of operations.
#
# **This is the end of the lesson.** The rest is for those who want more.

# %% [markdown]
# # The optional half
#
# About an hour: a faster loop (9), a real text (10), three ways to break a run (11), the parts of the record runs (12), the size of the
# model (13), several devices (14). Section 9 is for all of them; the others can be read in any order, 13 after 12. Nothing here is graded, and
# most of the code is folded.
#
# ## 9 · Make it fast
#
# You can wait longer, or you can get more out of each second. This section is about **measuring**. What is fast depends on
# the machine, on the sizes, on the version of PyTorch, and on what else the machine is doing. Advice from elsewhere may
# be wrong here.
#
# Five suspects:
#
# 1. **Many small operations.** Your LayerNorm and your GELU make some eight passes each over their numbers.
#    PyTorch's own `F.layer_norm` and `F.gelu` make one each.
# 2. **Attention.** PyTorch has `F.scaled_dot_product_attention` (*SDPA*), which need not store the `(T, T)`
#    table of weights. Written out leanly, without your copy of the mask for each call, it may be fast as
#    well.
# 3. **Long numbers.** `bfloat16` (*bf16*) has 16 bits instead of 32: the same range as float32, with only two
#    to three digits. It halves the memory to move; and newer processors and GPUs multiply matrices of such numbers
#    several times as fast. `torch.autocast` uses it for the matrix products and leaves the weights, the
#    LayerNorms and the loss in float32.
# 4. **Threads.** PyTorch can split one operation among several cores. With small matrices the splitting may cost more than
#    it gains; and beside other programs the threads wait for each other.
# 5. **Steps of the wrong size**: batch and learning rate.
#
# The next cell gives your layers a faster way to compute **the same values from the same weights**. (It swaps
# the class of each layer; the parameters stay where they are.)

# %% folded="Faster layers, the same values"
class FastAttention(MultiHeadAttention):
    """Step 3's attention, same weights, same values, fewer operations. `how` is "sdpa" or "written"."""

    how = "sdpa"

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.n_heads, C // self.n_heads).permute(2, 0, 3, 1, 4)  # each (B, H, T, D)
        if self.how == "sdpa":
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = q * (1 / math.sqrt(q.shape[-1])) @ k.transpose(-2, -1)  # (B, H, T, T)
            future = torch.full((T, T), -torch.inf, dtype=scores.dtype, device=x.device).triu(1)
            y = F.softmax(scores + future, dim=-1, dtype=scores.dtype) @ v  # stays in bf16 where the scores are
        return self.dropout(self.proj(y.transpose(1, 2).reshape(B, T, C)))


class FastLayerNorm(LayerNorm):
    """Step 4's LayerNorm in one operation."""

    def forward(self, x):
        return F.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.eps)


class FastFeedForward(FeedForward):
    """Step 4's feed-forward network with PyTorch's own GELU."""

    def forward(self, x):
        return self.dropout(self.proj(F.gelu(self.fc(x), approximate="tanh")))


FAST = {MultiHeadAttention: FastAttention, LayerNorm: FastLayerNorm, FeedForward: FastFeedForward}


def speed_up(model, how="sdpa"):
    """Give the layers of `model` their fast forward, in place; weights and values stay → model."""
    for layer in model.modules():
        layer.__class__ = FAST.get(type(layer), type(layer))
        if isinstance(layer, FastAttention):
            layer.how = how
    return model

# %% [markdown]
# And a loop that keeps its speed. It does not measure first and train afterwards: **each training step is a measurement.** At
# first it goes in turn through the ways to compute a step (attention, number type, threads), drops those that are far behind, and then mostly
# takes the one whose last steps were fastest. Now and then it tries another one again. So when another program starts on your machine
# and two threads begin to wait for each other, it finds out within a few steps.
#
# Otherwise it differs from your `train` in two things. After the warm-up the rate falls in a straight line to 0. And AdamW is
# told to be `fused`: all parameters in one go.
#
# (The last two functions are for later. A window that begins in the middle of a tale asks for names that stand
# outside it, and nobody can learn to guess those. The course's own model was trained on windows that begin where a
# tale begins. *What* a model is shown counts as much as how fast.)

# %% folded="Train_fast: a loop that keeps its speed"
def autocast(bf16, device):
    """Matrix products in bfloat16 inside, if `bf16`."""
    return torch.autocast(torch.device(device).type, torch.bfloat16, enabled=bf16)


class Pace:
    """Which way to compute a training step is fastest here and now? A way is (attention, bf16 or not, threads).

    `take()` gives the way of the next step, `took(way, seconds)` notes how long it was. At first all ways have their turn;
    then the one with the fastest last steps is taken. Each tenth step tries another good one, and each fiftieth one that was good once.
    """

    LAST = 8  # so many of a way's steps count

    def __init__(self, attentions, devices_own=False, most=None):
        cores = most or os.cpu_count() or 1
        threads = [None] if devices_own else sorted({1, min(2, cores), min(4, cores), max(1, cores // 2), cores})
        self.ways = [(how, bf16, n) for n in threads for bf16 in (False, True) for how in attentions]
        self.times = {way: [] for way in self.ways}
        self.lowest = {}  # the fastest that a way has been
        self.tried = dict.fromkeys(self.ways, 0)  # at which step a way was tried last
        self.keeps, self.step, self.told, self.usual = devices_own, 0, 0, None

    def mean(self, way):
        """A way's mean over its last steps; the first (which warms up) and the slowest do not count."""
        times = sorted(self.times[way][1:][-self.LAST :] or self.times[way])
        return sum(times[:-1] or times) / len(times[:-1] or times)

    def best(self):
        """The fastest of those that were measured at least twice, if there are any."""
        most = max(min(2, len(times)) for times in self.times.values())
        return min((way for way in self.ways if len(self.times[way]) >= most), key=lambda way: self.mean(way) if most else 0.0)

    def unsure(self):
        """The ways that want more measuring: first all, then those that are not far behind."""
        if new := [way for way in self.ways if not self.times[way]]:
            return new
        limits = 5 * min(times[0] for times in self.times.values()), 2.5 * self.mean(self.best())
        return [way for way, times in self.times.items() if len(times) < 3 and self.mean(way) <= limits[len(times) - 1]]

    def take(self):
        self.step += 1
        if not self.keeps and self.step % 50 == 0 and not self.unsure():
            again = min((way for way in self.lowest if self.lowest[way] <= 1.5 * min(self.lowest.values())), key=self.tried.get)
            del self.times[again][1:]  # what it took long ago says little about now
        way = self.best()
        if unsure := self.unsure():
            way = min(unsure, key=lambda way: len(self.times[way]))
        elif self.step % 10 == 0 and not self.keeps:
            limit = 1.6 * self.mean(way)
            way = min((way for way in self.ways if self.mean(way) <= limit), key=self.tried.get)
        self.tried[way] = self.step
        return way

    def took(self, way, seconds):
        self.times[way].append(seconds)
        if len(self.times[way]) > 2:
            self.lowest[way] = min(self.lowest.get(way, seconds), self.mean(way))

    def settled(self):
        return not self.unsure()

    def words(self):
        how, bf16, threads = self.best()
        threads = f"{threads} thread{'s' * (threads != 1)}, " if threads else ""
        return f"{threads}{'bf16' if bf16 else 'float32'}" + (f", attention {how}" if how else "")

    def complaint(self):
        """A sentence once steps have become four times as slow as they were here, and each time that this doubles; else ''."""
        if not self.settled():
            return ""
        now = self.mean(self.best())
        self.usual = min(self.usual or now, now)
        if now > 4 * self.usual * 2**self.told:
            self.told += 1
            return (f"A step now takes {1000 * now:.0f} ms; it took {1000 * self.usual:.0f}. Something else keeps this machine busy. "
                    f"Going on with what is fastest now: {self.words()}.")
        return ""


PACES = {}  # what was measured is remembered for the next run of the same sizes


def pace_of(model, batch_size, block_size):
    """The Pace of a model of these sizes on its device."""
    device = next(model.parameters()).device
    attentions = ("sdpa", "written") if any(isinstance(layer, MultiHeadAttention) for layer in model.modules()) else (None,)
    case = type(model), device, str(model.config), batch_size, block_size
    return PACES.setdefault(case, Pace(attentions, devices_own=device.type != "cpu"))


def use(model, way):
    """Let the model and PyTorch compute in this way → bf16 or not (bool)."""
    how, bf16, threads = way
    if how:
        speed_up(model, how)
    if threads and threads != torch.get_num_threads():
        torch.set_num_threads(threads)
    return bf16


def timed_pass(model, x, y, bf16):
    """Seconds of one step forward and back; the gradients are left."""
    start = time.perf_counter()
    with autocast(bf16, x.device):
        _, loss = model(x, y)
    loss.backward()
    loss.item()  # on a GPU: wait until it is done
    return time.perf_counter() - start


def choose(model, data, batch_size, block_size):
    """Measure the ways in turn, without training; give the model and PyTorch the fastest → bf16 or not (bool)."""
    device, pace = next(model.parameters()).device, pace_of(model, batch_size, block_size)
    while not pace.settled():
        way = pace.take()
        x, y = get_batch(data, batch_size, block_size)
        pace.took(way, timed_pass(model, x.to(device), y.to(device), use(model, way)))
        model.zero_grad(set_to_none=True)
    return use(model, pace.best())


def train_fast(model, data, seconds=None, steps=None, batch_size=12, block_size=None, max_lr=3e-3, weight_decay=0.1,
               warmup_steps=50, optimizers=None, generator=None, report=None, draw=get_batch, way=None):
    """Train for so many `steps`, or for `seconds` of clock time → the loss of each step, as plain floats.

    The learning rate climbs for `warmup_steps` and falls in a straight line to 0 with what is used up. `optimizers`: None
    for AdamW as in configure_optimizer, or a list of optimizers whose own rates take the place of max_lr. `report` as in
    train; the time it takes does not count. `draw` makes the batches. `way`: None to measure as it goes, or one (attention, bf16,
    threads) for all steps, so that a run can be repeated. The number of threads is put back in the end.
    """
    block_size = block_size or model.config.block_size
    device, threads = next(model.parameters()).device, torch.get_num_threads()
    pace = None if way else pace_of(model, batch_size, block_size)
    if optimizers is None:
        optimizers = [configure_optimizer(model, max_lr, weight_decay)]
        for group in optimizers[0].param_groups:
            group.update(betas=(0.9, 0.99), fused=True)
    groups = [(group, group["lr"]) for optimizer in optimizers for group in optimizer.param_groups]
    model.train()
    start, step, done, losses = time.perf_counter(), 0, 0.0, []
    try:
        while done < 1:
            began, measures = time.perf_counter(), pace is not None and not (pace.keeps and pace.settled())
            taken = way or pace.take()
            bf16 = use(model, taken)
            for group, rate in groups:
                group["lr"] = rate * min(1.0, (step + 1) / max(1, warmup_steps)) * (1 - done)
            x, y = draw(data, batch_size, block_size, generator)
            with autocast(bf16, device):
                _, loss = model(x.to(device), y.to(device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in optimizers:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            step += 1
            losses.append(loss.detach())
            if measures:
                losses[-1] = loss.item()  # on a GPU this waits until the step is done; after the trials it need not
                pace.took(taken, time.perf_counter() - began)
            done = step / steps if steps else (time.perf_counter() - start) / seconds
            paused = time.perf_counter()
            if measures and (said := pace.complaint()):
                print(said, flush=True)
            if report is not None:
                report(step, done, losses[-1])
            start += time.perf_counter() - paused
    finally:
        torch.set_num_threads(threads)
    losses = [float(loss) for loss in losses]
    tenth = max(1, step // 10)
    if step >= 50 and not sum(losses[-tenth:]) < sum(losses[:tenth]):
        print(f"No progress: the loss was {sum(losses[:tenth]) / tenth:.2f} at first and is {sum(losses[-tenth:]) / tenth:.2f} "
              f"after {step:,} steps. Is the rate too large, or the model in good order?")
    return losses


def windows_from(starts):
    """A `draw` for train_fast whose windows begin only at `starts` (places in the data, int64), such as those of the tales."""
    def draw(data, batch_size, block_size, generator=None):
        windows = data.unfold(0, block_size + 1, 1)  # every window of the text, without copying: (N - T, T + 1)
        fits = starts[starts < len(windows)]
        window = windows[fits[torch.randint(len(fits), (batch_size,), generator=generator)]]  # (B, T + 1)
        return window[:, :-1], window[:, 1:]
    return draw


def tale_starts(data, newline):
    """Where the tales begin in `data`: the places of the newlines before them, and the places behind those → (n,)."""
    newlines = (data[:-1] == newline).nonzero()[:, 0]
    return torch.cat([newlines, newlines + 1])

# %% [markdown]
# First: are they really the same values? Then the bars: how many characters a second go through one training
# step, for each way to compute it, on one thread. All ways are measured in turn, round after round, so that a busy moment hits all of them.
# The marks are ours, from one core of a server processor of 2023: as it is (with bf16 instructions), and told to do without them, as in many laptops.

# %% demo
torch.set_num_threads(1)
model = new_model(small, V).eval()
x, y = get_batch(val_data, 4, small["model"]["block_size"], generator=torch.Generator().manual_seed(0))
apart = {}
with torch.no_grad():
    logits = model(x)[0]
    for how in ("sdpa", "written"):
        for bf16 in (False, True):
            with autocast(bf16, "cpu"):
                apart[how, bf16] = (speed_up(model, how)(x)[0] - logits).abs().max().item()
            print(f"{how:8}{'bf16' if bf16 else 'float32':8} largest difference of a logit: {apart[how, bf16]:.0e}")

# %% claim
assert max(apart["sdpa", False], apart["written", False]) < 1e-4, "the same values in float32"
assert max(apart.values()) < 0.1, "and nearly the same in bf16"

# %% demo folded="How fast is each way?"
def ways():
    """(name, model, bf16) for each way to compute the same training step."""
    for bf16 in (False, True):
        number = "bf16" if bf16 else "float32"
        yield f"your own code, {number}", new_model(small, V), bf16
        library = new_model(small, V)
        for layer in library.modules():
            if type(layer) in (LayerNorm, FeedForward):
                layer.__class__ = FAST[type(layer)]
        yield f"+ library LayerNorm, GELU, {number}", library, bf16
        yield f"+ SDPA, {number}", speed_up(new_model(small, V), "sdpa"), bf16
        yield f"+ written-out attention, {number}", speed_up(new_model(small, V), "written"), bf16


OURS = {"with bf16 instructions": (1.0, 1.5, 2.3, 2.0, 1.4, 1.9, 1.7, 2.6), "without them": (1.0, 1.6, 2.4, 2.0, 0.3, 0.3, 0.3, 0.3)}  # × your own code in float32
contest, passes = list(ways()), {}
for turn in paced(range(8), "eight rounds"):
    for name, model, bf16 in contest:
        x, y = get_batch(train_data, small["batch_size"], small["model"]["block_size"])
        passes.setdefault(name, []).append(timed_pass(model, x, y, bf16))
middle = {name: sorted(times[1:])[len(times) // 2 - 1] for name, times in passes.items()}  # the first round warms up
base, characters = middle["your own code, float32"], small["batch_size"] * small["model"]["block_size"]
speeds = {name: base / seconds for name, seconds in middle.items()}
figure, ax = plt.subplots(figsize=(10, 4.2), layout="constrained")
places = ax.barh(list(speeds), list(speeds.values()), color=[BLUE if "bf16" in name else "#9CC9E5" for name in speeds],
                 hatch=["" if "bf16" in name else "//" for name in speeds], edgecolor="white")
right = 1.45 * max(*speeds.values(), *OURS["with bf16 instructions"])
for row, (name, value) in enumerate(speeds.items()):
    ax.text(right, row, f"{value:.1f} ×, {characters / middle[name]:,.0f}/s", ha="right", va="center", fontsize=9)
for (label, values), marker, shift in zip(OURS.items(), "Ds", (-0.15, 0.15)):
    ax.plot(values, np.arange(len(values)) + shift, marker, color=ORANGE, markersize=6, label=f"ours, {label}",
            markerfacecolor=ORANGE if marker == "D" else "white")
ax.invert_yaxis()
ax.set(title="one training step on one thread (at the right: characters a second here)",
       xlabel="times as fast as your own code in float32", xlim=(0, right))
ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.62, 1.0), fontsize=9)
plt.show()
winner = max(speeds, key=speeds.get)
notice(speeds[winner] > 1.2, lambda: f"the same model, the same values (up to the rounding of bf16), and {speeds[winner]:.1f} times the speed "
       f"with “{winner.lstrip('+ ')}” on this machine. Compare the marks: where a processor has bf16 instructions, bf16 with the attention written out "
       "wins; where it has none, bf16 loses badly. SDPA, which usually wins on GPUs, has a slow backward pass in bf16 on CPUs.",
       lambda: f"nothing is much faster than your own code here ({speeds[winner]:.1f} times at best). If your machine is busy, run the cell again.")

# %% [markdown]
# ### Batch against learning rate
#
# A larger batch makes better use of the machine and gives a steadier gradient, for fewer steps with the same
# text. Fewer steps want to be larger ones. Which pair wins? Nine runs, each on the same number of characters.

# %% demo folded="Nine runs"
batches, rates, tokens = (4, 12, 48), (1e-3, 3e-3, 1e-2), 48 * 128 * 15
board, spent = np.zeros((3, 3)), np.zeros(3)
for row, column in paced(list(np.ndindex(3, 3)), "nine runs"):
    model, batch_size, began = new_model(small, V), batches[row], time.perf_counter()
    train_fast(model, train_data, steps=tokens // batch_size // 128, batch_size=batch_size, max_lr=rates[column], warmup_steps=10,
               generator=torch.Generator().manual_seed(0))
    spent[row] += (time.perf_counter() - began) / 3
    board[row, column] = estimate_loss(model, val_data, 32, 128, 4, torch.Generator().manual_seed(0))

figure, ax = plt.subplots(figsize=(7.5, 3.6), layout="constrained")
image = ax.imshow(board, cmap="cividis", aspect="auto")
for (row, column), value in np.ndenumerate(board):
    dark = value < board.min() + 0.5 * np.ptp(board)  # a dark field
    ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=13, color="black" if not dark else "white",
            weight="bold" if value == board.min() else "normal")
ax.set_xticks(range(3), [f"{rate:g}" for rate in rates])
ax.set_yticks(range(3), [f"{batch}  ({tokens // batch // 128} steps, {seconds:.1f} s here)" for batch, seconds in zip(batches, spent)])
ax.set(title=f"held-out loss after {tokens:,} characters", xlabel="learning rate", ylabel="batch size")
figure.colorbar(image, label="nats")
plt.show()
notice(board[2].min() > board[1].min() and np.ptp(board[2]) > np.ptp(board[0]),
       "the large batch loses, whatever its rate: most of a short run is spent on finding the way, and that takes steps, not steady "
       "gradients. And the rate matters most for it: a rate that costs the small batch next to nothing costs the large one dearly. So never compare batch "
       "sizes at a single learning rate. Near the end of a long run, larger batches come into their own.",
       "the large batch does not lose as clearly as on the tales. The ranking belongs to this text and this budget.")

# %% claim
assert board[2].min() > board[1].min(), "the large batch loses"
assert np.ptp(board[2]) > np.ptp(board[0]), "the rate matters most for the large batch"

# %% [markdown]
# ### All of it together
#
# The same model as in section 7, more steps, and a larger rate.

# %% demo
model = new_model(small, V)
fast_steps = 8 * STEPS // 3
fast = Live(model, val_data, "the fast loop", fast_steps, "One day, " if TEXT == "tales" else "\n", lines)
train_fast(model, train_data, steps=fast_steps, batch_size=small["batch_size"], max_lr=6e-3,  # section 7 had 0.003
           generator=torch.Generator().manual_seed(0), report=fast)
faster = fast.scores[-1][1]
print(f"held-out loss {faster:.3f} nats after {len(fast.losses):,} steps and {fast.seconds[-1]:.0f} s; fastest here: "
      + pace_of(model, small["batch_size"], small["model"]["block_size"]).words())
if faster < ended:
    my_gpt = model
    save_model(my_gpt, alphabet, faster, steps=fast_steps, text=TEXT)  # the better one, for steps 7 and 8

# %% demo folded="The two loops"
goal = plain.scores[-1][1]
reached = next((fast.seconds[step - 1] for step, score in fast.scores if score <= goal), None)
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained", sharey=True)
for ax, at in ((left, lambda run, step: step), (right, lambda run, step: run.seconds[step - 1])):
    for run, style, colour, name in ((plain, "s--", ORANGE, "your loop"), (fast, "o-", BLUE, "the fast loop")):
        ax.plot([at(run, step) for step, _ in run.scores], [score for _, score in run.scores], style, color=colour, markersize=4,
                label=f"{name}: {run.scores[-1][1]:.2f} after {len(run.losses):,} steps")
    ax.axhline(lines["lzma"], color=GREY, linestyle=":", label=f"lzma: {lines['lzma']:.2f}")
left.set(title="by steps", xlabel="step", ylabel="held-out loss in nats", ylim=(0, 3.2))
right.set(title="by seconds, on this machine", xlabel="seconds of training")
left.legend(frameon=False, fontsize=9)
plt.show()
ratio = (plain.seconds[-1] / len(plain.losses)) / (fast.seconds[-1] / len(fast.losses))
notice(lambda: ratio > 1.1 and reached is not None and reached < plain.seconds[-1],
       lambda: f"a step of the fast loop took 1/{ratio:.1f} of the time here, and the loss at which your loop ended was reached in {reached:.0f} "
       f"s instead of {plain.seconds[-1]:.0f}.",
       lambda: f"a step of the fast loop took {1 / ratio:.1f} times as long as one of yours here. If other programs were busy during one of the two "
       "runs and not during the other, their seconds cannot be compared; their steps can.")
notice(faster < lines["lzma"], "it is below the line of lzma: as a compressor, your GPT beats the program in .xz files.",
       lambda: f"at {faster:.2f} it has not passed lzma's {lines['lzma']:.2f}; more STEPS will.")

# %% claim
assert faster < lines["lzma"], "the fast run passes lzma"

# %% [markdown]
# ## 10 · A real text, and real numbers to beat
#
# Is that good, or only better than before? Andrej Karpathy's [nanoGPT](https://github.com/karpathy/nanoGPT)
# trains on **tiny Shakespeare**, a megabyte of plays, and publishes what it gets: a validation loss of
# **1.88** with its setting for laptops (4 layers, 128 wide, block 64, 2,000 steps)
# and **1.47** with the one for GPUs (6 layers, 384 wide, block 256, about three minutes on an A100).
#
# The next cell runs your model on that text with `train_fast`. It is off by default: set `SHAKESPEARE = True`. For the
# GPU setting, change one name more: `PRESET = "gpu"`. What we measured, on two quiet cores with bf16 instructions:
#
# | setting | validation loss | time |
# |---|---|---|
# | nanoGPT's CPU setting, its own schedule, float32 | 1.88 | 60 s |
# | `"cpu"` | 1.85 | 20 s |
# | `"cpu"` | 1.76 | 30 s |
# | `"cpu"` | 1.64 | 60 s |

# %% demo folded="Tiny Shakespeare"
SHAKESPEARE = False  # True: train on tiny Shakespeare (1.1 MB, downloaded once)
PRESET = "cpu"  # "gpu" takes nanoGPT's large sizes; for a T4 or better
PLAY_STEPS = {"cpu": 2000, "gpu": 5000}[PRESET]

device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
if PRESET == "cpu":
    device = "cpu"  # for this small model a GPU would mostly wait for Python
if not SHAKESPEARE:
    print(f"Skipped. Set SHAKESPEARE = True in the first line to train for {PLAY_STEPS:,} steps on {device}.")
else:
    try:
        plays, kept_back = load_text("tiny_shakespeare")
    except OSError as error:
        print(f"No plays today, and that is no harm: {error}")
    else:
        tales_vocabulary = char_to_idx, idx_to_char
        char_to_idx, idx_to_char = build_vocabulary(plays + kept_back)
        plays, kept_back = (torch.tensor(encode(text, char_to_idx)) for text in (plays, kept_back))
        model = new_model(PRESETS[PRESET], len(char_to_idx), device)
        print(f"{sum(weight.numel() for weight in model.parameters()):,} parameters on {device}, {PLAY_STEPS:,} steps")
        watch = Live(model, kept_back, f"tiny Shakespeare, preset {PRESET!r}", PLAY_STEPS, "\n",
                     {"nanoGPT, CPU setting": 1.88, "nanoGPT, GPU setting": 1.47})
        train_fast(model, plays, steps=PLAY_STEPS, batch_size=PRESETS[PRESET]["batch_size"], max_lr=PRESETS[PRESET]["max_lr"], report=watch)
        score = estimate_loss(model, kept_back, 32, model.config.block_size, 100, torch.Generator().manual_seed(0))
        print(f"held-out loss {score:.3f} over 100 batches")
        char_to_idx, idx_to_char = tales_vocabulary

# %% [markdown]
# ## 11 · Break it
#
# Three times, with a small model on the tales (2 layers, 64 channels, 160 steps, a rate of 0.01). **Predict
# first**, on paper, for each of the three:
#
# 1. **No warm-up.** The full rate from step 0. Will the loss (a) end the same after a rough start, (b) end
#    clearly higher, (c) become `nan`?
# 2. **No shift.** The targets are the characters that the model reads. Will the loss (a) stay at $\ln V$, (b)
#    fall as it should, (c) fall to almost 0?
# 3. **Learning rate × 10.** Will it (a) learn faster, (b) explode, (c) get stuck? If stuck: at which of the
#    grey lines of section 2?

# %% demo folded="Four runs"
class NoShift(GPT):
    """A GPT whose user forgot the shift: what it reads is what it should say."""

    def forward(self, idx, targets=None):
        return super().forward(idx, idx)


runs = {"as it should be": (GPT, 0.01, None), "no warm-up": (GPT, 0.01, 0), "no shift": (NoShift, 0.01, None),
        "rate × 10": (GPT, 0.1, None)}
broken = {}
for name, (kind, rate, warmup) in runs.items():
    torch.manual_seed(0)
    model = kind(GPTConfig(V, **preset["model"]))
    init_weights(model)
    broken[name] = train(model, train_data, 160, 16, 32, rate, warmup_steps=warmup, generator=torch.Generator().manual_seed(0),
                         report=clock(160, name)), model

# %% demo folded="And their curves"
def smooth(values, width=10):
    """The mean over `width` steps, so that the curve can be told from the noise."""
    return np.convolve(values, np.ones(width) / width, mode="valid")


figure, ax = plt.subplots(figsize=(10, 4.2), layout="constrained")
for (name, (losses, _)), colour, style in zip(broken.items(), (BLUE, ORANGE, GREEN, "#CC79A7"), ("-", "--", "-.", (0, (1, 1)))):
    ax.plot(smooth(losses), color=colour, linestyle=style, label=f"{name}: {np.mean(losses[-20:]):.2f}")
for name, value in list(lines.items())[:3]:
    ax.axhline(value, color=GREY, linewidth=0.8)
    above = name != "after the last character"
    ax.text(151, value + (0.04 if above else -0.04), name, ha="right", va="bottom" if above else "top", fontsize=9,
            color=GREY)
ax.set(title="three ways to break a run", xlabel="step", ylabel="training loss in nats, mean of 10 steps", xlim=(0, 152), ylim=(0, None))
ax.legend(frameon=False, loc="center right", title="and its final loss", bbox_to_anchor=(1.0, 0.28))
plt.show()
for name, (_, model) in broken.items():
    print(f"{name:16}", repr(write(model, "One day, " if TEXT == "tales" else "\n", 50, char_to_idx, idx_to_char)))

# %% claim
final = {name: np.mean(losses[-20:]) for name, (losses, _) in broken.items()}
assert final["no warm-up"] > final["as it should be"] + 0.05, "without warm-up it ends clearly higher"
assert final["no shift"] < 0.3, "without the shift the loss falls to almost 0"
assert abs(final["rate × 10"] - lines["frequent characters"]) < 0.15, "rate × 10 hangs at the line of frequent characters"

# %% [markdown]
# <details><summary>What happened</summary>
#
# **No warm-up: (b).** Step 0 moved every weight by 0.01, half the size that the matrices had. What was left was
# no careful start but a random one of the wrong size, with AdamW's averages full of the gradients of that
# accident. In 160 steps the run does not recover. No error, no `nan`: only a worse model, and nothing to
# compare it with unless you try. (A smaller rate forgives a missing warm-up.)
#
# **No shift: (c).** Saying what one has just read is easy. The loss looks like a triumph, and
# the model repeats its last character without end. A loss far *below* what is plausible is a reason for
# worry, not for joy.
#
# **Rate × 10: (c).** Clipping and AdamW keep it from exploding. But each step moves every weight by up to
# 0.1, so nothing fine can be built, and the loss stays at the line of "frequent characters": the scores of
# single characters are the only thing that survives. Remember that sign. A loss that stays at
# the letter frequencies, while everything else seems right, means that the rate is far too large.
#
# </details>

# %% [markdown]
# ## 12 · Outlook: what the record runs add
#
# There is a public race, *modded-nanoGPT*: who trains a model as good as GPT-2 small first, on eight H100
# GPUs? It began in 2024 at 45 minutes and was below 90 seconds by mid-2026. Many of the changes are a few lines.
# Five of the ideas:
#
# | idea | what it does |
# |---|---|
# | **RMSNorm** | LayerNorm without the mean (and here without weights): $x / \sqrt{\text{mean}(x^2)}$. Cheaper, and nothing is missed |
# | **rotary positions** | queries and keys are turned by an angle that grows with the position (step 5's outlook), so attention sees *distances* |
# | **QK-norm** | RMSNorm on each query and key before their dot product: no score can run away, so larger rates are safe |
# | **ReLU²** | $\max(0, x)^2$ in place of GELU: one cheap operation |
# | **Muon** | an optimizer for matrices. It takes the running average of the gradient, a matrix, and replaces it by the *nearest orthogonal* one: every direction is moved equally far, the rare ones, too |
#
# Muon's trick deserves a second look. The matrix $U S V^\top$ (its singular value decomposition) should
# become $U V^\top$: all singular values 1. Nobody computes that decomposition. The polynomial $a s + b s^3 +
# c s^5$, applied to the matrix itself by a few products, acts on each singular value alone, and five rounds
# of it push all but the tiniest to somewhere between 0.7 and 1.2:

# %% demo folded="Muon's polynomial"
s = np.linspace(0, 1, 400)
figure, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
for rounds, colour, style in [(0, GREY, ":"), (1, ORANGE, "-."), (3, GREEN, "--"), (5, BLUE, "-")]:
    value = s
    for _ in range(rounds):
        value = 3.4445 * value - 4.7750 * value**3 + 2.0315 * value**5
    ax.plot(s, value, style, color=colour, label=f"{rounds} round{'s' * (rounds != 1)}")
ax.set(title="Muon: what becomes of a singular value", xlabel="singular value before", ylabel="after", ylim=(0, 1.3))
ax.legend(frameon=False, ncols=4, fontsize=9, loc="lower right")
plt.show()

# %% claim
assert 0.6 < value[s > 0.02].min() and value.max() < 1.25, "five rounds bring even 0.02 near 1"

# %% [markdown]
# *Notice:* after five rounds even a singular value of 0.02 has become large. Directions in which the gradient
# is weak, but steady, get their say.
#
# Here are all five as a sketch that runs. `RecordGPT` takes a set of `parts`; with none of them it is your
# GPT, written compactly. (`zero_init` starts the two projections of each block at 0, so that a fresh block
# does nothing. `embed_norm` puts an RMSNorm behind the embedding. `shift` lets each channel look at the token
# before, and `bigram` gives the model your table of pairs to learn. They are cheap and help small models.)

# %% folded="A GPT with the parts of the record runs"
def rms_norm(x):
    """x divided by the root of its mean square, over the last dimension."""
    return F.rms_norm(x, x.shape[-1:])


def rotation(T, D):
    """cos and sin of the angles of rotary positions, each (T, D/2)."""
    angles = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, D, 2) / D)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    """Turn the pairs (channel i, channel i + D/2) of x (B, H, T, D): the order of Hugging Face's LLaMA; step 5's rotation and Meta's own code pair neighbours."""
    left, right = x.chunk(2, dim=-1)
    return torch.cat([left * cos - right * sin, left * sin + right * cos], dim=-1)


class RecordBlock(nn.Module):
    """A transformer block with any of the outlook's parts."""

    def __init__(self, config, parts):
        super().__init__()
        C = config.d_model
        self.n_head, self.parts = config.n_head, parts
        bias = "rms" not in parts
        self.qkv, self.proj = nn.Linear(C, 3 * C, bias=bias), nn.Linear(C, C, bias=bias)
        self.fc, self.out = nn.Linear(C, 4 * C, bias=bias), nn.Linear(4 * C, C, bias=bias)
        self.ln_1, self.ln_2 = (nn.Identity(), nn.Identity()) if "rms" in parts else (nn.LayerNorm(C), nn.LayerNorm(C))
        if "shift" in parts:
            self.shift = nn.Parameter(torch.zeros(2, C))
        for layer in (self.qkv, self.fc):
            nn.init.normal_(layer.weight, std=0.5 * C**-0.5 if "muon" in parts else 0.02)
        for layer in (self.proj, self.out):
            nn.init.normal_(layer.weight, std=0.0 if "zero_init" in parts else 0.02 / math.sqrt(2 * config.n_layer))
        for layer in (self.qkv, self.proj, self.fc, self.out) if bias else ():
            nn.init.zeros_(layer.bias)

    def norm(self, layer, x, i):
        x = rms_norm(x) if "rms" in self.parts else layer(x)
        if "shift" in self.parts:  # each channel mixes in the token before, by a share that is learned
            x = x + self.shift[i] * (F.pad(x, (0, 0, 1, -1)) - x)
        return x

    def forward(self, x, cos, sin, future):
        B, T, C = x.shape
        D = C // self.n_head
        q, k, v = self.qkv(self.norm(self.ln_1, x, 0)).view(B, T, 3, self.n_head, D).permute(2, 0, 3, 1, 4)  # (B, H, T, D)
        scale = 1 / math.sqrt(D)
        if "qk_norm" in self.parts:
            q, k, scale = rms_norm(q), rms_norm(k), 0.12 * math.sqrt(128 / D)
        if "rotary" in self.parts:
            q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        scores = q * scale @ k.transpose(-2, -1)  # (B, H, T, T)
        y = F.softmax(scores + future.to(scores.dtype), dim=-1, dtype=scores.dtype) @ v
        x = x + self.proj(y.transpose(1, 2).reshape(B, T, C))
        wide = self.fc(self.norm(self.ln_2, x, 1))  # (B, T, 4C)
        wide = F.relu(wide).square() if "relu2" in self.parts else F.gelu(wide, approximate="tanh")
        return x + self.out(wide)


class RecordGPT(nn.Module):
    """A GPT with any of the parts rms, rotary, qk_norm, relu2, muon, zero_init, embed_norm, shift, bigram (their names)."""

    def __init__(self, config, parts=()):
        super().__init__()
        self.config, self.parts = config, set(parts)
        self.wte = nn.Embedding(config.vocab_size, config.d_model)
        nn.init.normal_(self.wte.weight, std=0.02)
        if "rotary" not in self.parts:
            self.wpe = nn.Embedding(config.block_size, config.d_model)
            nn.init.normal_(self.wpe.weight, std=0.02)
        if "bigram" in self.parts:
            self.bigram = nn.Parameter(torch.zeros(config.vocab_size, config.vocab_size))
        self.h = nn.ModuleList(RecordBlock(config, self.parts) for _ in range(config.n_layer))
        self.ln_f = nn.Identity() if "rms" in self.parts else nn.LayerNorm(config.d_model)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        self.lm_head.weight = self.wte.weight
        cos, sin = rotation(config.block_size, config.d_model // config.n_head)
        self.register_buffer("cos", cos)
        self.register_buffer("sin", sin)
        self.register_buffer("future", torch.full((config.block_size, config.block_size), -torch.inf).triu(1))

    def forward(self, idx, targets=None):
        T = idx.shape[1]
        x = self.wte(idx)  # (B, T, C)
        if "rotary" not in self.parts:
            x = x + self.wpe.weight[:T]
        if "embed_norm" in self.parts:
            x = rms_norm(x)
        number = torch.bfloat16 if torch.is_autocast_enabled(idx.device.type) else x.dtype
        cos, sin = self.cos[:T].to(number), self.sin[:T].to(number)
        for block in self.h:
            x = block(x, cos, sin, self.future[:T, :T])
        x = rms_norm(x) if "rms" in self.parts else self.ln_f(x)
        logits = self.lm_head(x)  # (B, T, V)
        if "bigram" in self.parts:
            logits = logits + F.embedding(idx, self.bigram)
        loss = None if targets is None else F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten())
        return logits, loss

# %% folded="Muon"
class Muon(torch.optim.Optimizer):
    """Momentum, made nearly orthogonal by five Newton-Schulz rounds, for matrices (Jordan and others, 2024).

    The rounds run in bf16 where this machine multiplies such matrices faster than float32, else in float32.
    """

    NUMBERS = {}  # (shape, device) → the number type that was faster

    def __init__(self, params, lr=0.02, momentum=0.95, weight_decay=0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            same_shape = {}  # matrices of one shape go through the rounds together
            for weight in group["params"]:
                state = self.state[weight]
                if "average" not in state:
                    state["average"] = torch.zeros_like(weight)
                state["average"].lerp_(weight.grad, 1 - group["momentum"])
                update = weight.grad.lerp(state["average"], group["momentum"])
                same_shape.setdefault(weight.shape, []).append((weight, update))
            for shape, pairs in same_shape.items():
                X = torch.stack([update for _, update in pairs])  # (n, rows, columns)
                X = X.mT if shape[0] > shape[1] else X
                X = X / (X.norm(dim=(-2, -1), keepdim=True) + 1e-7)
                X = self.orthogonal(X.to(self.number(X))).float()
                X = X.mT if shape[0] > shape[1] else X
                for (weight, _), update in zip(pairs, X):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(update, alpha=-group["lr"] * max(1, shape[0] / shape[1]) ** 0.5)

    @staticmethod
    def orthogonal(X):
        """Five rounds: X ← a X + (b A + c A²) X with A = X Xᵀ."""
        for _ in range(5):
            A = X @ X.mT
            X = torch.baddbmm(X, torch.baddbmm(A, A, A, beta=-4.7750, alpha=2.0315), X, beta=3.4445)
        return X

    def number(self, X):
        """The faster number type for rounds on X, each measured three times in turn when its shape comes for the first time."""
        case = tuple(X.shape), X.device
        if case not in self.NUMBERS:
            times = {torch.bfloat16: [], torch.float32: []}
            for number in [*times] * 3 if X.device.type == "cpu" else []:
                start = time.perf_counter()
                self.orthogonal(X.to(number))
                times[number].append(time.perf_counter() - start)
            self.NUMBERS[case] = min(times, key=lambda number: min(times[number], default=0.0))
        return self.NUMBERS[case]


def record_optimizers(model, max_lr=3e-3, muon_lr=0.02):
    """The optimizers of a GPT or a RecordGPT → list: AdamW for tables and vectors, Muon for the blocks' matrices (but not
    for a RecordGPT without that part)."""
    muon = "muon" in getattr(model, "parts", ["muon"])
    matrices = [weight for weight in model.h.parameters() if muon and weight.dim() == 2 and len(weight) > 2]
    taken = {id(weight) for weight in matrices}
    rest = [weight for weight in model.parameters() if id(weight) not in taken]
    groups = [{"params": [weight for weight in rest if weight.dim() >= 2], "weight_decay": 0.1},
              {"params": [weight for weight in rest if weight.dim() < 2], "weight_decay": 0.0}]
    adamw = torch.optim.AdamW([group for group in groups if group["params"]], lr=max_lr, betas=(0.9, 0.99), fused=True)
    return [adamw] + ([Muon(matrices, lr=muon_lr)] if muon else [])

# %% [markdown]
# Seven runs of 120 steps each on the tales, the same batches for all. So short a race shows a tendency, and no more; with another seed,
# the middle places change.

# %% demo folded="Seven runs"
RACE = 120  # steps of each
parts = {"your GPT": (), "RMSNorm": ("rms",), "rotary positions": ("rotary",), "QK-norm": ("qk_norm",), "ReLU²": ("relu2",),
         "Muon": ("muon",), "all five, zero_init": ("rms", "rotary", "qk_norm", "relu2", "muon", "zero_init")}
race, took = {}, {}
for name, chosen in paced(list(parts.items()), "seven runs", "set RACE lower in this cell"):
    torch.manual_seed(0)
    model, began = RecordGPT(GPTConfig(V, **small["model"]), chosen), time.perf_counter()
    train_fast(model, train_data, steps=RACE, batch_size=small["batch_size"], optimizers=record_optimizers(model),
               warmup_steps=20, generator=torch.Generator().manual_seed(0))
    took[name] = time.perf_counter() - began
    race[name] = estimate_loss(model, val_data, 32, 128, 6, torch.Generator().manual_seed(0))

figure, ax = plt.subplots(figsize=(9, 3.6), layout="constrained")
places = ax.barh(list(race), list(race.values()), color=[GREY] + [BLUE] * 5 + [ORANGE])
ax.bar_label(places, [f" {value:.2f}  ({took[name]:.1f} s here)" for name, value in race.items()], fontsize=9)
ax.invert_yaxis()
ax.set(title=f"{RACE} steps each", xlabel="held-out loss in nats (shorter is better)", xlim=(0, 1.2 * max(race.values())))
plt.show()
gains = {name: race["your GPT"] - loss for name, loss in race.items()}
best = sorted(gains, key=gains.get, reverse=True)[:3]
notice("all five, zero_init" == best[0] and {"Muon", "rotary positions"} == set(best[1:]),
       "step for step, rotary positions and Muon help at once, and all together help most. RMSNorm, "
       "QK-norm and ReLU² hardly show alone: the first and the last save operations, which matters on a GPU more than "
       "here, and QK-norm pays by letting the others take larger steps. A step with Muon costs more, too: compare the seconds.",
       lambda: "in this run the three largest gains are those of " + ", ".join(f"{name} ({gains[name]:+.2f})" for name in best)
       + f". {RACE} steps are few, and chance decides the middle places.")

# %% claim
assert best[0] == "all five, zero_init" and set(best[1:]) == {"Muon", "rotary positions"}, "Muon and rotary positions help, all together most"

# %% [markdown]
# And measured longer, on tiny Shakespeare with the `"cpu"` sizes, 30 s each on two quiet cores with bf16 instructions
# (one seed; differences under 0.02 are ties):
#
# | | validation loss | gain |
# |---|---|---|
# | your GPT, `train_fast` | 1.762 | |
# | with RMSNorm | 1.780 | −0.019 |
# | with rotary positions | 1.749 | 0.013 |
# | with QK-norm | 1.813 | −0.051 |
# | with ReLU² | 1.724 | 0.038 |
# | with Muon | 1.653 | 0.109 |
# | with all five | 1.619 | 0.143 |
# | and `zero_init`, `embed_norm`, `shift`, `bigram` | 1.629 | 0.132 |
#
# Each part costs time, too, and pays only if the steps get better by more than they get fewer. Rotary positions, which
# won on the tales with windows of 128, gain next to nothing on windows of 64. Muon pays by far.
#
# ## 13 · How large a model? Three points of a scaling curve
#
# You have $C = 6ND$ operations to spend: on a larger model, or on more text? Kaplan and others (2020) found that the loss falls as a **power law**
# of each: on paper with two logarithmic axes, a straight line, over many orders of magnitude. Hoffmann and others (2022) found where the two are in
# balance: about 20 tokens for each parameter, for the large models and the web text that they measured. So a few cheap runs *predict* an expensive one.
#
# What a model can still improve is its loss **minus the entropy**, below which nobody gets; for the tales we know it. Here are three runs with all of
# section 12's parts, each model larger than the one before and trained for longer. A line through the first two should predict the third. The course's own model is
# far to the right: it had a hundred times the operations of the third. **Predict first:** how near to the line will it lie?

# %% demo folded="Three runs, and a line through two of them"
FLOOR = 0.146 if TEXT == "tales" else 0.0  # nats a character
points = {}
for layers, width, steps in ((2, 32, 200), (2, 64, 400), (3, 96, 600)):
    torch.manual_seed(0)
    model = RecordGPT(GPTConfig(V, n_layer=layers, n_head=max(2, width // 32), d_model=width, block_size=128), parts["all five, zero_init"])
    train_fast(model, train_data, steps=steps, batch_size=6, optimizers=record_optimizers(model), warmup_steps=20,
               generator=torch.Generator().manual_seed(0), report=clock(steps, f"{layers} layers of {width}"))
    N = sum(weight.numel() for weight in model.parameters())
    points[f"{N / 1e3:.0f}k"] = 6 * N * steps * 768, estimate_loss(model, val_data, 32, 128, 8, torch.Generator().manual_seed(0))
if TEXT == "tales":
    points["the course's, 840k"] = 6 * 840e3 * 12_000 * 8 * 320, 0.1775  # its card says so: windows of 320, from where tales begin

spent, above = np.array([(cost, loss - FLOOR) for cost, loss in points.values()]).T
slope = np.log(above[1] / above[0]) / np.log(spent[1] / spent[0])
line = above[0] * (spent / spent[0]) ** slope  # through the first two points
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.loglog(spent, line, color=GREY, linestyle="--", label="through the first two")
ax.loglog(spent, above, "o", color=BLUE, markersize=8)
for name, x, y in zip(points, spent, above):
    ax.annotate(f"{name}: {y + FLOOR:.2f}", (x, y), (8, 8), textcoords="offset points")
ax.set(title="loss against operations", xlabel="operations, 6·N·D", ylabel="loss − entropy, in nats", xlim=(spent[0] / 2, spent[-1] * 12))
ax.legend(frameon=False)
plt.show()
predicted = [f"{name}: {y + FLOOR:.2f}" for name, y in list(zip(points, line))[2:]]
print("predicted by the line for", "; for ".join(predicted))
notice(slope < 0 and 0.6 < line[2] / above[2] < 1.6,
       lambda: f"what is above the entropy falls with the power {slope:.2f} of the operations. For the third run the line predicts "
       f"{line[2] + FLOOR:.2f} nats, and {above[2] + FLOOR:.2f} came. Laboratories fit dozens of small runs before they pay for the large one. For real "
       "text the powers are smaller, near −0.05 (Kaplan), so each further gain costs more and more.",
       lambda: f"the line predicts {line[2] + FLOOR:.2f} nats for the third run, and {above[2] + FLOOR:.2f} came. Two short runs are a poor ruler, "
       "the more so on another text, whose entropy nobody knows.")

# %% claim
assert slope < 0 and 0.6 < line[2] / above[2] < 1.6, "the third run lies near the line"
assert 50 < spent[3] / spent[2] < 250, "the course's model had about a hundred times the operations"
assert 0.3 < line[3] / above[3] < 6, "and it lies in the line's neighbourhood"

# %% [markdown]
# ## 14 · More than one device
#
# One GPU is not enough any more? The simplest way to use several is **data parallel**. Each process holds a
# full copy of the model and takes its own part of the batch. After `backward()`, the gradients of all
# processes are averaged, so all of them take the same step and stay copies of each other. The mean over parts
# of the batch is the mean over the batch: *the result is that of one process with the whole batch.* PyTorch's
# `DistributedDataParallel` (*DDP*) does the averaging while the gradients come in, and `torchrun` starts the
# processes and tells each one its number, its **rank**.
#
# It needs a script, since each process starts from a file. The next cell writes one. To keep it short, the
# It needs a script, since each process starts from a file. The next cell writes one. To keep it short, the
# model is PyTorch's own transformer layer; put your `GPT` there, and your loop stays as it is but for the
# lines marked `# +`.

# %% demo folded="The script, run by one process and by two"
DDP_SCRIPT = '''"""Data parallel training: torchrun --nproc_per_node=2 ddp_train.py, or python ddp_train.py for one process."""
import os
import torch
import torch.distributed as dist
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))  # + told by torchrun
if world > 1:
    dist.init_process_group("gloo")  # + "nccl" for GPUs; then also: device = f"cuda:{os.environ['LOCAL_RANK']}"
torch.set_num_threads(1)
torch.manual_seed(0)  # the same first weights everywhere


class Model(nn.Module):  # your GPT goes here
    def __init__(self, V=53, T=64, C=64):
        super().__init__()
        self.wte, self.wpe, self.head = nn.Embedding(V, C), nn.Embedding(T, C), nn.Linear(C, V)
        self.block = nn.TransformerEncoderLayer(C, 4, 4 * C, dropout=0.0, batch_first=True, norm_first=True)

    def forward(self, idx):
        T = idx.shape[1]
        mask = nn.Transformer.generate_square_subsequent_mask(T)
        return self.head(self.block(self.wte(idx) + self.wpe.weight[:T], src_mask=mask, is_causal=True))


data = torch.load("tokens.pt", weights_only=True)
model = Model(V=int(data.max()) + 1)
if world > 1:
    model = DistributedDataParallel(model)  # + averages the gradients of all processes
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
generator = torch.Generator().manual_seed(1)  # the same random numbers everywhere
for step in range(1, 41):
    starts = torch.randint(len(data) - 64, (32, 1), generator=generator)  # the whole batch ...
    places = starts[rank::world] + torch.arange(64)  # + ... of which each process takes its rows
    x, y = data[places], data[places + 1]
    loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    mean = loss.detach().clone()
    if world > 1:
        dist.all_reduce(mean)  # + the sum over all processes
    if step % 10 == 0 and rank == 0:  # + only one of them talks, and saves
        print(f"{world} process(es), rank 0 has {len(x)} rows, step {step}: loss {mean.item() / world:.5f}", flush=True)
if world > 1:
    dist.destroy_process_group()
'''
with open("ddp_train.py", "w") as file:
    file.write(DDP_SCRIPT)
torch.save(train_data[:100_000].clone(), "tokens.pt")
torchrun, said = [sys.executable, "-m", "torch.distributed.run", "--standalone"], []
for command in ([sys.executable, "ddp_train.py"], [*torchrun, "--nproc_per_node=2", "ddp_train.py"]):
    print("$", " ".join(["python", *command[1:]]), flush=True)
    result = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    print(result.stdout if result.returncode == 0 else f"did not run here: {(result.stderr.strip() or '?').splitlines()[-1]}")
    said.append([float(line.split()[-1]) for line in result.stdout.splitlines()])
os.remove("tokens.pt")
notice(lambda: [len(losses) for losses in said] == [4, 4] and np.abs(np.subtract(*said)).max() < 1e-3,
       "the same losses, but for rounding: two processes with half of the rows each do what one "
       "does with all of them. On two GPUs each would need half the time. (For so small a model, starting the processes "
       "and talking cost more than the second core gains.)",
       "the script did not run twice to its end here; some machines do not let processes talk to each other. On those that do, the two "
       "columns of losses are the same.")

# %% [markdown]
# The same script runs on eight GPUs with `--nproc_per_node=8`, and on several machines with a few more words.
# When the *model* no longer fits on one GPU, its weights are cut up as well (FSDP, tensor and pipeline
# parallelism): other programs, the same arithmetic.
#
# To read on: Keller Jordan and others, [*modded-nanoGPT*](https://github.com/KellerJordan/modded-nanogpt): the record
# runs, each change with its date and its gain.
