# %% [markdown]
# # Step 6 · Training on text
#
# Your GPT is complete, and it knows nothing. Ask it for the next letter, and it says: any of them. Today it
# meets two megabytes of very short tales. In the first seconds it finds out that words end in blanks, then
# which words there are, then who gave what to whom. You write every part of what makes that happen, and
# watch.
#
# **What you will have built.** Six functions, and with them everything between a text file and a trained
# model:
#
# | you write | what it does |
# |---|---|
# | `get_batch` | cuts random windows out of a text: what goes in, and what should come out |
# | `cross_entropy` | one number that says how surprised the model was |
# | `learning_rate` | how large a step to take, and when |
# | `configure_optimizer` | AdamW, and which weights it may pull towards zero |
# | `estimate_loss` | an honest score on text that was not trained on |
# | `train` | the loop |
#
# After that you make it **fast**: the same loss in less than half of the time (a little more, on an older
# processor), each gain measured by yourself. Then you break it three times, and look at what the record runs
# of 2024 and 2025 do on top.
#
# **Time.** About three hours. Running everything takes about three minutes on two CPU cores; the long cells
# say so beforehand, and one number in the first of them makes them all shorter. No GPU needed; if you have
# one, a name in one line near the end moves you to it.
#
# **What you need to know.** Step 5: what goes into a GPT and what comes out. What a gradient is ("in which
# direction does the loss grow?"). No calculus by hand: PyTorch does that part.
#
# **The price of skipping ahead.** Steps 7 and 8 bring a trained model along, so nothing will break. But
# whoever trains a model one day and gets a wrong one will get no error message: a missing shift, a decay on
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
from tqdm import tqdm

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#6B6B6B"  # told apart by colour-blind eyes
torch.set_num_threads(1)  # right for the small models of the first half; later you measure how many are best

# %% demo
draw_gpt("training")

# %% [markdown]
# Dark is what you add today: the loop that goes round below the model. Everything above it comes out of the
# box. The next cells are that box: solved copies from steps 1 to 5, then the maker of the tales and the list
# of other texts. All of them are folded, and you need not read them.

# %% recap="step1_foundations build_vocabulary encode decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% recap="step5_gpt_model GPTConfig GPT init_weights"

# %% given="tale_rules"

# %% given="tales"

# %% given="texts"

# %% [markdown]
# ## 1 · From a text to batches
#
# Here is what we learn from. The tales are made up by a small program, the same ones on every machine. To
# train on something else, change one line: `"tiny_shakespeare"` fetches a megabyte of plays, and
# `"my_diary.txt"` reads a file of yours.

# %% demo
TEXT = "tales"  # or "tiny_shakespeare", or the path of a .txt file of your own
SECONDS = 25  # how long each of the two long runs takes; the short ones follow; 10 shows the idea, 300 writes better

try:
    train_text, val_text = load_text(TEXT)
except OSError as error:
    print(f"{error}\nGoing on with the tales.")
    train_text, val_text = load_text("tales")

char_to_idx, idx_to_char = build_vocabulary(train_text + val_text)
V = len(char_to_idx)
train_data = torch.tensor(encode(train_text, char_to_idx))  # (about two million,)
val_data = torch.tensor(encode(val_text, char_to_idx))
print(f"{len(train_data):,} characters to train on, {len(val_data):,} to check on, {V} different ones\n")
print(train_text[:600])

# %% [markdown]
# One tale is one line. The last part of the text, `val_data`, is put away: the model is never trained on it.
# It is for **validation**, and section 5 says why that is not a formality.
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
# ### Exercise: `get_batch` (3 points)

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

    Hints:
        1. Draw B starting places. torch.randint(high, (B,), generator=…) draws from 0 to high - 1.
        2. All places of all windows at once: a column of starts plus a row 0, 1, …, T - 1 is a (B, T) tensor.
        3. A tensor of places between square brackets, data[places], reads them all. y reads one place further on.
    """
    ### BEGIN SOLUTION
    starts = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)  # (B, 1)
    places = starts + torch.arange(block_size)  # (B, T)
    return data[places], data[places + 1]
    ### END SOLUTION

# %% [markdown]
# <details><summary>Hint: a window too few, or one off the edge</summary>
#
# Take the smallest text that is possible, `block_size + 1` tokens. It has exactly one window, so your `high`
# must come out as 1 there.
#
# </details>

# %% check="get_batch" points=3
torch.manual_seed(0)
data = torch.tensor([5, 3, 8, 1, 9, 2])
probe(list(get_batch(data, 40, 5)), "6 tokens, block size 5: there is only one window, so all 40 rows are it")
x, y = get_batch(torch.arange(11), 7000, 4)
probe([round((x[:, 0] == start).sum().item() / 1000) for start in range(11)],
      "11 tokens, block size 4, 7,000 windows: how many thousand start at place 0, 1, …, 10")
probe([(y - x).unique(), (x - x[:, :1]).unique(), list(x.shape), list(y.shape)],
      "tokens 0, 1, 2, …: y is 1 ahead of x everywhere, a row goes up by 1 from place to place")
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
text = torch.arange(3000)
first, again, other = (get_batch(text, 5, 8, generator=torch.Generator().manual_seed(seed)) for seed in (7, 7, 8))
probe([torch.equal(first[0], again[0]), torch.equal(first[1], again[1]), torch.equal(first[0], other[0])],
      "generators in the same state twice, then one in another state: [same x, same y, same x]")
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

# %% demo
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
# not. And the bars are equally high: no part of the text is left out.
#
# ## 2 · How wrong is a guess? Cross-entropy
#
# The model gives each of the $V$ characters a score, and the softmax makes probabilities of the scores. One
# character is the right one. How good was the guess? Counting hits will not do: a model that gave the right
# character 49 % and another 51 % gets nothing, and a gradient cannot climb a stair. Better is a number that
# rewards every bit of probability on the right character:
#
# $$\text{loss} = -\ln p_{\text{right}}$$
#
# Certain and right costs $0$, and certain and wrong costs without limit. The mean over all $B \cdot T$ places
# is the **cross-entropy**. Its unit is the **nat**, because the logarithm is the natural one.
#
# **By hand.** $V = 4$, and the logits at one place are $[\ln 1, \ln 2, \ln 4, \ln 1] = [0,\ 0.693,\ 1.386,\
# 0]$. The exponentials are $1, 2, 4, 1$ and their sum is $8$, so the probabilities are $\tfrac18, \tfrac14,
# \tfrac12, \tfrac18$.
#
# | the right token is | its probability | loss in nats | in bits, loss / ln 2 |
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
# The first term, *log-sum-exp*, has a stable form: take out the largest score $m$, as in step 2. $\ln\sum_j
# e^{z_j} = m + \ln \sum_j e^{z_j - m}$.
#
# Shapes: logits `(B, T, V)`; log-sum-exp over the last dimension `(B, T)`; the scores of the right tokens
# `(B, T)`; the mean of the difference is a tensor with a single number.
#
# ### Exercise: `cross_entropy` (3 points)

# %% exercise="cross_entropy"
def cross_entropy(logits, targets):
    """The mean of -ln p(right token) over all places, by hand.

    logits: (B, T, V) scores, before any softmax. targets: (B, T) ids of the right tokens (int64).
    Returns a tensor with a single number, in nats. Gradients flow back to the logits. Nothing is changed.
    Stable: logits of 10,000 and -10,000 give no nan and no infinity.

    By hand means: without F.cross_entropy, F.nll_loss and their layers. torch.logsumexp is yours to use.

    Example: logits [[[0, 0.693, 1.386, 0], [0, 0.693, 1.386, 0]]] and targets [[2, 0]] give 1.386.

    Hints:
        1. The log-sum-exp of the scores of each place: (B, T).
        2. The score of the right token at each place. logits.gather(-1, index) picks by index along the last
           dimension; the index needs the shape (B, T, 1), and the result loses its last dimension again.
        3. Difference, mean.
    """
    ### BEGIN SOLUTION
    right = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)  # (B, T)
    return (torch.logsumexp(logits, dim=-1) - right).mean()
    ### END SOLUTION

# %% check="cross_entropy" points=3
logits, targets = 2 * sample(3, 5, 7, seed=1), torch.tensor([[0, 3, 6, 2, 2], [5, 1, 0, 4, 6], [3, 3, 1, 0, 5]])
probe(cross_entropy(logits, targets), "3 texts of 5 tokens, V = 7")
probe(cross_entropy(torch.tensor([[[0.0, math.log(2), math.log(4), 0.0]] * 2]), torch.tensor([[2, 0]])), "the example")
probe(cross_entropy(torch.tensor([[[1e4, -1e4, 0.0], [0.0, 1e4, -1e4]]]), torch.tensor([[1, 1]])), "logits of ±10,000")
probe(cross_entropy(torch.zeros(2, 3, 65), torch.zeros(2, 3, dtype=torch.long)), "all scores equal, V = 65")
check_equal([logits, targets], [2 * sample(3, 5, 7, seed=1), [[0, 3, 6, 2, 2], [5, 1, 0, 4, 6], [3, 3, 1, 0, 5]]],
            "logits and targets must stay as they are")
check_by_hand(["cross_entropy", "nll_loss"], cross_entropy, sample(2, 3, 4), torch.tensor([[0, 1, 2], [3, 0, 1]]))
### BEGIN HIDDEN TESTS
logits = sample(2, 3, 5, seed=2).requires_grad_()
loss = cross_entropy(logits, torch.tensor([[4, 0, 1], [2, 2, 3]]))
check_true(loss.requires_grad, "gradients must flow from the loss to the logits")
(2 * loss).backward()
probe(logits.grad, "the gradient of twice the loss for the logits")
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
# validation text, through *your* function:
#
# - *any character is as likely as any other*: probability $1/V$ everywhere, so the loss is exactly $\ln V$;
# - *frequent characters are more likely*: counted in the training text;
# - *what follows the last character*: pairs, counted as in step 1;
# - *what follows the last two characters*.

# %% demo
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
lines = {}
print(f"{'guesser':26}{'nats':>7}{'bits':>7}{'perplexity':>12}")
for name, logits in guessers.items():
    lines[name] = cross_entropy(logits, y[:, -logits.shape[1]:]).item()
    print(f"{name:26}{lines[name]:>7.2f}{lines[name] / math.log(2):>7.2f}{math.exp(lines[name]):>12.1f}")
packed = 8 * len(lzma.compress(train_text.encode(), preset=6)) / len(train_text)
print(f"\n(ln V = {math.log(V):.2f}. A good packing program, lzma, stores the training text in {packed:.2f} bits a character.)")

# %% demo
p = np.linspace(0.005, 1, 300)
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.plot(p, -np.log(p), color=BLUE)
for (name, value), marker in zip(lines.items(), "osD^"):
    ax.plot(math.exp(-value), value, marker, color=ORANGE, markersize=8)
    ax.annotate(f"{name}: {value:.2f}", (math.exp(-value), value), (14, 4), textcoords="offset points")
ax.set(title="the price of a guess: −ln p", xlabel="probability of the right character", ylabel="loss in nats", ylim=(0, 5.5))
bits = ax.secondary_yaxis("right", functions=(lambda nats: nats / math.log(2), lambda bits: bits * math.log(2)))
bits.set_ylabel("loss in bits")
bits.spines["right"].set_visible(True)
plt.show()

# %% [markdown]
# *How to read a loss.* **Bits**: on average, so many yes-or-no questions are left until the next character is
# known. (That is also why a model that predicts well packs well.) **Perplexity** $= e^{\text{loss}}$: the
# model is as undecided as among so many equally likely characters. Each dot sits where a *typical* guess of
# that guesser sits. Your GPT has to beat the lowest one, or it is not worth its name.

# %% [markdown]
# **Quick question 1.** On a text with $V = 64$ characters the loss has fallen from $\ln 64 = 4.16$ to $1.386
# = \ln 4$. What does that mean?
#
# *a)* In one of four cases its likeliest character is the right one.
#
# *b)* It is on average as undecided as among 4 equally likely characters: 2 bits a character.
#
# *c)* It has learned two thirds of the text.
#
# *d)* It gives each right character the probability 1/4.

# %% exercise="answer_undecided"
# answer_undecided = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_undecided = "b"
### END SOLUTION

# %% check="answer_undecided" points=1
probe_choice(answer_undecided, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_undecided, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · How large a step? The schedule
#
# The gradient says for each weight in which direction the loss grows. The **learning rate** says how far to
# go the other way. Our optimizer, AdamW, is peculiar at the start. It divides each gradient by its usual
# size, of which it keeps a running average; and in the very first step that average *is* the gradient. What
# is left is its sign. So in its first step AdamW moves **every weight that has a gradient by the whole learning
# rate**, however small that gradient, and though it has seen only one batch:

# %% demo
torch.manual_seed(0)
fresh = GPT(GPTConfig(vocab_size=V, block_size=32, n_layer=4, n_head=4, d_model=64))
init_weights(fresh)
size = fresh.h[0].mlp.fc.weight.abs().mean().item()  # of a typical weight
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
    print(f"{rate:>6}  {moved:>19.4f}  {100 * moved / size:>5.0f} %     " + " ".join(f"{loss:.2f}" for loss in losses))

# %% [markdown]
# A step of 0.003, a good rate for later, moves a typical weight by a fifth of its size, and ten times that
# throws the model's careful start (step 5) away in one go. So training begins with a **warm-up**: the rate
# climbs from almost nothing in a straight line.
#
# At the other end it pays to go slowly, too. Large steps find the valley, small ones its floor. So after the
# warm-up the rate falls along half a **cosine**, gently at first and gently at last, to a small rest:
#
# $$\eta(s) = \begin{cases}
# \eta_{\max} \cdot \dfrac{s + 1}{W} & s < W \\[2ex]
# \eta_{\min} + \dfrac{1 + \cos(\pi u)}{2}\,(\eta_{\max} - \eta_{\min}), \quad
# u = \dfrac{s - W}{S - W} & W \le s < S \\[2ex]
# \eta_{\min} & s \ge S
# \end{cases}$$
#
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
# Step 0 gets a quarter and not nothing, because a step of size 0 would be a step for nothing. The full rate
# comes twice, at the last step of the warm-up and at the first of the cosine. And with $W = 0$ there is no
# warm-up at all.
#
# ### Exercise: `learning_rate` (3 points)

# %% exercise="learning_rate"
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    """The learning rate of a step: a straight climb, half a cosine down, then a constant rest.

    step: int, counted from 0. warmup_steps: W, at least 0. max_steps: S, larger than W.
    Returns a number: max_lr · (step + 1) / W while step < W, then the cosine from max_lr (at step W) towards min_lr, and
    min_lr from step S on.

    Example: with max_lr=1, min_lr=0.1, warmup_steps=4, max_steps=12 the steps 0, 3, 4, 8, 12 and 100 have the
    rates 0.25, 1, 1, 0.55, 0.1 and 0.1.

    Hints:
        1. Three cases, in the order of the formula; return in each.
        2. math.cos and math.pi. At u = 0 the cosine is 1, at u = 1 it is -1: work out what the factor is there.
    """
    ### BEGIN SOLUTION
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    share = (step - warmup_steps) / (max_steps - warmup_steps)  # from 0 to 1
    return min_lr + 0.5 * (1 + math.cos(math.pi * share)) * (max_lr - min_lr)
    ### END SOLUTION

# %% check="learning_rate" points=3
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

# %% demo
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
# ## 4 · Who may shrink? AdamW and weight decay
#
# **Weight decay** multiplies a weight at each step by a number just below 1:
#
# $$w \leftarrow (1 - \text{lr} \cdot \lambda)\, w \qquad\text{then Adam's own step}$$
#
# A weight that the data do not keep pulling on fades away. That keeps matrices small, so a large effect needs
# the agreement of many weights, and models that were trained with it do better on new text. The **W** in
# AdamW says that this happens to the weight itself, apart from the gradient.
#
# **By hand.** One weight $w = 2$ with gradient $3$, first step, lr $= 0.1$, $\lambda = 0.5$. Decay: $2 \cdot
# (1 - 0.05) = 1.9$. Then Adam's first step, the sign of the gradient times the rate: $1.9 - 0.1 = 1.8$.
# Without decay it would be $1.9$.
#
# But what would happen to a LayerNorm? Its weight starts at 1 and means "leave it as it is". Say the data
# have no opinion about it:

# %% demo
norm, rate, decay = LayerNorm(4), 0.003, 0.1
optimizer = torch.optim.AdamW(norm.parameters(), lr=rate, weight_decay=decay)
for step in range(1, 5001):
    norm.weight.grad, norm.bias.grad = torch.zeros(4), torch.zeros(4)  # the data have no opinion
    optimizer.step()
    if step in (1, 1000, 3000, 5000):
        print(f"after step {step:>5,}: the LayerNorm's weight is {norm.weight[0]:.3f}")

# %% [markdown]
# It fades, and with it everything that passes through: nobody asked for that. The same goes for biases. The
# rule that GPT-2's heirs follow is about shapes: **matrices and embedding tables decay, vectors do not.** In
# other words, a parameter decays if it has two dimensions or more.
#
# PyTorch wants to hear this as **parameter groups**: a list of dictionaries, each with the key `"params"` and
# its own settings, such as `"weight_decay"`. Two things to mind:
#
# - Each parameter goes into one group, once. The tied table of step 5 has two names and is one parameter;
#   `model.parameters()` and `model.named_parameters()` list it once, `model.state_dict()` twice.
# - Only what is to be trained, that is, where `requires_grad` is true.
#
# ### Exercise: `configure_optimizer` (3 points)

# %% exercise="configure_optimizer"
def configure_optimizer(model, lr, weight_decay):
    """AdamW for a model, with weight decay on matrices and tables only.

    model: any nn.Module. lr, weight_decay: floats.
    Returns a torch.optim.AdamW that holds each trainable parameter of the model once, all with the learning rate
    lr. Parameters of two or more dimensions (embeddings too) have this weight_decay, all others 0. The rest of the
    settings is up to you; betas=(0.9, 0.99) suits small batches.

    Example: for nn.Linear(3, 2), lr=0.1 and weight_decay=0.5, the weight, shape (2, 3), decays and the bias does not.

    Hints:
        1. Gather the trainable parameters once, then sort them into two lists by .dim().
        2. Two dictionaries, one for each list, go as a list into torch.optim.AdamW.
        3. AdamW's own default for weight_decay is not 0: say it for both groups.
    """
    ### BEGIN SOLUTION
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    groups = [{"params": [weight for weight in weights if weight.dim() >= 2], "weight_decay": weight_decay},
              {"params": [weight for weight in weights if weight.dim() < 2], "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99))
    ### END SOLUTION

# %% check="configure_optimizer" points=3
def settings(model, lr, weight_decay):
    """Is it AdamW, and for each trainable weight of the model: [weight decay, learning rate] wherever it is listed."""
    optimizer = configure_optimizer(model, lr, weight_decay)
    listed, own = [id(weight) for group in optimizer.param_groups for weight in group["params"]], {*map(id, model.parameters())}
    return {"an AdamW": isinstance(optimizer, torch.optim.AdamW), "weights of another model": len({*listed} - own)} | {
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
still = nn.Linear(3, 3)
still.weight.requires_grad_(False)
probe(settings(still, 0.1, 0.2), "a layer with a frozen weight")
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
# **What you should see.** Every tensor of a small GPT, with its number of weights, in the colour of its
# group.

# %% demo
model = GPT(GPTConfig(vocab_size=V, block_size=64, n_layer=1, n_head=4, d_model=128))
decays = {id(weight): group["weight_decay"] > 0 for group in configure_optimizer(model, 1e-3, 0.1).param_groups
          for weight in group["params"]}
names, weights = zip(*model.named_parameters())
figure, ax = plt.subplots(figsize=(10, 4.6), layout="constrained")
for decayed, colour, hatch, label in [(True, BLUE, "", "decays"), (False, ORANGE, "//", "does not")]:
    rows = [row for row, weight in enumerate(weights) if decays[id(weight)] == decayed]
    total = sum(weights[row].numel() for row in rows)
    ax.barh(rows, [weights[row].numel() for row in rows], color=colour, hatch=hatch, edgecolor="white",
            label=f"{label}: {total:,} weights")
ax.set_xscale("log")
ax.set_yticks(range(len(names)), [f"{name}  {tuple(weight.shape)}" for name, weight in zip(names, weights)], fontsize=9)
ax.invert_yaxis()
ax.set(title="a GPT of one block", xlabel="weights in the tensor (log scale)", xlim=(50, 2e6))
ax.legend(frameon=False, loc="center right")
plt.show()

# %% [markdown]
# *Notice:* one per cent of the weights is spared. They are the ones that set sizes and offsets for whole
# channels.
#
# ## 5 · An honest score
#
# Two temptations when a model is scored. The first: to look at the loss of the last training batch. It jumps
# from batch to batch, and it is measured on text that the model is being trained on. The second: to forget
# that the model is in **training mode**, where dropout blanks out part of its channels at random.

# %% demo
torch.manual_seed(0)
quick = GPT(GPTConfig(vocab_size=V, block_size=32, n_layer=2, n_head=4, d_model=64, dropout=0.2))
init_weights(quick)
optimizer = configure_optimizer(quick, 5e-3, 0.1)
for step in range(200):  # a few seconds of training, with the parts that you have
    x, y = get_batch(train_data, 16, 32)
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(step, 5e-3, 5e-4, 20, 200)
    loss = cross_entropy(quick(x)[0], y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()

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
print(f"worse in training mode: {(scores[True] > scores[False]).mean():.0%} of the batches, by {(scores[True] - scores[False]).mean():.3f} on average")

# %% [markdown]
# *Notice on the left:* single batches are spread widely, so one batch says little. The mean of many says
# more: that of $n$ batches is $\sqrt n$ times as steady. *On the right:* most points lie above the grey line.
# With dropout at work, you would think your model worse than it is.
#
# So an honest score takes the mean over many batches of text that was put away, in evaluation mode, without
# wasting time on gradients. And afterwards it leaves the model **as it found it**. A function that is called
# in the middle of training and forgets to switch dropout back on changes everything that comes after.
#
# The next cell is only for the checks: a very small model whose weights are known, and a look at what it is given to read.

# %%
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
# ### Exercise: `estimate_loss` (3 points)

# %% exercise="estimate_loss"
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    """The model's mean loss over n_batches random batches of data.

    model: a GPT; model(x, y) returns (logits, loss). It may be in either mode.
    data, batch_size, block_size, generator: as get_batch takes them. The batches go to the device of the model.

    Returns a plain Python float, in nats. While the model is computing, it is in evaluation mode and no gradients
    are recorded. Afterwards it is in the mode in which it came, and its weights are untouched.

    Example: a model that gives all 65 tokens the same score has the estimate ln 65 = 4.174.

    Hints:
        1. model.training says which mode it is in. Note it down first; model.train(mode) sets it again.
        2. with torch.no_grad(): everything indented below records nothing.
        3. .item() makes a Python float of a tensor with a single number.
        4. next(model.parameters()).device is the device of the model.
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

# %% check="estimate_loss" points=3
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
probe(watched(tiny_gpt(dropout=0.5), data, 4, 5, 3), "6 tokens, block size 5 (one window); dropout 0.5; a model in training mode")
probe(watched(tiny_gpt(dropout=0.5).eval(), data, 2, 5, 7), "the same for a model in evaluation mode")
check_equal(data, [3, 7, 0, 5, 1, 9], "estimate_loss must not change the data")
### BEGIN HIDDEN TESTS
check_true(isinstance(estimate_loss(tiny_gpt(), data, 2, 5, 2), float), "the result is a plain float")
probe(watched(tiny_gpt(n_layer=2, seed=40), torch.tensor([10, 2, 2, 8]), 3, 3, 1), "a single batch of windows of 3 tokens")
model, read = tiny_gpt(seed=80), []
text = torch.tensor([4, 1, 9, 3, 10, 0, 7, 2, 8, 6, 5])  # each token once, so a window is known by its first token
hook = model.register_forward_pre_hook(
    lambda module, positional, named: read.extend(what_it_reads(positional, named).tolist()), with_kwargs=True)
result = estimate_loss(model, text, 3, 4, 6)
hook.remove()
places = [(text == row[0]).nonzero()[0, 0] for row in read]
losses = [model(text[None, place : place + 4], text[None, place + 1 : place + 5])[1].item() for place in places]
batches = torch.tensor(losses).view(6, 3).mean(dim=1)
meant = {"the mean": batches.mean(), "that of the last batch": batches[-1], "the median": batches.sort().values[2:4].mean()}
probe(next((name for name, value in meant.items() if abs(result - value.item()) < 1e-4), "none of its batches' mean"),
      "6 batches of 3 windows, each with its own targets: which of their losses is returned")
check_true(all(weight.grad is None for weight in model.parameters()), "no gradients are left in the model")
text, read = torch.randint(11, (400,), generator=torch.Generator().manual_seed(0)), []
hook = model.register_forward_pre_hook(
    lambda module, positional, named: read.append(str(what_it_reads(positional, named).tolist())), with_kwargs=True)
estimate_loss(model, text, 3, 5, 6, torch.Generator().manual_seed(7))
hook.remove()
check_true(len(set(read)) == len(read), "six different batches, with a generator too")
before, model = tiny_gpt(seed=80), tiny_gpt(seed=80)
text = torch.randint(11, (400,), generator=torch.Generator().manual_seed(0))
same = [estimate_loss(model, text, 3, 5, 2, generator=torch.Generator().manual_seed(seed)) for seed in (7, 7, 8)]
probe([same[0] == same[1], same[0] == same[2]], "generators in the same state twice, then in another: [same result, same result]")
check_close([weight.detach() for weight in model.parameters()], [weight.detach() for weight in before.parameters()],
            "the weights must stay as they are")
dropping = tiny_gpt(dropout=0.5)
dropping.wpe.requires_grad_(False)
estimate_loss(dropping, text, 3, 5, 2)
check_true(not dropping.wpe.weight.requires_grad and dropping.wte.weight.requires_grad, "frozen weights stay frozen, and no others are")
check_true(all(layer.p == 0.5 for layer in dropping.modules() if isinstance(layer, nn.Dropout)), "dropout is as strong as before")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your estimate of the small model from above, ten times for each number of batches.

# %% demo
numbers = [1, 2, 5, 10, 20, 50]
generator = torch.Generator().manual_seed(1)
estimates = [[estimate_loss(quick, val_data, 4, 32, n, generator) for _ in range(10)] for n in numbers]
figure, ax = plt.subplots(figsize=(9, 3.2), layout="constrained")
for n, values in zip(numbers, estimates):
    ax.plot([n] * 10, values, "o", color=BLUE, alpha=0.5)
ax.set_xscale("log")
ax.set_xticks(numbers, numbers)
ax.minorticks_off()
ax.set(title="ten estimates of one and the same loss", xlabel="n_batches (of 4 texts)", ylabel="loss in nats")
plt.show()
print("the model is still in evaluation mode:", not quick.training)

# %% [markdown]
# *Notice:* the funnel. Two runs that differ by less than its width do not differ. Whoever compares models by
# single batches compares dice.

# %% [markdown]
# ## 6 · The loop
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
# times longer than usual, and one such step can undo a hundred good ones. Here is the length (the norm) of
# the gradient of all weights together, on ordinary batches and on one of pure noise:

# %% demo
def gradient_norm(model, x, y):
    """The length of the gradient of all weights taken as one long vector."""
    model.zero_grad()
    model(x, y)[1].backward()
    return math.sqrt(sum(weight.grad.square().sum().item() for weight in model.parameters()))


generator = torch.Generator().manual_seed(3)
ordinary = [gradient_norm(quick, *get_batch(train_data, 16, 32, generator)) for _ in range(20)]
noise = torch.randint(V, (16, 33), generator=generator)
strange = gradient_norm(quick, noise[:, :-1], noise[:, 1:])
quick.zero_grad()
print(f"20 ordinary batches: norms from {min(ordinary):.2f} to {max(ordinary):.2f};  the strange one: {strange:.2f}")

# %% [markdown]
# **Clipping at 1.0** leaves a gradient alone whose norm is at most 1, and shrinks a longer one to norm 1,
# *all weights by the same factor*, so that its direction stays.
#
# **By hand.** The gradient of two weights is $(3, 4)$: its norm is $\sqrt{9 + 16} = 5$, so it becomes $(0.6,
# 0.8)$. And $(0.3, 0.4)$, norm $0.5$, stays as it is. Clipping each number by itself would make $(1, 1)$ of
# $(3, 4)$, which points elsewhere. The norm is that of *all* tensors together;
# `nn.utils.clip_grad_norm_(parameters, 1.0)` does it.
#
# The loop reports a loss for each step. Collect **plain numbers** (`.item()`), not tensors: a loss tensor
# drags the whole history of its computation along, and a list of a thousand of them fills the memory.
#
# `report` is how the notebook looks over your loop's shoulder: a function that you call once after each step
# with three numbers. The cells below draw curves and progress bars with it.
#
# ### Exercise: `train` (6 points)

# %% exercise="train"
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    """Train a model on data, in place.

    model: a GPT; model(x, y) returns (logits, loss). It comes in training mode and stays in it at every step.
    data, batch_size, block_size, generator: as get_batch takes them. Batches go to the device of the model.
    steps: how many steps. Each takes one new batch.
    max_lr, min_lr, warmup_steps: the schedule of learning_rate, with max_steps = steps. Where None is given, min_lr is a
        tenth of max_lr, and warmup_steps a tenth of steps (rounded down).
    weight_decay: as configure_optimizer takes it. (One call of it makes the optimizer for all steps.)
    report: None, or a function to call after each step as report(step, done, loss): the number of steps made so far, that
        number as a share of all steps, and the loss.

    At each step, the gradient is that of this step's batch alone, and its norm over all weights is clipped at 1.0.
    Returns a list with the loss of each step as a plain Python float, as the batch gave it before the weights moved.

    Example: train(model, data, steps=200, batch_size=16, block_size=32, max_lr=3e-3) returns 200 floats. The first is
    about ln V for a GPT after init_weights. Its first learning rate is 3e-3 / 20.

    Hints:
        1. Before the loop: the defaults, the optimizer, an empty list.
        2. In the loop: the five moves in the order above. The optimizer's groups are in optimizer.param_groups.
        3. Clip after backward and before step; at any other place it does nothing.
        4. At the end of a step: one float into the list, and report if there is one.
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

# %% [markdown]
# <details><summary>Hint: the first loss is right, the later ones are not</summary>
#
# The check hands the model one batch again and again and compares each loss and each gradient norm. If the
# norms grow from step to step, old gradients are still there. If a norm is above 1, clipping comes too late
# or too early. If norms and losses are right and the rates are not, look at where you write the rate: into
# the groups, before the step.
#
# </details>

# %% check="train" points=6
import inspect

from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook


def takes(*names):
    """Does train have parameters of these names?"""
    return set(names) <= set(inspect.signature(train).parameters)


def spied(model, *arguments, fixed=None, **options):
    """Runs train; notes what the optimizer finds at each step: gradient norm, learning rates, the model's mode.

    fixed: None, or a learning rate that each step is given instead of its own (with no decay), so that the losses
    of two loops with different schedules can be compared.
    """
    seen, kept = {"norms": [], "rates": [], "decay": [], "training mode": [], "batches": set()}, []
    settings = {"lr": fixed, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.0, "amsgrad": False}

    def before(optimizer, positional, named):
        seen["rates"].append(sorted({float(group["lr"]) for group in optimizer.param_groups}))
        seen["decay"].append(max(float(group["weight_decay"]) for group in optimizer.param_groups))
        seen["training mode"].append(model.training)
        kept[:] = [{name: group[name] for name in settings} for group in optimizer.param_groups]
        for group in optimizer.param_groups:
            group.update(settings if fixed else {})

    def after(optimizer, positional, named):
        weights = [weight for group in optimizer.param_groups for weight in group["params"]]
        seen["norms"].append(math.sqrt(sum(weight.grad.double().square().sum().item() for weight in weights
                                           if weight.grad is not None)))
        for group, former in zip(optimizer.param_groups, kept):
            group.update(former)

    def look(module, positional, named):
        if torch.is_grad_enabled():
            seen["batches"].add(tuple(what_it_reads(positional, named).shape))

    hooks = [register_optimizer_step_pre_hook(before),
             register_optimizer_step_post_hook(after),
             model.register_forward_pre_hook(look, with_kwargs=True)]
    try:
        seen["losses"] = train(model, *arguments, **options)
    finally:
        for hook in hooks:
            hook.remove()
    return seen


def loss_on(model, tokens):
    """The loss on one window, in evaluation mode."""
    with torch.no_grad():
        return model.eval()(tokens[None, :-1], tokens[None, 1:])[1].item()


data, model = torch.tensor([3, 7, 0, 5, 1, 9]), tiny_gpt()
torch.manual_seed(0)
seen = spied(model, data, 10, 3, 5, 0.5, fixed=0.03)
probe({"norms": seen["norms"], "losses": seen["losses"], "loss in the end": loss_on(model, data),
       "batches": sorted(seen["batches"]), "training mode": seen["training mode"]},
      "a text of a single window, 10 steps, each rate set to 0.03 from outside: norms of the gradient at "
      "optimizer.step(), losses, shape of the batches, modes")


def schedule_of(rates):
    """What can be said of any warm-up with any cosine after it, of all learning rates divided by max_lr."""
    top = max(range(len(rates)), key=rates.__getitem__)
    end, quarter = rates[-1], rates[top + (len(rates) - top) // 4]
    return {"the first rate is the smallest of the climb": rates[0] == min(rates[: top + 1]) and rates[0] < 0.9,
            "it climbs to max_lr and not beyond": 0.95 < rates[top] < 1.0001,
            "it never rises again": all(a >= b for a, b in zip(rates[top:], rates[top + 1:])),
            "it ends below half of max_lr": end < 0.5,
            "after a quarter of the way down it has fallen little, as a cosine does": quarter > end + 0.8 * (1 - end)}


rates = spied(tiny_gpt(), data, 300, 2, 5, 0.02)["rates"]
probe({"steps of the optimizer": len(rates), "one rate for all groups": all(len(step) == 1 for step in rates)}
      | schedule_of([step[0] / 0.02 for step in rates]), "300 steps with max_lr = 0.02: the learning rates")
check_equal(data, [3, 7, 0, 5, 1, 9], "train must not change the data")


def rates_with(**options):
    """The learning rates of 12 steps with max_lr = 0.02 and these settings, where train has them; else, those that it should have."""
    if not takes(*options):
        return [learning_rate(step, 0.02, *options.values(), 12) for step in range(12)]
    return [max(step) for step in spied(copy.deepcopy(fresh), data, 12, 2, 5, 0.02, **options)["rates"]]


fresh, reports, decay, losses = tiny_gpt(), [], 0.75, []
probe(rates_with(min_lr=0.001, warmup_steps=4), "12 steps with max_lr = 0.02, min_lr = 0.001 and warmup_steps = 4: the learning rates")
probe(rates_with(min_lr=0.0, warmup_steps=0), "12 steps with max_lr = 0.02, min_lr = 0 and warmup_steps = 0: the learning rates")
if takes("weight_decay"):
    decay = spied(copy.deepcopy(fresh), data, 12, 2, 5, 0.02, weight_decay=0.75)["decay"][0]
probe(decay, "weight_decay = 0.75: the largest decay among the optimizer's groups")
stepped, modes, dropping = [], [True] * 4, tiny_gpt(dropout=0.5, seed=90)
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
model, same = tiny_gpt(n_layer=2, seed=30), torch.full((60,), 4)
torch.manual_seed(0)
seen = spied(model, same, 6, 4, 3, 0.1, fixed=0.01)
probe({"norms": seen["norms"], "losses": seen["losses"], "loss in the end": loss_on(model, same[:4]),
       "batches": sorted(seen["batches"])},
      "a text of one repeated token, another model")
seen = spied(model, same, 3, 4, 3, 0.1, fixed=0.01)
probe({"norms": seen["norms"], "losses": seen["losses"]}, "the same model once more: a run of its own")
model, data = tiny_gpt(seed=60), torch.tensor([10, 0, 8, 8])
own = spied(model, data, 5, 2, 3, 0.04)
probe([type(loss) is float for loss in own["losses"]], "five plain floats for five steps")
check_true(all(norm <= 1.0001 for norm in own["norms"]), "the norm of the gradient is at most 1 at every step")
check_true(all(rate <= 0.0400001 for step in own["rates"] for rate in step), "no learning rate exceeds max_lr")
probe(spied(dropping, torch.tensor([1, 2, 3, 4, 5, 6]), 4, 2, 5, 0.01)["training mode"], "dropout is alive at each step")
frozen = copy.deepcopy(fresh)
frozen.wpe.requires_grad_(False)
train(frozen, data, 3, 2, 3, 0.01)
check_true(torch.equal(frozen.wpe.weight, fresh.wpe.weight) and not frozen.wpe.weight.requires_grad, "frozen weights stay as they are")
text = torch.randint(11, (400,), generator=torch.Generator().manual_seed(0))
torch.manual_seed(0)
losses = train(tiny_gpt(), text, 12, 1, 5, 1e-9)
check_true(len({round(loss, 4) for loss in losses}) > 3, "each step takes a new batch")
runs = [1, 1, 2]
if takes("generator"):
    runs = []
    for seed, own in ((1, 5), (2, 5), (3, 6)):
        torch.manual_seed(seed)
        runs.append(train(copy.deepcopy(fresh), text, 6, 2, 5, 1e-3, generator=torch.Generator().manual_seed(own)))
probe([runs[0] == runs[1], runs[0] == runs[2]], "two runs with generators in the same state, one in another: [same losses, same losses]")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint: the loop is right but does not learn, or learns too well</summary>
#
# Print the first loss. It should be near $\ln V$ for a fresh model. Far above: `init_weights` was not called.
# Then look at the last: if it is far below anything plausible, are the targets really shifted? ("Break it 2"
# shows what happens otherwise.)
#
# </details>

# %% [markdown]
# ### The run
#
# Everything is ready. Three helpers are given, so that there is something to look at: `write` lets a model go
# on with a text (step 7 does that properly), `Live` watches a run and can be handed to `train` as `report`,
# and `PRESETS` holds three sizes of model under three names.

# %%
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
    """Watches a training run: a progress bar, a loss curve that redraws itself, and samples of what the model writes.

    Hand it to a training loop as `report`. Afterwards it holds `losses` (one a step), `seconds` (of training, without the
    looking on) at each step, and `scores`: (seconds, validation loss) now and then.
    """

    def __init__(self, model, val_data, name, prompt=None, references=None, seed=0):
        self.model, self.val_data, self.name, self.prompt, self.seed = model, val_data, name, prompt, seed
        self.references = references or {}
        self.losses, self.seconds, self.scores, self.shown = [], [], [], None
        self.bar = tqdm(total=100, desc=name, file=sys.stdout, mininterval=1.0, bar_format="{desc} {percentage:3.0f} %|{bar:30}| "
                        "{elapsed}, {remaining} to go{postfix}")
        self.samples, self.due = [0.03, 0.15, 0.5, 1.0], 0.0
        self.start, self.away = None, 0.0

    def __call__(self, step, done, loss):
        arrived = time.perf_counter()
        self.start = self.start or arrived  # the clock starts with the first step
        self.losses.append(float(loss))
        self.seconds.append(arrived - self.start - self.away)
        self.bar.n = min(100, round(100 * done, 1))
        if self.seconds[-1] >= self.due or done >= 1:
            self.due = self.seconds[-1] * 1.2 + 0.7
            self.scores.append((self.seconds[-1], self.score(3 if done < 1 else 20)))
            self.bar.set_postfix_str(f"loss {self.scores[-1][1]:.3f}", refresh=False)
            self.draw()
        if self.prompt and self.samples and done >= self.samples[0]:
            self.samples.pop(0)
            text = write(self.model, self.prompt, 110, char_to_idx, idx_to_char, seed=self.seed)
            tqdm.write(f"{self.seconds[-1]:4.0f} s │ " + text.replace("\n", "\n       │ ") + "\n", file=sys.stdout)
        self.bar.refresh() if done >= 1 else self.bar.update(0)
        if done >= 1:
            self.bar.close()
        self.away += time.perf_counter() - arrived

    def score(self, n_batches):
        return estimate_loss(self.model, self.val_data, 16, self.model.config.block_size, n_batches,
                             torch.Generator().manual_seed(0))

    def draw(self):
        """Draw the curves so far over the picture of before."""
        from IPython.display import display
        figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
        ax.plot(self.seconds, self.losses, color=BLUE, linewidth=0.7, alpha=0.5, label="each training batch")
        ax.plot(*zip(*self.scores), "o-", color=ORANGE, markersize=4, label="validation")
        for (label, value), style in zip(self.references.items(), ("-", "--", "-.", ":")):
            ax.axhline(value, color=GREY, linewidth=1, linestyle=style, label=f"{label}: {value:.2f}")
        ax.set(title=self.name, xlabel="seconds of training", ylabel="loss in nats a character", ylim=(0, None))
        ax.legend(frameon=False, ncols=2, fontsize=9, loc="upper right")
        plt.close(figure)
        if self.shown is None:
            self.shown = display(figure, display_id=True)
        else:
            self.shown.update(figure)

# %% [markdown]
# **How many threads?** PyTorch can split one operation among several CPU cores. With small matrices the
# splitting costs more than it gains, and on a machine that others use, too, the threads wait for each other.
# There is only one way to know:

# %% demo
def step_seconds(model, batch_size, n=9):
    """The time of one training step with your own code, the median of n."""
    optimizer, times = configure_optimizer(model, 0.0, 0.0), []
    for _ in range(n):
        start = time.perf_counter()
        x, y = get_batch(train_data, batch_size, model.config.block_size)
        model(x, y)[1].backward()
        optimizer.step()
        optimizer.zero_grad()
        times.append(time.perf_counter() - start)
    return sorted(times)[n // 2]


small = PRESETS["small"]
model, tried = new_model(small, V), {}
for threads in sorted({1, 2, min(4, os.cpu_count()), os.cpu_count()} & set(range(1, os.cpu_count() + 1))):
    torch.set_num_threads(threads)
    tried[threads] = step_seconds(model, small["batch_size"])
    print(f"{threads} thread{'s' if threads > 1 else ' '}: {1000 * tried[threads]:.0f} ms a step, "
          f"{small['batch_size'] * small['model']['block_size'] / tried[threads]:,.0f} characters a second")
THREADS = min(tried, key=tried.get)
torch.set_num_threads(THREADS)
steps = max(20, int(SECONDS / tried[THREADS]))
print(f"taking {THREADS}; in {SECONDS} s that makes about {steps} steps")

# %% [markdown]
# And now watch. The curve redraws itself, and at four moments the model goes on with "One day, ". **This
# takes about half a minute of training**, and a little more with the looking on.

# %% demo
model = new_model(small, V)
plain = Live(model, val_data, "your loop", "One day, " if TEXT == "tales" else "\n", lines)
train(model, train_data, steps, small["batch_size"], small["model"]["block_size"], small["max_lr"], report=plain)
print(f"validation loss {plain.scores[-1][1]:.3f} nats = {plain.scores[-1][1] / math.log(2):.2f} bits a character, after "
      f"{len(plain.losses)} steps and {plain.seconds[-1]:.0f} s")

# %% [markdown]
# *Notice the curve:* it starts at $\ln V$, the topmost grey line, falls to "frequent characters" within a
# second or two, and then makes for one simple guesser after the other. It lingers at "after the last
# character": up to there, the model only has to look at one character, and what comes next it can learn only
# through attention. Once below the lowest line it does something that no counting of neighbours can do: it
# looks further back. (How far you get in these seconds depends on your machine. The fast loop of section 9
# gets there.)
#
# *Notice the samples:* first letters in the right frequency, then pieces of words, then words and sentences,
# and last, if at all, tales that make sense. A language model learns in the order in which the loss pays.

# %% [markdown]
# ## 7 · Over-fitting, on purpose
#
# Your model drew its windows from two megabytes and met hardly any twice. What if there is little text? Let us give a model
# four tales and let it go round and round in them, with an eye on the text that was put away.

# %% demo
torch.set_num_threads(1)  # a small model again
tiny_text = "".join(tale + "\n" for tale in train_text.split("\n")[:4])
tiny_data = torch.tensor(encode(tiny_text, char_to_idx))
preset = {"model": {"n_layer": 2, "n_head": 4, "d_model": 64, "block_size": 32, "dropout": 0.0}}
model, curve = new_model(preset, V), []


def look(step, done, loss):
    """Every 25 steps: [step, loss on the tiny text, loss on the validation text]."""
    if step % 25 == 0 or step == 1:
        curve.append([step] + [estimate_loss(model, text, 32, 32, 4, torch.Generator().manual_seed(0))
                               for text in (tiny_data, val_data)])


train(model, tiny_data, 400, 16, 32, 5e-3, report=look)
at, fitted, unseen = np.array(curve).T
best = unseen.argmin()
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.plot(at, fitted, color=BLUE, label=f"the {len(tiny_data):,} characters it trains on")
ax.plot(at, unseen, color=ORANGE, linestyle="--", label="text that was put away")
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

# %% [markdown]
# *Notice:* the two curves fall together for a while, as long as the model learns things that hold for all
# tales. Then the lower one goes on towards zero, and the upper one turns round and **rises**. From there on
# the model learns these four tales by heart, and grows ever surer of things that hold nowhere else. In the
# end it does worse on new text than a model that knows nothing (the dotted line). That is **over-fitting**,
# and without text that was put away you would have seen only the wonderful lower curve.
#
# What helps, in this order: more text; stopping at the dot; a smaller model; dropout and weight decay.

# %% [markdown]
# **Quick question 2.** You trained for 3,000 steps and saved the model every 100. Training loss: 1.25 at step
# 600, 0.31 at step 3,000. Validation loss: lowest at step 600 with 1.40, and 1.95 at step 3,000. Which model
# do you keep?
#
# *a)* That of step 3,000: its training loss is lowest, and training is what it was made for.
#
# *b)* One from halfway, step 1,800: a fair middle between the two losses.
#
# *c)* That of step 600. And 1.40 is a little too kind, since you chose the step by that very text.
#
# *d)* That of step 3,000, after some more steps on the validation text, so that its loss falls as well.

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
# ## 8 · Stop, and go on tomorrow
#
# Colab closes its door, a laptop falls asleep. Whoever trains for longer than a minute writes
# **checkpoints**. What belongs in one? More than the weights. A training run is a state, and all of it
# decides what comes next:
#
# | part of the state | if it is missing |
# |---|---|
# | the weights | all is lost |
# | AdamW's running averages, two numbers for each weight | its next step is a first step again: every weight moves by the full rate |
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

print("all 60 losses the same:", before + after == losses)
print("all weights the same, bit by bit:", all(torch.equal(a, b) for a, b in zip(straight["model"].parameters(),
                                                                                 resumed["model"].parameters())))
megabytes = os.path.getsize("checkpoint.pt") / 1e6
weights = sum(weight.numel() for weight in straight["model"].parameters())
print(f"checkpoint.pt: {megabytes:.1f} MB for {weights:,} weights of 4 bytes, {megabytes * 1e6 / weights / 4:.1f} times their size")
os.remove("checkpoint.pt")

figure, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
ax.plot(range(60), losses, color=BLUE, linewidth=5, alpha=0.35, label="in one go")
ax.plot(range(60), before + after, color=BLUE, linewidth=1.5, label="stopped and resumed")
ax.plot(range(30, 60), stumbling, color=ORANGE, linestyle="--", label="resumed with the weights alone")
ax.axvline(29.5, color=GREY, linestyle=":")
ax.set(title="stop after 30 steps, and go on", xlabel="step", ylabel="loss in nats")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# *Notice:* the thin line lies on the thick one, step by step, and the weights agree to the last bit. The
# dashed run started from the same weights at step 30 and goes its own way: AdamW's averages are empty, the
# rate climbs a second time, and its generator, new as well, draws the first batches once more. In this short run it is forgiven; in the middle of a long one it can cost
# hours.
#
# The checkpoint is three times the size of the model: AdamW's two averages are as large as the weights. (And
# on a GPU, some operations add their numbers up in a different order each time. There, expect agreement to a
# few digits, not to the last bit.)

# %% [markdown]
# ## 9 · Make it fast
#
# Half a minute gave you a model that half knows its tales. You can wait longer, or you can get more out of
# each second. This is a lesson in **measuring**. What is fast depends on the machine, on the sizes and on the
# version of PyTorch, and advice from elsewhere may be wrong here. You are about to see an example.
#
# Four suspects:
#
# 1. **Many small operations.** Your LayerNorm and your GELU make some eight passes each over their numbers.
#    PyTorch's own `F.layer_norm` and `F.gelu` make one each.
# 2. **Attention.** PyTorch has `F.scaled_dot_product_attention` (*SDPA*), which need not store the `(T, T)`
#    table of weights. Written out leanly, without your copy of the mask for each call, it may be fast as
#    well.
# 3. **Long numbers.** `bfloat16` (*bf16*) has 16 bits instead of 32: the same range as float32, with only two
#    to three digits. Half the memory to move; and newer processors and GPUs multiply matrices of such numbers
#    several times as fast. `torch.autocast` uses it for the matrix products and leaves the weights, the
#    LayerNorms and the loss in float32.
# 4. **Steps of the wrong size**: batch and learning rate.
#
# The next cell gives your layers a faster way to compute **the same values from the same weights**. (It swaps
# the class of each layer; the parameters stay where they are.)

# %%
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
# And here is the loop that measures before it starts, and uses what wins on the machine it finds itself on.
# Besides, three things differ from your `train`. It runs for a number of **seconds** instead of steps, so its schedule
# goes by the clock. After the warm-up the rate falls in a straight line to 0. And AdamW is told to be
# `fused`: all weights in one go.
#
# (The last two functions are for step 7. A window that begins in the middle of a tale asks for names that stand
# outside it, and nobody can learn to guess those. 1,500 steps with windows of 320 characters that begin where a
# tale begins led to 0.22 nats on whole tales; as many with random windows, to 0.26; and nobody can get below 0.146. *What* a model is
# shown counts as much as how fast.)

# %%
def autocast(bf16, device):
    """Matrix products in bfloat16 inside, if `bf16`."""
    return torch.autocast(torch.device(device).type, torch.bfloat16, enabled=bf16)


def step_time(model, data, batch_size, block_size, bf16, seconds=0.25):
    """Seconds of one step forward and back: the fastest of as many as fit into `seconds`, and of three at least."""
    device, times = next(model.parameters()).device, []
    while len(times) < 3 or sum(times) < seconds:
        start = time.perf_counter()
        x, y = get_batch(data, batch_size, block_size)
        with autocast(bf16, device):
            _, loss = model(x.to(device), y.to(device))
        loss.backward()
        loss.item()  # on a GPU: wait until it is done
        times.append(time.perf_counter() - start)
    model.zero_grad(set_to_none=True)
    return min(times)


CHOSEN = {}  # what was measured once is not measured again


def choose(model, data, batch_size, block_size):
    """Measure float32 and bf16, SDPA and written out; give the model the fastest attention → bf16 or not (bool)."""
    def measured(pair):
        return step_time(speed_up(model, pair[0]), data, batch_size, block_size, pair[1])

    case = type(model), next(model.parameters()).device, str(model.config), batch_size, block_size
    if case not in CHOSEN:
        CHOSEN[case] = min(((how, bf16) for how in ("sdpa", "written") for bf16 in (False, True)), key=measured)
    how, bf16 = CHOSEN[case]
    speed_up(model, how)
    return bf16


def train_fast(model, data, seconds=None, steps=None, batch_size=12, block_size=None, max_lr=3e-3, weight_decay=0.1,
               warmup_steps=50, optimizers=None, generator=None, report=None, draw=get_batch):
    """Train until `seconds` of clock time, or `steps`, are used up → the loss of each step, as plain floats.

    The learning rate climbs for `warmup_steps` and falls in a straight line to 0 with what is used up. `optimizers`: None
    for AdamW as in configure_optimizer, or a list of optimizers whose own rates take the place of max_lr. `report` as in
    train; the time it takes does not count. `draw` makes the batches.
    """
    block_size = block_size or model.config.block_size
    device = next(model.parameters()).device
    bf16 = choose(model, data, batch_size, block_size)
    if optimizers is None:
        optimizers = [configure_optimizer(model, max_lr, weight_decay)]
        for group in optimizers[0].param_groups:
            group.update(betas=(0.9, 0.99), fused=True)
    groups = [(group, group["lr"]) for optimizer in optimizers for group in optimizer.param_groups]
    model.train()
    start, step, done, losses = time.perf_counter(), 0, 0.0, []
    while done < 1:
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
        done = step / steps if steps else (time.perf_counter() - start) / seconds
        if report is not None:
            paused = time.perf_counter()
            report(step, done, losses[-1])
            start += time.perf_counter() - paused
    return [loss.item() for loss in losses]


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
# step, for each way to compute it.

# %% demo
torch.set_num_threads(THREADS)
model = new_model(small, V).eval()
x, y = get_batch(val_data, 4, small["model"]["block_size"], generator=torch.Generator().manual_seed(0))
with torch.no_grad():
    logits = model(x)[0]
    for how in ("sdpa", "written"):
        for bf16 in (False, True):
            with autocast(bf16, "cpu"):
                fast = speed_up(model, how)(x)[0]
            print(f"{how:8}{'bf16' if bf16 else 'float32':8} largest difference of a logit: {(fast - logits).abs().max():.0e}")


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


characters = small["batch_size"] * small["model"]["block_size"]
bars = {name: characters / step_time(model, train_data, small["batch_size"], small["model"]["block_size"], bf16, seconds=0.5)
        for name, model, bf16 in ways()}
figure, ax = plt.subplots(figsize=(10, 4), layout="constrained")
places = ax.barh(list(bars), list(bars.values()), color=[BLUE if "bf16" in name else "#9CC9E5" for name in bars],
                 hatch=["" if "bf16" in name else "//" for name in bars], edgecolor="white")
ax.bar_label(places, [f" {value / 1000:.0f}k  ({value / min(bars.values()):.1f} ×)" for value in bars.values()])
ax.invert_yaxis()
ax.set(title=f"one training step, {THREADS} CPU thread{'s' if THREADS > 1 else ''}, batches of {small['batch_size']} × "
             f"{small['model']['block_size']}", xlabel="characters a second", xlim=(0, 1.2 * max(bars.values())))
plt.show()

# %% [markdown]
# *Notice:* the same model, the same values (up to the rounding of bf16), and several times the speed. On a
# processor with bf16 instructions the written-out attention in bf16 wins, and SDPA, which usually wins on
# GPUs, comes out behind: its way back is slow in bf16 on CPUs. Without such instructions (most laptops before
# 2023, and many since) bf16 may even lose. So `choose` measures all
# four pairs the first time that it meets a size of model, which takes a second, and remembers.
#
# ### Batch against learning rate
#
# A larger batch makes better use of the machine and gives a steadier gradient, for fewer steps in the same
# time. Fewer steps want to be larger ones. Which pair wins? Nine runs, each with the same two seconds.
# **About half a minute.**

# %% demo
batches, rates, each = (4, 12, 48), (1e-3, 3e-3, 1e-2), SECONDS / 15
board, speeds = np.zeros((3, 3)), []
for row, batch_size in enumerate(tqdm(batches, desc="batch sizes", file=sys.stdout)):
    for column, rate in enumerate(rates):
        model = new_model(small, V)
        losses = train_fast(model, train_data, seconds=each, batch_size=batch_size, max_lr=rate, warmup_steps=10)
        board[row, column] = estimate_loss(model, val_data, 32, 128, 4, torch.Generator().manual_seed(0))
    speeds.append(len(losses) * batch_size * small["model"]["block_size"] / each)

figure, ax = plt.subplots(figsize=(7.5, 3.6), layout="constrained")
image = ax.imshow(board, cmap="cividis", aspect="auto")
for (row, column), value in np.ndenumerate(board):
    dark = value < board.min() + 0.5 * np.ptp(board)  # a dark field
    ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=13, color="black" if not dark else "white",
            weight="bold" if value == board.min() else "normal")
ax.set_xticks(range(3), [f"{rate:g}" for rate in rates])
ax.set_yticks(range(3), [f"{batch}  ({speed / 1000:.0f}k/s, {speed * each / batch / small['model']['block_size']:.0f} steps)"
                         for batch, speed in zip(batches, speeds)])
ax.set(title=f"validation loss after {each:.1f} s", xlabel="learning rate", ylabel="batch size (characters/s, steps)")
figure.colorbar(image, label="nats")
plt.show()

# %% [markdown]
# *Notice three things.* The characters a second grow from row to row: a larger batch *is* faster. And yet the
# large batch loses: most of a short run is spent on finding the way, and that takes steps, not steady
# gradients. Last, look at the left column: a rate that costs the small batch next to nothing costs the large one
# dearly. Each size has rates that suit it, which is why one must never compare batch sizes at a single learning
# rate. With more time, or near the end of a long run, larger batches come into their own. The ranking holds for
# *this* budget.

# %% [markdown]
# **Quick question 3.** On your machine a step with batch 12 takes 20 ms, and one with batch 48 takes 60 ms.
# You have one minute, and one good learning rate, found for batch 12. What can you say?
#
# *a)* Batch 48 gives the better model: it reads 800 windows a second instead of 600.
#
# *b)* Batch 12 gives the better model: it takes 3,000 steps instead of 1,000.
#
# *c)* Both give the same model, as long as both read the same text.
#
# *d)* Neither, before you have tried both, each with a learning rate that suits it.

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
# ### All of it together
#
# The same model, the same seconds as in section 6, now with what you found out. **About half a minute.**

# %% demo
model = new_model(small, V)
fast = Live(model, val_data, "the fast loop", "One day, " if TEXT == "tales" else "\n", lines)
losses = train_fast(model, train_data, seconds=SECONDS, batch_size=small["batch_size"], max_lr=small["max_lr"], report=fast)
print(f"validation loss {fast.scores[-1][1]:.3f} nats after {len(fast.losses):,} steps and {fast.seconds[-1]:.0f} s")

# %% demo
goal = plain.scores[-1][1]
reached = next((seconds for seconds, score in fast.scores if score <= goal), None)
figure, ax = plt.subplots(figsize=(9, 3.8), layout="constrained")
ax.plot(*zip(*plain.scores), "s--", color=ORANGE, markersize=4, label=f"your loop: {goal:.3f} after {len(plain.losses):,} steps")
ax.plot(*zip(*fast.scores), "o-", color=BLUE, markersize=4,
        label=f"the fast loop: {fast.scores[-1][1]:.3f} after {len(fast.losses):,} steps")
ax.axhline(goal, color=GREY, linestyle=":")
ax.set(title="the same model, the same seconds", xlabel="seconds of training", ylabel="validation loss in nats", ylim=(0, 3))
ax.legend(frameon=False)
plt.show()
if reached:
    print(f"your loop's final loss after {reached:.0f} s instead of {plain.seconds[-1]:.0f} s")

# %% [markdown]
# *Notice:* both gains multiply. More steps in the same time, and each of them counts.
#
# ## 10 · A real text, and real numbers to beat
#
# Is that good, or only better than before? Andrej Karpathy's [nanoGPT](https://github.com/karpathy/nanoGPT)
# trains on **tiny Shakespeare**, a megabyte of plays, and publishes what it gets: a validation loss of
# **1.88** with its setting for laptops (4 layers, 128 wide, block 64, 2,000 steps, some three minutes) and
# **1.47** with the one for GPUs (6 layers, 384 wide, block 256, about three minutes on an A100).
#
# The next cell runs your model on that text with `train_fast`. It is off by default: set `SHAKESPEARE = True`. For the
# GPU setting, change one name more: `PRESET = "gpu"`.
#
# | preset | machine | time | validation loss |
# |---|---|---|---|
# | nanoGPT's CPU setting, its own schedule, float32 | 2 cores | 60 s | 1.88 |
# | `"cpu"` | the same 2 cores, with bf16 | 20 s | 1.85 |
# | `"cpu"` | the same | 30 s | 1.76 |
# | `"cpu"` | the same | 60 s | 1.64 |
# | `"gpu"` | a T4 (Colab's free one) | 25 minutes by arithmetic: 6 · 10¹⁵ operations, half of its 8 · 10¹² a second; not measured | near 1.5 |
# | nanoGPT's GPU setting | an A100 (its README) | 3 minutes | 1.47 |

# %% demo
SHAKESPEARE = False  # True: train on tiny Shakespeare (1.1 MB, downloaded once)
PRESET = "cpu"  # "gpu" takes nanoGPT's large sizes; for a T4 or better
MINUTES = {"cpu": 1, "gpu": 10}[PRESET]  # of training; a T4 needs some 25, an A100 some 3

device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
if PRESET == "cpu":
    device = "cpu"  # for this small model a GPU would mostly wait for Python
if not SHAKESPEARE:
    print(f"Skipped. Set SHAKESPEARE = True in the first line to train for {MINUTES} min on {device}.")
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
        print(f"{sum(weight.numel() for weight in model.parameters()):,} weights on {device}, {MINUTES} min")
        watch = Live(model, kept_back, f"tiny Shakespeare, preset {PRESET!r}", "\n",
                     {"nanoGPT, CPU setting": 1.88, "nanoGPT, GPU setting": 1.47})
        losses = train_fast(model, plays, seconds=60 * MINUTES, batch_size=PRESETS[PRESET]["batch_size"],
                   max_lr=PRESETS[PRESET]["max_lr"], report=watch)
        score = estimate_loss(model, kept_back, 32, model.config.block_size, 100, torch.Generator().manual_seed(0))
        print(f"validation loss {score:.3f} over 100 batches")
        char_to_idx, idx_to_char = tales_vocabulary

# %% [markdown]
# ## Break it
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

# %% demo
torch.set_num_threads(1)


class NoShift(GPT):
    """A GPT whose user forgot the shift: what it reads is what it should say."""

    def forward(self, idx, targets=None):
        return super().forward(idx, idx)


runs = {"as it should be": (GPT, 0.01, None), "no warm-up": (GPT, 0.01, 0), "no shift": (NoShift, 0.01, None),
        "rate × 10": (GPT, 0.1, None)}
broken = {}
for name, (kind, rate, warmup) in tqdm(runs.items(), desc="four runs", file=sys.stdout):
    torch.manual_seed(0)
    model = kind(GPTConfig(V, **preset["model"]))
    init_weights(model)
    broken[name] = train(model, train_data, 160, 16, 32, rate, warmup_steps=warmup, generator=torch.Generator().manual_seed(0)), model

# %% demo
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

# %% [markdown]
# <details><summary>What happened</summary>
#
# **No warm-up: (b).** Step 0 moved every weight by 0.01, half the size that the matrices had. What was left was
# no careful start but a random one of the wrong size, with AdamW's averages full of the gradients of that
# accident. In 160 steps the run does not recover. No error, no `nan`: only a worse model, and nothing to
# compare it with unless you try. (A rate of 0.003 forgives a missing warm-up here. Larger models forgive
# less.)
#
# **No shift: (c).** Saying what one has just read is easy. The loss looks like the triumph of your life, and
# the model repeats its last character for ever. A loss that is far *below* what is plausible is a reason for
# worry, not for joy.
#
# **Rate × 10: (c).** Clipping and AdamW keep it from exploding. But each step throws every weight about by
# 0.1, so nothing fine can be built, and the loss hangs at the line of "frequent characters": the scores of
# single characters are the only thing that survives such treatment. Remember that sign. A loss that stays at
# the letter frequencies, while everything else seems right, means that the rate is far too large.
#
# </details>

# %% [markdown]
# ## 11 · Outlook: what the record runs add
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
# of it push all but the tiniest to somewhere between 0.7 and 1.15:

# %% demo
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

# %% [markdown]
# *Notice:* after five rounds even a singular value of 0.02 has become large. Directions in which the gradient
# is weak, but steady, get their say.
#
# Here are all five as a sketch that runs. `RecordGPT` takes a set of `parts`; with none of them it is your
# GPT, written compactly. (`zero_init` starts the two projections of each block at 0, so that a fresh block
# does nothing. `embed_norm` puts an RMSNorm behind the embedding. `shift` lets each channel look at the token
# before, and `bigram` gives the model your table of pairs to learn. They are cheap and help small models.)

# %%
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

# %%
class Muon(torch.optim.Optimizer):
    """Momentum, made nearly orthogonal by five Newton-Schulz rounds, for matrices (Jordan and others, 2024)."""

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
                X = torch.stack([update for _, update in pairs]).bfloat16()  # (n, rows, columns)
                X = X.mT if shape[0] > shape[1] else X
                X = X / (X.norm(dim=(-2, -1), keepdim=True) + 1e-7)
                for _ in range(5):
                    A = X @ X.mT
                    X = 3.4445 * X + (-4.7750 * A + 2.0315 * A @ A) @ X
                X = X.mT if shape[0] > shape[1] else X
                for (weight, _), update in zip(pairs, X.float()):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(update, alpha=-group["lr"] * max(1, shape[0] / shape[1]) ** 0.5)


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
# Seven runs of a few seconds each on the tales, the same seconds for all. So short a race shows which way the
# wind blows, and no more; repeat it with another seed, and the middle places change. **About half a minute.**

# %% demo
torch.set_num_threads(THREADS)
parts = {"your GPT": (), "RMSNorm": ("rms",), "rotary positions": ("rotary",), "QK-norm": ("qk_norm",), "ReLU²": ("relu2",),
         "Muon": ("muon",), "all five, zero_init": ("rms", "rotary", "qk_norm", "relu2", "muon", "zero_init")}
race = {}
for name, chosen in tqdm(parts.items(), desc="seven runs", file=sys.stdout):
    torch.manual_seed(0)
    model = RecordGPT(GPTConfig(V, **small["model"]), chosen)
    losses = train_fast(model, train_data, seconds=SECONDS / 10, batch_size=small["batch_size"], optimizers=record_optimizers(model),
               warmup_steps=20)
    race[name] = estimate_loss(model, val_data, 32, 128, 6, torch.Generator().manual_seed(0))

figure, ax = plt.subplots(figsize=(9, 3.6), layout="constrained")
places = ax.barh(list(race), list(race.values()), color=[GREY] + [BLUE] * 5 + [ORANGE])
ax.bar_label(places, [f" {value:.2f}" for value in race.values()])
ax.invert_yaxis()
ax.set(title=f"{SECONDS / 10:.1f} s of training each", xlabel="validation loss in nats (shorter is better)",
       xlim=(0, 1.15 * max(race.values())))
plt.show()

# %% [markdown]
# *Notice:* rotary positions and Muon help at once, and all together help more than their sum. RMSNorm,
# QK-norm and ReLU² hardly show alone: the first and the last save operations, which matter on a GPU more than
# here, and QK-norm pays by letting the others take larger steps.
#
# And measured longer, on tiny Shakespeare with the `"cpu"` sizes, 30 s each on two quiet cores with bf16
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
# won on the tales with windows of 128, gain next to nothing on windows of 64. Muon pays by far:
# with it *your own, plain GPT* needs 20 s for 1.75, where nanoGPT's setting needed 60 s for 1.88, and gets to 1.59 in a
# minute. All parts, with windows of 128, get to 1.52.
#
# ## 12 · More than one device
#
# One GPU is not enough any more? The simplest way to use several is **data parallel**. Each process holds a
# full copy of the model and takes its own part of the batch. After `backward()`, the gradients of all
# processes are averaged, so all of them take the same step and stay copies of each other. The mean over parts
# of the batch is the mean over the batch: *the result is that of one process with the whole batch.* PyTorch's
# `DistributedDataParallel` (*DDP*) does the averaging while the gradients come in, and `torchrun` starts the
# processes and tells each one its number, its **rank**.
#
# It needs a script, since each process starts from a file. The next cell writes one. To keep it short, the
# model is PyTorch's own transformer layer; put your `GPT` there, and your loop stays as it is but for the
# lines marked `# +`.

# %% demo
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
torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
for command in ([sys.executable, "ddp_train.py"], [*torchrun, "--nproc_per_node=2", "ddp_train.py"]):
    print("$", " ".join(["python", *command[1:]]))
    result = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"}, timeout=120)
    print(result.stdout if result.returncode == 0 else f"did not run here: {result.stderr.strip().splitlines()[-1]}")
os.remove("tokens.pt")

# %% [markdown]
# *Notice:* the same losses, to the last printed digit: two processes with half of the rows each do what one
# does with all of them. On two GPUs each would need half the time. (For so small a model, starting the processes
# and talking cost more than the second core gains.)
#
# The same script runs on eight GPUs with `--nproc_per_node=8`, and on several machines with a few more words.
# When the *model* no longer fits on one GPU, its weights are cut up as well (FSDP, tensor and pipeline
# parallelism): other programs, the same arithmetic.
#
# ## What you built, and where the real ones differ
#
# Everything between a text file and a trained model: batches, loss, schedule, optimizer, an honest score, the
# loop; and the habit of measuring before believing.
#
# | | your run | GPT-3 (2020) | GPT-4 | LLaMA 7B (2023) |
# |---|---|---|---|---|
# | text | 2 MB of tales | 300 billion tokens | not published | 1 trillion tokens |
# | a batch | 768 tokens | 0.5 to 3.2 million tokens | not published | 4 million tokens |
# | optimizer | AdamW, decay 0.1 | Adam, decay 0.1 | not published | AdamW, decay 0.1 |
# | schedule | warm-up, cosine to a tenth | warm-up, cosine to a tenth | not published | warm-up, cosine to a tenth |
# | clipping | at 1.0 | at 1.0 | not published | at 1.0 |
# | devices | 1 | a cluster of V100 GPUs | not published | a cluster of A100 GPUs |
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
# 2. Keller Jordan and others, [*modded-nanoGPT*](https://github.com/KellerJordan/modded-nanogpt): the record
#    runs, each change with its date and its gain.
# 3. Loshchilov and Hutter, [*Decoupled Weight Decay Regularization*](https://arxiv.org/abs/1711.05101), 2017:
#    the **W** in AdamW, and why it is not the same as a penalty in the loss.
