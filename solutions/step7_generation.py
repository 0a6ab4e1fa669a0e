# %% [markdown]
# # Step 7 · Text generation
#
# Your GPT predicts: for each position it gives the probabilities of the next token. A text is a sequence of
# decisions. Today you build what stands between the two, and then you make it fast, with the method that
# every chat server relies on.
#
# **What you will have built.**
#
# | you write | what it does |
# |---|---|
# | `top_k_filter` | keeps the $k$ most likely tokens |
# | `top_p_filter` | keeps as many as it takes to reach a probability of $p$ |
# | `tests_top_p_filter` | finds out whether somebody else's `top_p_filter` is right |
# | `sample_next` | chooses the next token: greedily, or by chance at a temperature |
# | `generate` | the loop: predict, choose, append, repeat |
# | `attention_with_cache` | attention that remembers the keys and values of earlier tokens |
# | `generate_cached` | the same texts as `generate`, computed many times as fast |
#
# On the way, a reader that cannot be fooled counts how many of your GPT's tales make sense, you see a tale
# appear character by character, and, where there is a network, real GPT-2 speaks through your own cache.
#
# **Time.** About two and a half hours. Running everything takes about a minute on two CPU cores; a GPU is not needed.
#
# **What you need to know.** Steps 2 to 5: attention, its mask, and how a GPT is put together. What a loss is
# (step 6). Of probability, no more than "these numbers are positive and sum to 1".
#
# **The price of skipping ahead.** Step 8 prints the solved version of this code, so you could go on. But the
# settings of this lesson are the ones that you can turn in every open model, and a wrong one
# looks like a stupid model. And a faulty cache raises no error: the text is only a little worse.

# %% setup
import json
import math
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#6B6B6B"  # told apart by colour-blind eyes and in grey print
torch.set_num_threads(1)  # one token at a time is little work: a second CPU core would mostly wait

# %% demo
draw_gpt("probabilities", "generation")

# %% [markdown]
# The coloured parts are today's: what comes out on the right, and the long arrow over the top that carries the chosen
# token back to the input. The model in between stays as it is.
#
# The next cells are that model: solved copies of what you wrote in steps 1 to 6. Below them stand three things that
# are given: the **tales**, a maker of very short children's stories; a **reader** that checks such stories; and the
# trained model itself.

# %% recap="step1_foundations build_vocabulary encode decode merge bpe_encode bpe_decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% recap="step5_gpt_model GPTConfig GPT init_weights load_gpt2_weights read_safetensors GPT2Tokenizer"

# %% recap="step6_training speed_up"

# %% given="tale_rules"

# %% given="tales"

# %% given="tale_reader"

# %% given="texts"

# %% given="model_file"

# %% given="find_model"

# %% [markdown]
# ## 1 · A model that has something to say
#
# To see what a setting does you need a model that has learned something. `speaking_gpt` finds one and says which:
#
# 1. **yours**, if you saved it at the end of step 6 as `my_gpt.safetensors`, and it lies beside this notebook or in
#    the Google Drive that Colab has mounted (in Colab you can also upload it: folder symbol on the left);
# 2. **the course's**: 4 layers, 4 heads, 128 channels, a context of 320 tokens, trained on the tales for half an hour;
# 3. **the one inside**: the course's model again, with 8 bits a weight, carried by the folded cell above. Section 11
#    measures what those 8 bits cost.
#
# Everything below works with each of them. What you are told to notice is measured on the one that you have.

# %%
def speaking_gpt(characters="", context=1, choice=None):
    """A GPT that tells tales → (model, char_to_idx, idx_to_char, card); the arguments are those of load_pretrained."""
    config, alphabet, weights, card = load_pretrained(characters, context, choice=choice)
    char_to_idx, idx_to_char = build_vocabulary(alphabet)
    model = GPT(GPTConfig(**config))
    model.load_state_dict(weights)
    return speed_up(model.eval()), char_to_idx, idx_to_char, card

# %% demo
WHICH = None  # or "yours", "course", "inside": the model to look for first

needed = "".join(sorted(set("\n".join(make_tales(300, seed=0)))))  # the characters of the tales
teller, char_to_idx, idx_to_char, card = speaking_gpt(needed, 100, WHICH)
context = teller.config.block_size


def ids_of(text):
    return torch.tensor([encode(text, char_to_idx)])  # (1, T)


def text_of(ids):
    return decode(ids.tolist(), idx_to_char)  # ids (T,)

# %% [markdown]
# Now one single prediction. The tales are separated by line ends, so a line end at the front says "a new tale begins
# here". The model reads `Tom had a ` and predicts what comes next.

# %% folded="A helper that draws a next-token distribution"
def show_choice(ax, logits, order, title, kept=None):
    """Draw a next-token distribution on `ax`: a bar for each token in `order`, and one for all the rest."""
    shares = softmax(logits)  # (V,)
    rest = 1 - shares[order].sum()
    heights = [*shares[order].tolist(), rest.item()]
    colours = [BLUE if kept is None or kept[token] else "#D9D9D9" for token in order] + ["#D9D9D9" if kept is not None else GREY]
    hatches = ["" if kept is None or kept[token] else "////" for token in order] + ["////" if kept is not None else ""]
    for place, (height, colour, hatch) in enumerate(zip(heights, colours, hatches)):
        ax.bar(place, height, color=colour, hatch=hatch, edgecolor="white" if not hatch else "#999999", linewidth=0)
    signs = {" ": "␣", "\n": "⏎"}
    labels = [signs.get(idx_to_char[token], idx_to_char[token]) for token in order.tolist()]
    ax.set_xticks(range(len(labels) + 1), [*labels, "rest"])
    ax.set(title=title, xlabel="next character")

# %% demo
with torch.no_grad():
    logits, _ = teller(ids_of("\nTom had a "))  # (1, T, V)
open_choice = logits[0, -1]  # (V,), at the last position: this is the prediction
order = open_choice.argsort(descending=True)[:14]
shares = softmax(open_choice)[order]

figure, ax = plt.subplots(figsize=(9, 3.2), layout="constrained")
show_choice(ax, open_choice, order, "after “Tom had a ”")
ax.set_ylabel("probability")
plt.show()
several = (shares > 0.03).sum().item()
notice(several >= 4 and shares[0] < 0.6,
       f"none of these is the one answer. {several} characters have more than 3 %, and the likeliest has {shares[0]:.0%}.",
       f"this model is nearly decided: its favourite has {shares[0]:.0%}. A model trained longer leaves more open here.")

# %% [markdown]
# Tom may have a **b**lue boat, a **p**aper kite, a **r**ed apple. How do we get a text from such a list?
#
# **Greedy decoding** is the first idea: always take the most likely token. Here it writes 700 characters. To save
# time the model is shown the last 100 characters only.

# %% demo
ids = ids_of("\n")
with torch.no_grad():
    for _ in range(700):
        logits, _ = teller(ids[:, -100:])
        ids = torch.cat([ids, logits[:, -1].argmax(dim=-1, keepdim=True)], dim=1)
greedy_text = text_of(ids[0])
print(greedy_text.strip())

# %% [markdown]
# Read the end of it. Then look at the whole from above: in the next picture there is a dot at row $i$, column $j$
# where the twelve characters from place $i$ on are those from place $j$ on. A text always equals itself, hence the
# diagonal; every further line is a passage that comes back.

# %% demo folded="Draw where a text repeats itself"
def repeats(text, length=12):
    """(n, n) table: True where the `length` characters at i are those at j."""
    codes = torch.tensor([ord(character) for character in text])
    windows = codes.unfold(0, length, 1)  # (n, length)
    return (windows[:, None] == windows[None]).all(dim=-1)


figure, axes = plt.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
real_text = "\n".join(make_tales(6, seed=3))[: len(greedy_text)]
again = {}
for ax, text, title in [(axes[0], greedy_text, "written greedily"), (axes[1], real_text, "tales from the training text")]:
    table = repeats(text)
    again[title] = table.tril(-1).any(dim=1).float().mean().item()  # the share of places that have been there before
    rows, columns = table.nonzero(as_tuple=True)
    ax.scatter(columns, rows, s=2, color=BLUE)
    ax.set(title=title, xlabel="place in the text, characters", ylabel="place in the text, characters",
           aspect="equal", xlim=(0, len(text)), ylim=(len(text), 0))
plt.show()
theirs, real = again.values()
notice(theirs > 2 * real and theirs > 0.3,
       f"on the left, long parallel lines: {theirs:.0%} of the text has stood there before, of real tales {real:.0%}.",
       f"this model repeats only {theirs:.0%} of its text within 700 characters (real tales: {real:.0%}). Write more of it, and it may.")

# %% [markdown]
# Once the characters that the model sees have all come back, so does its prediction, and so does its choice:
# **the only way out of such a loop is chance.** Larger models with longer contexts take longer to fall in.
#
# Greedy is not useless. Where one answer is right (a sum, a name from the text, the questions of step 8) it is what
# you want. To tell stories you have to draw at random.

# %% [markdown]
# ## 2 · Temperature
#
# So: draw the next token by chance, each with its probability. Before the draw you may reshape the
# distribution with one number, the **temperature** $\tau$ (tau). Divide all logits by it:
#
# $$P_i = \text{softmax}\left(\frac{z}{\tau}\right)_i = \frac{e^{z_i / \tau}}{\sum_j e^{z_j / \tau}}$$
#
# $z$ are the logits, of shape `(B, V)`, and so is the result. Since $e^{z/\tau} = (e^z)^{1/\tau}$, this raises every
# probability to the power $1/\tau$ and makes them sum to 1 again.
#
# **By hand.** Three tokens with probabilities in the proportion $16 : 4 : 1$ (logits $\ln 16, \ln 4, 0$):
#
# | $\tau$ | power | proportion | probabilities |
# |---|---|---|---|
# | 0.5 | 2 | $256 : 16 : 1$ | 0.938, 0.059, 0.004 |
# | 1 | 1 | $16 : 4 : 1$ | 0.762, 0.190, 0.048 |
# | 2 | ½ | $4 : 2 : 1$ | 0.571, 0.286, 0.143 |
#
# A low temperature makes the favourite stronger, a high one makes all tokens more alike. The order never changes. As
# $\tau \to 0$ the favourite gets everything, so **temperature 0 is the name for greedy**. (One cannot divide by 0; your
# code will treat it as a case of its own.)

# %% demo
figure, axes = plt.subplots(2, 2, figsize=(12, 5.6), sharey=True, layout="constrained")
rest = {}
for ax, temperature in zip(axes.flat, (0.3, 0.7, 1.0, 2.0)):
    show_choice(ax, open_choice / temperature, order, f"temperature {temperature}")
    rest[temperature] = 1 - softmax(open_choice / temperature)[order].sum().item()
for ax in axes[:, 0]:
    ax.set_ylabel("probability")
plt.show()
notice(rest[2.0] > 3 * rest[1.0],
       f"the grey bar at the end. It holds all characters that hardly make sense here: {rest[1.0]:.1%} together at "
       f"temperature 1, {rest[2.0]:.0%} at temperature 2.",
       f"with this model the grey bar grows only from {rest[1.0]:.1%} to {rest[2.0]:.1%}: it is sure of what does not fit.")

# %% [markdown]
# That grey bar is a problem even at temperature 1, because **you draw hundreds of times**. Suppose such a tail has only
# half a percent. That at least one of 200 draws falls into it has the probability $1 - (1 - 0.005)^{200} = 0.63$: two
# texts of three contain a slip, and what comes after a slip the model has never seen. Here is your model's real tail, over six tales that it has not read: all
# characters to which it gives less than 2 %.

# %% demo
unseen = make_tales(6, seed=7, held_out=True)
with torch.no_grad():
    predictions = torch.cat([teller(ids_of(("\n" + tale)[:context]))[0][0, :-1] for tale in unseen])  # (all characters, V)
tails = {}
print("temperature   tail, per character   at least one in 200 characters")
for temperature in (0.5, 0.8, 1.0, 1.3, 2.0):
    shares = softmax(predictions / temperature)
    tails[temperature] = tail = torch.where(shares < 0.02, shares, 0.0).sum(dim=-1).mean().item()
    print(f"    {temperature:<12}{tail:>13.2%}{1 - (1 - tail) ** 200:>24.0%}")

# %% claim
assert tails[0.5] < tails[1.0] < tails[2.0], "a lower temperature helps against the tail"

# %% [markdown]
# A lower temperature helps, but it also takes away the variety that we wanted. Better: **cut the tail off**, and
# leave the rest as it is.

# %% [markdown]
# ## 3 · Top-k
#
# The simplest cut: in each row the $k$ largest logits stay, all others become $-\infty$. Since $e^{-\infty} = 0$, the
# softmax gives them exactly nothing, and shares their part among the rest in proportion. The shape stays
# `(B, V)`: the *place* of a logit says which token it belongs to.
#
# **By hand.** $k = 2$:
#
# $$[\,1,\; 4,\; 2,\; 3\,] \;\longrightarrow\; [\,-\infty,\; 4,\; -\infty,\; 3\,]$$
#
# $$[\,0,\; -5,\; -1,\; -9\,] \;\longrightarrow\; [\,0,\; -\infty,\; -1,\; -\infty\,]$$
#
# Why not 0 instead of $-\infty$? Look at the second row: there 0 is the *largest* logit. And each row has a
# threshold of its own: 3 in the first, −1 in the second.
#
# ### Exercise: `top_k_filter` (2 points)
#
# <details><summary>Hint 1: where is the threshold?</summary>
#
# The smallest logit that stays is the k-th largest of its row. `torch.topk` finds the largest ones, in order.
#
# </details>
# <details><summary>Hint 2: shapes that line up</summary>
#
# Compare `(B, V)` with one threshold a row: `(B, 1)` broadcasts as you want, `(B,)` does not. A slice `[:, -1:]` keeps
# a dimension that the index `[:, -1]` drops.
#
# </details>
# <details><summary>Hint 3: large k, and a new tensor</summary>
#
# `topk` refuses to find more than there are, so limit `k` first. `masked_fill` (without an underscore at its end) gives a
# new tensor.
#
# </details>

# %% exercise="top_k_filter"
def top_k_filter(logits, k):
    """Keep the k largest logits of each row, and set all others to -inf.

    Args:
        logits: float tensor (B, V).
        k: how many to keep, at least 1. If k is V or more, nothing is filtered out.

    Returns:
        A new tensor (B, V). The logits that stay are unchanged and where they were; logits itself does not change.

    Example: top_k_filter(torch.tensor([[1.0, 4.0, 2.0, 3.0]]), 2) is [[-inf, 4, -inf, 3]].
    """
    ### BEGIN SOLUTION
    k = min(k, logits.shape[-1])
    smallest_kept = logits.topk(k, dim=-1).values[:, -1:]  # (B, 1)
    return logits.masked_fill(logits < smallest_kept, -torch.inf)
    ### END SOLUTION

# %% check="top_k_filter" points=2
logits = torch.tensor([[1.0, 4.0, 2.0, 3.0, -2.0], [-3.0, -1.5, -8.0, -4.0, -2.5], [0.5, -5.0, -1.0, -9.0, 7.0]])
probe(top_k_filter(logits, 2), "three rows of five logits, k = 2")
check_equal(logits, [[1.0, 4.0, 2.0, 3.0, -2.0], [-3.0, -1.5, -8.0, -4.0, -2.5], [0.5, -5.0, -1.0, -9.0, 7.0]],
            "top_k_filter must not change its argument")
probe(top_k_filter(logits, 5), "k = 5 = V")
probe(top_k_filter(logits, 9), "k = 9, more than V")
### BEGIN HIDDEN TESTS
probe(top_k_filter(logits, 1), "k = 1")
probe(top_k_filter(-logits, 2), "other logits, k = 2 once more")
probe(top_k_filter(torch.tensor([[0.0, -1.0, 2.0, -3.0]]), 2), "a logit of exactly 0 that stays")
probe(top_k_filter(logits, 4), "k = 4, all but one")
probe(top_k_filter(sample(4, 9, seed=1) - 20, 3), "four rows of nine negative logits, k = 3")
probe(top_k_filter(sample(1, 6, seed=2), 3), "a single row, k = 3")
probe(top_k_filter(sample(2, 60, seed=3) * 100, 40), "sixty large logits, k = 40")
probe(top_k_filter(torch.tensor([[1.0, 4.0, 2.0], [4.0, 9.0, 8.0]]), 1), "two rows that share a number, k = 1")
check_true((top_k_filter(torch.tensor([[1.0, 1.0, 1.0, 0.0]]), 2) > -torch.inf).sum() >= 2, "where logits are equal, at least k stay")
probe(top_k_filter(sample(7, 3, seed=5).T, 4), "logits that are not contiguous, k = 4")
x = sample(3, 4, seed=4)
top_k_filter(x, 2)
check_equal(x, sample(3, 4, seed=4), "top_k_filter must not change its argument")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your filter on two predictions of the same sentence: the open one from above, and one a few
# letters later, where nearly everything is decided. The axis is logarithmic, so that the tails show: from one line
# to the next it is a factor of ten.

# %% demo folded="A helper that draws two predictions before and after a cut"
with torch.no_grad():
    logits, _ = teller(ids_of("\nTom had a pap"))
closed_choice = logits[0, -1]


def show_filtered(keep, name):
    """Both predictions, with what the filter `keep` removes hatched → for each (how many stay, their probability)."""
    figure, axes = plt.subplots(1, 2, figsize=(13, 3.3), sharey=True, layout="constrained")
    found = []
    for ax, logits, text in [(axes[0], open_choice, "Tom had a "), (axes[1], closed_choice, "Tom had a pap")]:
        kept = keep(logits[None])[0] > -torch.inf  # (V,)
        found.append((kept.sum().item(), softmax(logits)[kept].sum().item()))
        show_choice(ax, logits, logits.argsort(descending=True)[:14], f"after “{text}”: {name} keeps {kept.sum()}", kept)
        ax.set(yscale="log", ylim=(1e-6, 2))
        ax.grid(axis="y", alpha=0.4)
    axes[0].set_ylabel("probability before the cut")
    plt.show()
    return found

# %% demo
(_, held_open), (_, held_closed) = show_filtered(lambda logits: top_k_filter(logits, 5), "top-k with k = 5")
best = softmax(closed_choice).max().item()
notice(held_open < 0.9 and best > 0.9,
       f"on the left five is too few: {1 - held_open:.0%} of the probability is hatched, good beginnings among it. On the right "
       f"five is too many: one character has {best:.0%}, and four slips may still be drawn.",
       f"on the left five characters hold {held_open:.0%} of the probability, on the right the favourite alone {best:.0%}. The "
       "more the two differ, the less one k can serve both; this model is not yet sure enough to show it well.")

# %% [markdown]
# No $k$ is right for both. Top-k counts tokens; what we mean is probability.

# %% [markdown]
# ## 4 · Top-p
#
# **Top-p**, or *nucleus sampling*, keeps the smallest set of most likely tokens whose probabilities add up to at
# least $p$. Where the model is sure, that is a single token; where it is not, many.
#
# Sort the probabilities of a row from large to small, $P_{(1)} \ge P_{(2)} \ge \dots$, and keep the first $m$:
#
# $$m = \min\left\{\, n \;:\; P_{(1)} + \dots + P_{(n)} \ge p \,\right\}$$
#
# **By hand.** Four tokens with the probabilities $0.15,\ 0.5,\ 0.1,\ 0.25$:
#
# | most likely first | 0.5 | 0.25 | 0.15 | 0.1 |
# |---|---|---|---|---|
# | its token | 1 | 3 | 0 | 2 |
# | sum up to here | 0.5 | 0.75 | **0.9** | 1.0 |
# | sum *before* it | 0 | 0.5 | 0.75 | 0.9 |
# | $p = 0.8$ | keep | keep | **keep** | – |
# | $p = 0.4$ | **keep** | – | – | – |
#
# Mind the token that *crosses* the line: at $p = 0.8$ the second sum, 0.75, has not reached 0.8, so the third
# token still belongs to the set. And at $p = 0.4$ the first token alone is more than enough; it must stay, or
# nothing would be left to draw.
#
# The result is logits again, `(B, V)`, each at its old place. So what you find out about the sorted row has to
# travel back to the row as it was. That is the one tricky move of this exercise.
#
# ### Exercise: `top_p_filter` (3 points)
#
# <details><summary>Hint 1: a rule without special cases</summary>
#
# Look at the row *sum before it* in the table. When does a token stay? And what is that sum for the first token,
# whatever $p$ is?
#
# </details>
# <details><summary>Hint 2: the sums</summary>
#
# `logits.sort(dim=-1, descending=True)` gives two tensors `(B, V)`: the logits in order, and the place where each of them
# stood. Softmax does not care about order, and `cumsum` adds up along a dimension. "Before it" is "up to here" less the
# token's own probability. A $p$ of 0 needs a word of its own.
#
# </details>
# <details><summary>Hint 3: the way back from sorted order</summary>
#
# You have a mask in sorted order; call it `drop`. Column $j$ of `drop` belongs to the token `order[:, j]`. "Write
# `drop[b, j]` to the place `order[b, j]`, for all $b$ and $j$" is what `scatter` does along the last dimension.
# (`gather` *reads* at these places: that is the way there, not back.)
#
# You can also do without: the smallest logit that stays is a threshold for its row, as in top-k.
#
# </details>

# %% exercise="top_p_filter"
def top_p_filter(logits, p):
    """Keep, in each row, the smallest set of most likely tokens whose probability reaches p; set the others to -inf.

    Args:
        logits: float tensor (B, V). Some may be -inf already; they stay so.
        p: the probability to reach, from 0 to 1. The most likely token always stays, also for p = 0.

    Returns:
        A new tensor (B, V). The logits that stay are unchanged and where they were; logits itself does not change.

    Example: for probabilities [[0.15, 0.5, 0.1, 0.25]] and p = 0.8, token 2 gets -inf, the others stay.
    """
    ### BEGIN SOLUTION
    ordered, order = logits.sort(dim=-1, descending=True)  # (B, V) both
    shares = torch.softmax(ordered, dim=-1)
    before = shares.cumsum(dim=-1) - shares  # the probability of all tokens that are more likely
    drop = before >= p
    drop[:, 0] = False  # never fewer than one
    return logits.masked_fill(drop.scatter(-1, order, drop), -torch.inf)
    ### END SOLUTION

# %% check="top_p_filter" points=3
logits = torch.tensor([[0.6, -0.6, 0.4, 0.8, 1.3, -1.7, 0.7], [-1.8, -1.4, -7.4, -5.8, -0.5, -3.0, -0.4],
                       [-1.0, 0.5, 0.1, 0.4, 0.0, -0.1, 0.2], [1.0, -0.2, -0.8, -0.1, -0.3, 3.2, 0.6]])
former = logits.clone()
probe(top_p_filter(logits, 0.65), "four rows of seven logits, p = 0.65")
check_equal(logits, former, "top_p_filter must not change its argument")
probe(top_p_filter(logits, 0.35), "p = 0.35")
probe(top_p_filter(logits, 0.0), "p = 0: the most likely token stays")
### BEGIN HIDDEN TESTS
probe(top_p_filter(logits, 1.0), "p = 1")
probe(top_p_filter(logits, 0.92), "p = 0.92")
probe(top_p_filter(logits, 0.6), "p = 0.6")
some = torch.tensor([[1.0, -torch.inf, 2.0, 0.5, -torch.inf], [-torch.inf, -torch.inf, -torch.inf, 0.3, 0.2]])
probe(top_p_filter(some, 0.7), "logits of which some are -inf already")
probe(top_p_filter(some, 1.0), "the same, p = 1")
probe(top_p_filter(2 * sample(2, 7, seed=5) + 200, 0.6), "logits of about 200")
probe(top_p_filter(sample(1, 300, seed=6), 0.8), "300 tokens, p = 0.8")
probe(top_p_filter(sample(4, 7, seed=1) * 3, 0.9), "four rows of seven logits, p = 0.9")
probe(top_p_filter(sample(1, 6, seed=2), 0.5), "a single row, p = 0.5")
probe(top_p_filter(torch.tensor([[1.0, 4.0, 2.0], [4.0, 9.0, 8.0]]), 0.5), "two rows that share a number, p = 0.5")
probe(top_p_filter(sample(2, 50, seed=3), 0.75), "two rows of fifty logits, p = 0.75")
probe(top_p_filter(sample(7, 3, seed=8).T, 0.7), "logits that are not contiguous, p = 0.7")
check_equal(logits, former, "top_p_filter must not change its argument")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The same two predictions, cut by top-p. Below them, every character of a sentence, with the
# number of tokens that each filter leaves.

# %% demo
(many, _), (few, _) = show_filtered(lambda logits: top_p_filter(logits, 0.8), "top-p with p = 0.8")
notice(few == 1 and many > 3, f"where the model is sure, {few} token stays; where it is not, {many}.",
       f"{many} tokens stay on the left, {few} on the right. A model that is sure of the right one would keep one.")

# %% demo folded="Draw what the filters leave, character by character"
sentence = max(unseen, key=len)[:75]
with torch.no_grad():
    logits = teller(ids_of("\n" + sentence))[0][0, :-1]  # (75, V): the prediction for each character
kept = (top_p_filter(logits, 0.9) > -torch.inf).sum(dim=-1)
figure, ax = plt.subplots(figsize=(15, 3.2), layout="constrained")
ax.bar(range(len(sentence)), kept, color=BLUE, label="kept by top-p, p = 0.9")
ax.axhline(5, color=ORANGE, linestyle="--", label="kept by top-k, k = 5")
ax.set_xticks(range(len(sentence)), [character.replace(" ", "␣") for character in sentence], fontsize=10)
ax.set(xlabel="character to be predicted", ylabel="tokens that stay", xlim=(-1, len(sentence)), yticks=range(0, 21, 5))
ax.legend(frameon=False, ncols=2, loc="upper right")
plt.show()
starts = torch.tensor([i == 0 or sentence[i - 1] == " " for i in range(len(sentence))])
single = (kept == 1).float().mean().item()
first, later = kept[starts].float().mean().item(), kept[~starts].float().mean().item()
notice(single > 0.5 and first > 2 * later,
       f"{single:.0%} of the characters leave no choice, and top-p keeps one token. Choices come at the beginnings of words, where "
       f"the story turns: a name, a thing, a place. There it keeps {first:.1f} on average, elsewhere {later:.1f}.",
       f"top-p keeps one token at {single:.0%} of the characters; {first:.1f} on average at the beginning of a word, {later:.1f} "
       "elsewhere. The better a model spells, the further these numbers lie apart.")

# %% [markdown]
# ## 5 · Catch the bug
#
# So far the course has tested you. Now you are the tester. Somebody hands you a `top_p_filter`; you cannot see
# its code, only call it. Is it right? Trying one example and looking at it is not enough: most wrong filters are
# right *somewhere*. A scientist tests a claim where it could fail:
#
# - **Known values.** An input small enough to work out by hand, such as the table above.
# - **Properties.** What must hold for *every* input? Here nearly the whole contract can be said that way: which values
#   may come out; what the kept probability must reach; what happens if the least likely kept token went, too.
# - **Invariance.** What must *not* matter? The order of the tokens, the other rows of the batch, a constant added to a row.
#   And what must not change: the argument.
# - **Asymmetric sizes.** With one row, or as many rows as tokens, or rows that are alike, a sum along the wrong
#   dimension may go unnoticed. Make B and V different, and the rows unlike each other.
# - **The edges.** $p = 0$, $p = 1$, a favourite above $p$, logits of $-\infty$, very large logits.
#
# And be fair: accept what the contract leaves open. Avoid values of $p$ at which a sum hits it exactly, since there
# rounding decides; and compare probabilities with a small tolerance.
#
# ### Exercise: `tests_top_p_filter` (3 points)
#
# Your test gets one candidate at a time and says True if it keeps the contract of `top_p_filter`, False if not. An
# exception that escapes counts as False. It passes if it accepts every right candidate, catches the visible
# wrong ones, and at least two thirds of the hidden wrong ones.
#
# <details><summary>Hint 1: begin with one known value</summary>
#
# Take the table's probabilities in two rows of different order; `torch.log` makes logits of them. Compare the whole
# result with what you expect, $-\infty$ included: `torch.equal` does that.
#
# </details>
# <details><summary>Hint 2: a property that holds for every input</summary>
#
# Take random logits of an odd shape such as (3, 8), from a seeded generator. Kept are the places above $-\infty$. In each
# row: the kept logits are the old ones; every kept one is at least as large as every one that went; their
# probability is at least $p$; without the smallest of them it is below $p$.
#
# </details>
# <details><summary>Hint 3: what else may break</summary>
#
# Keep a copy of the argument and compare afterwards. Try several $p$, one of them 0. Try a row that already has
# $-\infty$, and one whose logits are about 200.
#
# </details>

# %% candidates="top_p_filter"
visible = ["right threshold", "wrong without_the_crossing_token", "wrong mask_not_put_back"]

# %% exercise="tests_top_p_filter"
def tests_top_p_filter(candidate):
    """Does `candidate` keep the contract of top_p_filter?

    Args:
        candidate: a function (logits (B, V), p) → (B, V), right or wrong. It may be called as often as you like.

    Returns:
        True if it is right, False if not.

    Example: tests_top_p_filter(lambda logits, p: logits) is False, since nothing is filtered out.
    """
    ### BEGIN SOLUTION
    infinity, generator = float("inf"), torch.Generator().manual_seed(0)
    some = torch.randn(3, 8, generator=generator)
    some[0, 2:5] = -infinity
    tables = [2 * torch.randn(4, 7, generator=generator), 200 + torch.randn(2, 9, generator=generator), some,
              torch.randn(1, 300, generator=generator), 3 * torch.randn(7, 5, generator=generator).T,
              torch.tensor([[1.0, 4.0, 2.0], [4.0, 9.0, 8.0]])]  # the 4 is a favourite in one row only
    for logits in tables:
        for p in (0.0, 0.13, 0.37, 0.61, 0.83, 0.97, 1.0):
            former = logits.clone()
            result = candidate(logits, p)
            if not isinstance(result, torch.Tensor) or result.shape != former.shape or not torch.equal(logits, former):
                return False
            for row, old in zip(result, former):
                kept = row > -infinity
                if not kept.any() or not torch.equal(row[kept], old[kept]) or not (row[~kept] == -infinity).all():
                    return False  # no token left, or values that are not the old ones
                if not kept.all() and old[kept].min() < old[~kept].max():
                    return False  # a more likely one went
                shares = torch.softmax(old.double(), dim=-1)[kept]
                if shares.sum() < p - 1e-6 or len(shares) > 1 and shares.sum() - shares.min() > p + 1e-6:
                    return False  # too few, or too many
    return True
    ### END SOLUTION

# %% check="tests_top_p_filter" points=3
catch_bugs(tests_top_p_filter)
### BEGIN HIDDEN TESTS
catch_bugs(tests_top_p_filter, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · Choosing: `sample_next`
#
# Now the four parts in their order: **temperature first, then top-k, then top-p, then the draw.** Each of them sees
# what the one before has left. Does the order matter? By hand, with the probabilities $0.4,\ 0.3,\ 0.2,\ 0.1$, $k = 2$
# and $p = 0.5$:
#
# | order | after the first | after the second |
# |---|---|---|
# | top-k, then top-p | tokens 0 and 1 stay, now with $\tfrac{4}{7} = 0.57$ and $\tfrac{3}{7} = 0.43$ | 0.57 reaches 0.5: **only token 0** |
# | top-p, then top-k | 0.4 does not reach 0.5, so tokens 0 and 1 | two are allowed: **tokens 0 and 1** |
#
# Neither is wrong in itself. But a setting means something only if everybody uses one order, and this one is that
# of Hugging Face's `generate`.
#
# The draw itself is `torch.multinomial(probabilities, 1, generator=generator)`: it takes `(B, V)` and gives `(B, 1)`,
# one token id a row. A **generator** is a source of random numbers that was seeded by whoever hands it in: the
# same seed, the same text. `None` stands for PyTorch's own.
#
# ### Exercise: `sample_next` (3 points)
#
# <details><summary>Hint 1: the special cases come first</summary>
#
# A negative temperature is an error. Temperature 0 needs no draw and no filter; `argmax` has an argument `keepdim`.
#
# </details>
# <details><summary>Hint 2: leave the argument alone</summary>
#
# `logits /= temperature` writes into the tensor that the caller still holds. `logits = logits / temperature` makes a new
# one.
#
# </details>
# <details><summary>Hint 3: optional filters</summary>
#
# `if top_p:` is False for `None`, and for 0.0 as well. Ask `is not None`. Turn logits into probabilities once, at the
# very end.
#
# </details>

# %% exercise="sample_next"
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Choose the next token of each text.

    Args:
        logits: float tensor (B, V), the model's scores for the next token. It does not change.
        temperature: divides the logits. 0 means greedy: the most likely token, without a draw.
        top_k: None (no such filter), or the k of top_k_filter.
        top_p: None (no such filter), or the p of top_p_filter.
        generator: None, or a torch.Generator that every random number comes from.

    Returns:
        A tensor (B, 1) of token ids; each row is drawn on its own.

    Raises ValueError when temperature is negative.

    Example: for logits [[0.0, 5.0, 1.0]] and temperature 0 it is [[1]]. At temperature 1 it is [[1]] in 98 of 100 draws.
    """
    ### BEGIN SOLUTION
    if temperature < 0:
        raise ValueError(f"a temperature of {temperature} makes no sense: it has to be 0 or more")
    if temperature == 0:
        return logits.argmax(dim=-1, keepdim=True)
    logits = logits / temperature
    if top_k is not None:
        logits = top_k_filter(logits, top_k)
    if top_p is not None:
        logits = top_p_filter(logits, top_p)
    return torch.multinomial(torch.softmax(logits, dim=-1), 1, generator=generator)
    ### END SOLUTION

# %% check="sample_next" points=3 folded="Check: sample_next"
def drawn(probabilities, rows, **choice):
    """Draw for many equal rows → the tokens that came up, in order."""
    logits = torch.tensor([probabilities]).log().repeat(rows, 1)
    tokens = sample_next(logits, **choice)
    return tokens.unique().tolist() if isinstance(tokens, torch.Tensor) else tokens


def shares_of(probabilities, **choice):
    """Draw for 8,000 rows of each kind → how often each token came up, in tenths, so that chance does not show."""
    logits = torch.tensor(probabilities).log().repeat(8000, 1)
    tokens = sample_next(logits, **choice)
    return [[round((row == token).float().mean().item(), 1) for token in range(logits.shape[1])]
            for row in tokens.reshape(8000, -1).T]


def seeded(logits, **choice):
    return sample_next(logits, generator=torch.Generator().manual_seed(3), **choice)


certain = torch.tensor([[0.0, -60.0, 90.0, 30.0, -90.0], [150.0, 0.0, -60.0, 90.0, -30.0], [-400.0, -160.0, -230.0, -300.0, -90.0]])
probe(sample_next(certain, temperature=0), "three rows of five logits, temperature 0")
probe({"of 500 equal rows, different tokens": len(drawn([0.4, 0.3, 0.3], 500)),
       "in 100 calls, different tokens": len({int(sample_next(torch.zeros(1, 3))) for _ in range(100)})},
      "draws from three tokens")
probe({"temperature 1": shares_of([[0.6, 0.2, 0.2], [0.2, 0.2, 0.6]]),
       "temperature 2": shares_of([[0.36, 0.04, 0.04], [0.04, 0.04, 0.36]], temperature=2.0)}, "how often each token comes up")
probe({"top_k=2": drawn([0.1, 0.4, 0.2, 0.3], 3000, top_k=2), "top_p=0.6": drawn([0.1, 0.4, 0.2, 0.3], 3000, top_p=0.6),
       **{f"top_k={k}, top_p={p}": drawn([0.1, 0.4, 0.2, 0.3], 3000, top_k=k, top_p=p) for k, p in [(2, 0.5), (3, 0.5), (2, 0.8)]},
       "temperature=2, top_p=0.5": drawn([0.01, 0.16, 0.04, 0.09], 3000, temperature=2.0, top_p=0.5)},
      "the tokens that come up in 3,000 draws with")
probe({"temperature 0": drawn([0.31, 0.35, 0.34], 3000, temperature=0)}, "the tokens that come up in 3,000 choices with")
logits = sample(4, 6)
sample_next(logits, temperature=0.7, top_k=3, top_p=0.8)
check_equal(logits, sample(4, 6), "sample_next must not change its logits")
even = torch.zeros(300, 5)
generator = torch.Generator().manual_seed(3)
first, second = sample_next(even, generator=generator), sample_next(even, generator=generator)
again = sample_next(even, generator=torch.Generator().manual_seed(3))
probe({"the same seed, the same tokens": torch.equal(first, again), "the next call draws others": not torch.equal(first, second)},
      "draws with a generator")
uneven = sample(1, 70, seed=7).repeat(400, 1)
probe({"temperature 1": torch.equal(seeded(uneven), seeded(uneven, temperature=1.0)),
       "no filters": torch.equal(seeded(uneven), seeded(uneven, top_k=None, top_p=None))}, "what is not said means")
check_raises(ValueError, sample_next, certain, -1.0, what="temperature −1")
### BEGIN HIDDEN TESTS
probe(sample_next(certain[:1]), "a batch of one")
probe(sample_next(certain), "three rows of very different size")
probe(sample_next(torch.tensor([[10.01, 10.02, 10.0]]).repeat(2, 1), temperature=0), "logits that are close to each other, temperature 0")
probe({"temperature 0": drawn([0.3333, 0.33345, 0.33325], 3000, temperature=0)}, "the tokens that come up in 3,000 close choices with")
for choice in ({"temperature": 0.6}, {"temperature": 0, "top_k": 2}, {"top_p": 0.7}, {"temperature": 3.0, "top_k": 4}, {}):
    logits = sample(5, 8, seed=9)
    sample_next(logits, **choice)
    check_equal(logits, sample(5, 8, seed=9), "sample_next must not change its logits")
probe(sample_next(certain * 0.01, temperature=0, top_k=3, top_p=0.9), "temperature 0 with both filters")
probe({"top_k": shares_of([[0.56, 0.07, 0.24, 0.13], [0.1, 0.45, 0.15, 0.3]], top_k=2), "top_k larger than V": shares_of([[0.7, 0.3]], top_k=9),
       "temperature 0.5": shares_of([[0.775, 0.548, 0.316]], temperature=0.5), "temperature 0.1": shares_of([[0.55, 0.45]], temperature=0.1),
       "top_p": shares_of([[0.1, 0.56, 0.1, 0.24]], top_p=0.75)}, "how often each token comes up with")
probe({"top_p=0": drawn([0.1, 0.4, 0.2, 0.3], 3000, top_p=0)}, "the tokens that come up in 3,000 draws with")
check_raises(ValueError, sample_next, certain, -0.01, what="temperature −0.01")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** 5,000 draws of your function for the character after `Tom had a `, and the bars that they
# should follow.

# %% demo
setting = dict(temperature=0.8, top_k=8, top_p=0.9)
filtered = top_p_filter(top_k_filter(open_choice[None] / 0.8, 8), 0.9)[0]
tokens = sample_next(open_choice.expand(5000, -1), **setting, generator=torch.Generator().manual_seed(0))
counted = torch.bincount(tokens.flatten(), minlength=len(filtered)) / 5000
figure, ax = plt.subplots(figsize=(9, 3.3), layout="constrained")
show_choice(ax, filtered, order, "temperature 0.8, k = 8, p = 0.9")
ax.plot(range(len(order)), counted[order], "o", color=ORANGE, markersize=7, label="your 5,000 draws")
ax.set_ylabel("probability")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# **Quick question 1.** Somebody sets `temperature=5.0` and `top_k=1`. What do they get?
#
# *a)* Wild text: at temperature 5 all tokens are nearly equally likely.
#
# *b)* Greedy text: the same as with temperature 0, whatever the seed.
#
# *c)* Mixed text: the most likely token at about one step in five.
#
# *d)* Seeded text: one fixed candidate, which depends on the seed.

# %% exercise="answer_top_one"
# answer_top_one = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_top_one = "b"
### END SOLUTION

# %% check="answer_top_one" points=1
probe_choice(answer_top_one, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_top_one, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Answered? Then read why</summary>
#
# Dividing by 5 does not change which logit is the largest. Top-k with $k = 1$ leaves that one alone in its row, with
# probability 1 after the softmax, so the draw has no choice. The temperature would matter only among several
# tokens that stay.
#
# </details>
#
# ### A filter that the temperature does not fool: min-p
#
# Top-p has a weakness: at a high temperature the distribution is flat, and it takes *many* tokens to reach
# $p$, the bad ones among them. **Min-p** (2023) asks instead: is this token at least, say, a tenth as likely as the favourite?
# It is three lines, given here. On the predictions for all characters of the six tales, each filter after the temperature:

# %% folded="min_p_filter, and what three filters keep as the temperature rises"
def min_p_filter(logits, share):
    """Keep the tokens that are at least `share` times as likely as the most likely one; logits (B, V) → (B, V)."""
    best = logits.max(dim=-1, keepdim=True).values  # (B, 1)
    return logits.masked_fill(logits < best + math.log(share), -torch.inf)

# %% demo folded="Draw what three filters keep as the temperature rises"
temperatures = np.linspace(0.5, 2.5, 9)
kept_by = {"top-k, k = 5": lambda logits: top_k_filter(logits, 5), "top-p, p = 0.9": lambda logits: top_p_filter(logits, 0.9),
           "min-p, a tenth": lambda logits: min_p_filter(logits, 0.1)}
sizes = {name: [(keep(predictions / temperature) > -torch.inf).sum(dim=-1).float().mean().item() for temperature in temperatures]
         for name, keep in kept_by.items()}
figure, ax = plt.subplots(figsize=(7.5, 3.4), layout="constrained")
for (name, line), style, colour in zip(sizes.items(), (":", "--", "-"), (GREY, ORANGE, BLUE)):
    ax.plot(temperatures, line, style, color=colour, label=name)
ax.set(xlabel="temperature", ylabel="tokens that stay, on average", ylim=(0, None))
ax.legend(frameon=False)
plt.show()
wide, narrow = sizes["top-p, p = 0.9"][-1], sizes["min-p, a tenth"][-1]
notice(wide > 2 * narrow, f"at temperature 2.5 top-p keeps {wide:.0f} tokens on average, min-p {narrow:.1f}.",
       f"at temperature 2.5 top-p keeps {wide:.1f} tokens on average and min-p {narrow:.1f}: this model's favourites are weak, so "
       "the tenth of a favourite is no high bar.")

# %% [markdown]
# ## 7 · The loop: `generate`
#
# All that is missing is the loop: read the text so far, take the logits **at the last position**, choose, append, read
# again. The model takes `(B, T)`, so several texts can be written side by side. Three things can go wrong around it,
# and none of them has to do with the choice.
#
# **1. The text outgrows the context.** There are position vectors for `block_size` tokens and no more:

# %% demo
try:
    teller(torch.zeros(1, context + 1, dtype=torch.long))
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# So the model is shown the last `block_size` tokens only: its input is **cropped**. What is returned is
# the whole text all the same.
#
# | context of 4 tokens | the text so far | what the model sees | at the positions |
# |---|---|---|---|
# | | `a b c` | `a b c` | 0, 1, 2 |
# | | `a b c d` | `a b c d` | 0, 1, 2, 3 |
# | | `a b c d e` | `b c d e` | 0, 1, 2, 3 |
# | | `a b c d e f` | `c d e f` | 0, 1, 2, 3 |
#
# Look at the last column: `e` stands at position 3 at first, and at position 2 one step later. Remember this; it will
# cost us something in section 9.
#
# **2. Dropout is still on.** In training mode a share of the activations is set to zero at random. A model that
# writes has to be in evaluation mode. And whoever called `generate` in the middle of a training run wants
# training mode back afterwards; who came in evaluation mode wants that.
#
# **3. Gradients are recorded.** PyTorch keeps every intermediate result for a backward pass that will never come. Here
# is what one single prediction keeps:

# %% demo folded="Count what is kept for a backward pass"
ids = ids_of("\n".join(make_tales(3, seed=1))[: min(200, context)])
kept_bytes = 0


def count(tensor):
    global kept_bytes
    kept_bytes += tensor.numel() * tensor.element_size()
    return tensor


with torch.autograd.graph.saved_tensors_hooks(count, lambda tensor: tensor):
    teller(ids)
print(f"{ids.shape[1]} tokens: {kept_bytes / 1e6:.0f} MB kept for a backward pass that never comes, at every step")

# %% [markdown]
# `torch.no_grad()` switches that off, as a `with` block or as a decorator over the function. (`torch.inference_mode()`
# does, too, and saves a little more; its tensors cannot be used in training later.)

# %% folded="Given for the checks: tiny GPTs with known weights, and hooks that look on while one writes"
def tiny_gpt(loud=1.0, **sizes):
    """A GPT of 23 tokens, 12 positions and 2 blocks, with the same weights everywhere; `loud` multiplies its logits."""
    model = GPT(GPTConfig(**{"vocab_size": 23, "block_size": 12, "n_layer": 2, "n_head": 3, "d_model": 12, **sizes}))
    with torch.no_grad():
        for number, (_, weight) in enumerate(sorted(model.named_parameters())):
            scale = 2 * weight.shape[-1] ** -0.5 if weight.dim() > 1 else 1.0
            weight.copy_(scale * sample(*weight.shape, seed=16400 + number))
        model.ln_f.weight *= loud
        model.ln_f.bias *= loud
    return model


def dice_gpt(probabilities):
    """A GPT that predicts these probabilities everywhere, whatever it reads."""
    model = tiny_gpt(vocab_size=len(probabilities), n_head=1, d_model=6)
    with torch.no_grad():
        model.ln_f.weight.zero_()
        model.ln_f.bias.copy_(torch.eye(6)[0])
        model.wte.weight[:, 0] = torch.tensor(probabilities).log()
    return model.eval()


def watch(model, write):
    """Run `write()` and look on, by hooks → (its result, {what was seen}, positions computed in the busiest block)."""
    seen, positions = [], [0] * len(model.h)

    def note(number):
        def hook(layer, inputs):
            seen.append((layer.training, torch.is_grad_enabled()))
            positions[number] += inputs[0].shape[:-1].numel()
        return hook

    hooks = [block.mlp.fc.register_forward_pre_hook(note(number)) for number, block in enumerate(model.h)]
    result = write()
    for hook in hooks:
        hook.remove()
    report = {"training mode while it writes": any(training for training, _ in seen),
              "gradients recorded while it writes": any(recorded for _, recorded in seen),
              "training mode afterwards": model.training,
              "training mode of all layers afterwards": all(layer.training for layer in model.modules()),
              "gradients are on afterwards": torch.is_grad_enabled(),
              "the weights can still be trained": all(weight.requires_grad for weight in model.parameters())}
    torch.set_grad_enabled(True)
    return result, report, max(positions)


def habits(write):
    """What is to hold for `write` (generate or its twin with a cache) beside the text itself → dict of bools and tokens."""
    dice, spread = dice_gpt([0.4, 0.3, 0.2, 0.1]), dice_gpt((1.06 ** -torch.arange(60.0)).tolist())
    start = torch.zeros(400, 1, dtype=torch.long)

    def tokens(**choice):
        return write(dice, start, 1, **choice)[:, 1].unique().tolist()

    def seeded(**choice):
        return write(spread, start[:40], 11, generator=torch.Generator().manual_seed(5), **choice)

    generator = torch.Generator().manual_seed(5)
    first, second = (write(spread, start[:40], 11, generator=generator) for _ in range(2))
    return {"top_k=3": tokens(top_k=3), "top_p=0.6": tokens(top_p=0.6), "top_k=3, top_p=0.35": tokens(top_k=3, top_p=0.35),
            "top_k=2, top_p=0.5": tokens(top_k=2, top_p=0.5),
            "temperature=0": tokens(temperature=0), "the same seed, the same texts": torch.equal(first, seeded()),
            "the next call writes others": not torch.equal(first, second),
            "what is not said means temperature 1": torch.equal(seeded(), seeded(temperature=1.0)),
            "what is not said means no filters": torch.equal(seeded(), seeded(top_k=None, top_p=None))}

# %% [markdown]
# ### Exercise: `generate` (3 points)
#
# <details><summary>Hint 1: the mode</summary>
#
# `model.training` tells the mode. Note it before you change anything; `model.train(flag)` sets it for all layers.
#
# </details>
# <details><summary>Hint 2: two names for two things</summary>
#
# What the model sees and what you return are different once the text is long. Crop into a new name, or right in the call.
#
# </details>
# <details><summary>Hint 3: one step</summary>
#
# Of the logits `(B, T, V)` you need those of the last position, `(B, V)`. `sample_next` takes five things; hand on all
# of them, the generator too. Its result `(B, 1)` is joined to the text along the tokens.
#
# </details>

# %% exercise="generate"
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Continue each text of a batch by max_new_tokens tokens.

    Args:
        model: a GPT; model(idx) gives (logits (B, T, V), loss). Its context is model.config.block_size.
        idx: (B, T) token ids, the prompts, T at least 1. It does not change.
        max_new_tokens: how many tokens to write, 0 or more.
        temperature, top_k, top_p, generator: as in sample_next.

    Returns:
        (B, T + max_new_tokens) token ids: the whole prompts, however long they are, and what was written.

    The model sees the last block_size tokens. It runs in evaluation mode and without gradients, and gets back the
    mode in which it came.

    Example: with a context of 4 and a prompt of 3 tokens, the model sees 3, 4, 4, 4, … tokens at the steps.
    """
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])  # (B, T, V)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)  # (B, 1)
            idx = torch.cat([idx, token], dim=1)
    model.train(was_training)
    return idx
    ### END SOLUTION

# %% check="generate" points=3 folded="Check: generate"
sure, quiet = tiny_gpt(loud=3000.0).eval(), tiny_gpt().eval()  # the first leaves chance no choice
prompts = torch.tensor([[3, 7], [0, 20], [5, 5]])
long_prompts = torch.tensor([[(7 * i + i * i // 3) % 23 for i in range(70)], [(3 * i + 2) % 23 for i in range(70)]])
former = [prompts.clone(), long_prompts.clone()]
probe(generate(sure, prompts, 9, temperature=0.001), "3 prompts of 2 tokens, 9 new ones, a context of 12")
probe(generate(sure, long_prompts, 5, temperature=0.001), "2 prompts of 70 tokens, 5 new ones, a context of 12")
check_equal([prompts, long_prompts], former, "the prompts must stay as they are")
probe(generate(sure, prompts, 18, temperature=0), "3 prompts of 2 tokens, 18 new ones, greedy")
twice = [generate(quiet, prompts, 18, temperature=0) for _ in range(2)]
probe({"temperature 0, once more": torch.equal(*twice), "top_k 1": torch.equal(generate(quiet, prompts, 18, top_k=1), twice[0])},
      "as good as greedy")
dropping = tiny_gpt(dropout=0.5).train()
probe(watch(dropping, lambda: generate(dropping, prompts, 3, temperature=0))[1], "a model that comes in training mode")
probe(watch(quiet, lambda: generate(quiet, prompts, 3, temperature=0))[1], "a model that comes in evaluation mode")
probe(habits(generate), "what is handed on to sample_next")
### BEGIN HIDDEN TESTS
generate(quiet, prompts, 2)
check_true(not quiet.training and not any(layer.training for layer in quiet.modules()),
           "a model that comes in evaluation mode leaves in evaluation mode")
probe(generate(tiny_gpt(dropout=0.5).train(), prompts, 12, temperature=0), "greedy text of a model with dropout, in training mode")
probe(generate(sure, prompts, 0), "no new tokens")
probe(generate(sure, prompts[:1], 1, temperature=0), "one prompt, one new token")
probe(generate(sure, torch.stack((long_prompts[0, :4], long_prompts[1, :4], long_prompts[1, 5:9])).T, 5, temperature=0),
      "4 prompts of 3 tokens that are not contiguous, 5 new ones")
tokens = generate(quiet, torch.tensor([[4, 1, 9]]).repeat(500, 1), 1, temperature=0.6)[:, -1]
probe(round(4 * (tokens == tokens.mode().values).float().mean().item()) / 4,
      "in 500 texts at temperature 0.6, the share of the commonest token, in quarters")
greedy = generate(quiet, prompts, 18, temperature=0)
probe({"temperature 0.0001": torch.equal(generate(quiet, prompts, 18, temperature=0.0001), greedy),
       "top_p 0.000001": torch.equal(generate(quiet, prompts, 18, top_p=1e-6), greedy)}, "as good as greedy")
generator = torch.Generator().manual_seed(5)
first, second = (generate(quiet, prompts, 40, temperature=10000.0, generator=generator) for _ in range(2))
again = generate(quiet, prompts, 40, temperature=10000.0, generator=torch.Generator().manual_seed(5))
probe({"the same seed, the same texts": torch.equal(first, again), "the next call writes others": not torch.equal(first, second),
       "more than three different tokens in a text": len(set(first[0, 2:].tolist())) > 3}, "texts drawn with a generator")
check_equal([prompts, long_prompts], former, "the prompts must stay as they are")
small = tiny_gpt(block_size=5, n_layer=3, n_head=1, d_model=8).eval()
ids = long_prompts
for _ in range(6):
    with torch.no_grad():
        ids = torch.cat([ids, small(ids[:, -5:])[0][:, -1].argmax(dim=-1, keepdim=True)], dim=1)
check_equal(generate(small, long_prompts, 6, temperature=0), ids, "greedy text of another model: a context of 5, 3 blocks, 8 channels")
check_true(not torch.equal(generate(quiet, prompts, 40, temperature=10000.0), generate(quiet, prompts, 40, temperature=10000.0)),
           "without a generator, each call writes other texts")
dropping.train()
generate(dropping, prompts, 0)
check_true(all(layer.training for layer in dropping.modules()), "after no new tokens, too, a model in training mode is in training mode")
with torch.no_grad():  # a model that always writes token 0
    small.wte.weight[0] *= 10
    small.ln_f.weight.zero_()
    small.ln_f.bias.copy_(small.wte.weight[0])
check_equal(generate(small, prompts, 18, temperature=0)[:, 2:], [[0] * 18] * 3, "a model that always writes token 0")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** One prompt, six settings, two of the texts that each writes. Read them aloud. Beside them:
# how much of what they write are words of the tales.

# %% demo folded="Write with six settings"
spelled = {word for tale in make_tales(3000, seed=2) for word in tale.replace('"', " ").replace(".", " ").split()}


def known_words(text):
    """The share of the letters of `text` that stand in words of the tales; the last word, perhaps cut off, does not count."""
    words = text.replace('"', " ").replace(".", " ").split()[:-1]
    return sum(len(word) for word in words if word in spelled) / max(1, sum(map(len, words)))


settings = {"greedy": dict(temperature=0), "0.5": dict(temperature=0.5), "1": dict(), "2.5": dict(temperature=2.5),
            "2.5, top-k 3": dict(temperature=2.5, top_k=3), "2.5, top-p 0.8": dict(temperature=2.5, top_p=0.8)}
known = {}
print("temperature     known words")
for name, setting in settings.items():
    rows = generate(teller, ids_of("\nTom had a ").repeat(6, 1), 65, **setting, generator=torch.Generator().manual_seed(1))
    texts = [text_of(row)[1:] for row in rows]
    known[name] = sum(map(known_words, texts)) / len(texts)
    for row, text in enumerate(texts[:2]):
        print(f"{name if row == 0 else '':16}{f'{known[name]:.0%}' if row == 0 else '':6}{text.replace(chr(10), ' ⏎ ')}")
best_filter = max(known["2.5, top-k 3"], known["2.5, top-p 0.8"])
notice(known["greedy"] > 0.9 and known["2.5"] < 0.85 and best_filter > known["2.5"] + 0.1,
       f"greedy says the same thing twice. At 2.5 the spelling falls apart ({known['2.5']:.0%} of the letters stand in words that "
       f"exist): that is the tail of section 2. A filter takes most of it away at the same temperature ({best_filter:.0%}).",
       f"greedy says the same thing twice. Of its letters {known['greedy']:.0%} stand in words that exist, at 2.5 "
       f"{known['2.5']:.0%}, with a filter {best_filter:.0%}. The better a model spells when it is greedy, the clearer the fall.")

# %% [markdown]
# ## Break it 1 · Crop from the wrong end
#
# Suppose you write `idx[:, :64]` instead of `idx[:, -64:]` for a context of 64: the model always sees the *first* 64
# tokens. No error, all shapes right. **Predict before you run:** what does it write once the text is longer than 64
# characters? Greedy? And at temperature 1?
#
# *a)* It goes on as before, a little less coherent. &emsp; *b)* It repeats the first 64 characters. &emsp;
# *c)* Greedy, one and the same character; at temperature 1, single characters at random. &emsp; *d)* Line ends only.

# %% demo
opening = ids_of(("\n" + make_tales(1, seed=9)[0] + "\nTom had a ")[-64:])  # (1, 64)
for name, setting in [("greedy", dict(temperature=0)), ("temperature 1", dict())]:
    for end, crop in [("last 64 ", lambda ids: ids[:, -64:]), ("first 64", lambda ids: ids[:, :64])]:
        ids, generator = opening, torch.Generator().manual_seed(0)
        for _ in range(60):
            token = generate(teller, crop(ids), 1, **setting, generator=generator)[:, -1:]
            ids = torch.cat([ids, token], dim=1)
        print(f"{name:14}{end}  …{text_of(ids[0, 54:64])} → {text_of(ids[0, 64:])!r}")
        if (name, end) == ("greedy", "first 64"):
            peak = set(ids[0, 64:].tolist())

# %% claim
assert len(peak) == 1, "greedy, with the first 64 characters, writes one and the same character"

# %% [markdown]
# *c)* it must be, with any model. It is asked the same question again and again and gives the same distribution each
# time. Greedy takes its peak each time; at temperature 1 you see sixty draws from one bar chart, much like the first of
# this lesson. A test with short prompts would never have found it.

# %% [markdown]
# ## 8 · What is computed twice
#
# Your `generate` is wasteful, and now we count by how much. To write token 101 the model reads 100 tokens; to write
# token 102 it reads 101, of which it has just read 100. For $n$ tokens, starting from one:
#
# $$1 + 2 + 3 + \dots + n = \frac{n(n+1)}{2} \text{ positions, of which } n \text{ are new.}$$
#
# For $n = 256$ that is 32,896 instead of 256: 128 times as many as needed. Here is the picture for a prompt of 4
# tokens and 8 new ones; a row is a step, a column is a position that runs through all blocks.

# %% demo folded="Draw what is computed once, and what again"
T, n = 4, 8
figure, axes = plt.subplots(1, 2, figsize=(12, 3.9), layout="constrained")
for ax, cached, title in [(axes[0], False, "generate"), (axes[1], True, "what would be enough")]:
    total = 0
    for step in range(n):
        for position in range(T + step):
            new = step == 0 or position == T + step - 1
            if new or not cached:
                total += 1
                ax.add_patch(plt.Rectangle((position, step), 1, 1, facecolor=BLUE if new else "#F3D2BF", edgecolor="white",
                                           hatch="" if new else "///", linewidth=1))
    ax.set(title=f"{title}: {total} positions computed", xlim=(0, T + n - 1), ylim=(n, 0), xlabel="position", ylabel="step")
    ax.set_xticks([x + 0.5 for x in range(T + n - 1)], range(T + n - 1))
    ax.set_yticks([y + 0.5 for y in range(n)], range(1, n + 1))
axes[0].plot([], [], "s", color=BLUE, markersize=9, label="for the first time")
axes[0].plot([], [], "s", color="#F3D2BF", markersize=9, label="once more")
axes[0].legend(frameon=False, loc="upper right")
plt.show()

# %% [markdown]
# But is the pale part really the same work, with the same result? Think of the causal mask: nothing at position 5
# depends on anything later. So a new token changes *nothing* at positions 0 to 5, in no layer. Let us measure that:
# all keys of the last block, for a text and for the same text with one character more.

# %% demo
def keys_of(ids, block):
    """The keys that block number `block` computes for ids (1, T) → (T, C)."""
    caught = []
    hook = teller.h[block].attn.qkv.register_forward_hook(lambda layer, inputs, output: caught.append(output))
    with torch.no_grad():
        teller(ids)
    hook.remove()
    return caught[0][0].chunk(3, dim=-1)[1]


ids = ids_of("\nTom had a paper kite.")
shorter, longer = keys_of(ids[:, :-1], -1), keys_of(ids, -1)
print(f"{ids.shape[1] - 1} tokens, then {ids.shape[1]}: the keys of the common positions differ by at most "
      f"{(shorter - longer[:-1]).abs().max():.0e}, their size is about {longer.abs().mean():.1f}")

# %% claim
assert (shorter - longer[:-1]).abs().max() < 1e-4 * longer.abs().mean(), "a new token changes the earlier keys by nothing, or no more than rounding"

# %% [markdown]
# Nothing, or no more than rounding. So: **what of the old positions does the new one need?** Go through the block.
# LayerNorm, feed-forward, `wte`, head: each works on one position alone. Only in attention do positions meet, and
# there the new position has
#
# - *one query*, its own;
# - *all keys*, to compare the query with;
# - *all values*, to take the weighted mean of.
#
# So of each old position we keep its key and its value, in every layer, and nothing else: the **KV cache**. The
# shapes for `T_new` new positions, with $S$ positions in all:
#
# | | shape | from |
# |---|---|---|
# | queries | `(B, H, T_new, D)` | the new positions |
# | keys, values | `(B, H, S, D)` each | the cache, and behind it the new positions |
# | scores | `(B, H, T_new, S)` | |
# | mask | `(T_new, S)` | the **last** `T_new` rows of the causal mask of $S$ |
# | output | `(B, T_new, C)` | the new positions only |
#
# **By hand: the mask.** Three positions are in the cache, two are new, so $S = 5$. The new ones are at positions 3
# and 4:
#
# | | key 0 | key 1 | key 2 | key 3 | key 4 |
# |---|---|---|---|---|---|
# | **query 3** | True | True | True | True | False |
# | **query 4** | True | True | True | True | True |
#
# Without a mask, 3 would see 4, its future; and a $2 \times 2$ triangle does not even have the right width. For a
# *single* new position the only row is True throughout.
#
# What does it cost? For each token, in each layer, a key and a value of $C$ channels: $2 \cdot N \cdot C$ numbers with
# $N$ layers. For the course's model $2 \cdot 4 \cdot 128 = 1{,}024$. For GPT-2 small $2 \cdot 12 \cdot 768 =
# 18{,}432$, which in float32 is 74 kB a token. The cache trades memory for time.
#
# ### Exercise: `attention_with_cache` (3 points)
#
# How you store the cache is your choice: a pair, a dict, a tensor with room to spare. Nobody will look inside; the
# checks hand back to you what you returned, as it is.
#
# <details><summary>Hint 1: the order of the work</summary>
#
# Only the new positions go through `qkv`. Cut the result in three, split each part into heads, and only then put the
# old keys in front of the new keys, and the old values in front of the new values.
#
# </details>
# <details><summary>Hint 2: along which dimension?</summary>
#
# Keys are `(B, H, positions, D)`. It is the positions that grow.
#
# </details>
# <details><summary>Hint 3: the mask</summary>
#
# The new positions are the last `T_new` of $S$, so theirs are the last rows of `causal_mask(S)`. `attention()` takes queries
# and keys of different numbers. (So does `F.scaled_dot_product_attention`, faster; but its `is_causal=True` starts at row 0.)
#
# </details>

# %% exercise="attention_with_cache"
def attention_with_cache(attn, x, cache):
    """One layer of causal attention for new positions, with the keys and values of earlier ones from a cache.

    Args:
        attn: a MultiHeadAttention of step 3, with n_heads, qkv (queries, keys, values in this order) and proj.
        x: (B, T_new, C), the new positions only. It does not change.
        cache: None at the beginning of a text, later what the last call for this layer and text returned.

    Returns:
        The pair (output (B, T_new, C), cache): what attn would give at these positions if it saw the whole text, and
        all that is needed to go on. Without dropout.

    Example: attn(x) for x of 5 positions equals three calls with x[:, :3], x[:, 3:4] and x[:, 4:], joined. Any other
    split gives the same.
    """
    ### BEGIN SOLUTION
    B, T_new, C = x.shape
    q, k, v = attn.qkv(x).view(B, T_new, 3, attn.n_heads, C // attn.n_heads).permute(2, 0, 3, 1, 4)  # (B, H, T_new, D)
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)  # (B, H, S, D)
    S = k.shape[2]
    mask = None if T_new == 1 else causal_mask(S)[S - T_new :].to(x.device)  # (T_new, S)
    output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return attn.proj(output.transpose(1, 2).reshape(B, T_new, C)), (k, v)
    ### END SOLUTION

# %% check="attention_with_cache" points=3
def in_pieces(attn, x, sizes):
    """Hand x to attention_with_cache in pieces of these sizes → the list of their outputs."""
    cache, outputs, start = None, [], 0
    for size in sizes:
        output, cache = attention_with_cache(attn, x[:, start : start + size], cache)
        outputs.append(output)
        start += size
    return outputs


attn = MultiHeadAttention(12, 3, dropout=0.5).eval()
fill(attn, ["qkv.weight", "qkv.bias", "proj.weight", "proj.bias"])
x = sample(2, 8, 12)
probe(in_pieces(attn, x, [3, 1, 1, 3]), "two texts of 8 positions in pieces of 3, 1, 1 and 3")
probe(in_pieces(attn, x, [8]), "all 8 at once")
probe(in_pieces(attn, x, [1] * 8), "one by one")
check_equal(x, sample(2, 8, 12), "attention_with_cache must not change x")
### BEGIN HIDDEN TESTS
check_close(torch.cat(in_pieces(attn, x, [2, 4, 2]), dim=1), attn(x), "pieces of 2, 4 and 2 against the uncached pass")
others = MultiHeadAttention(10, 2).eval(), MultiHeadAttention(10, 2).eval()
for number, layer in enumerate(others):
    fill(layer, ["qkv.weight", "qkv.bias", "proj.weight", "proj.bias"], seed=20 + number)
text, caches, outputs = sample(1, 6, 10, seed=1), [None, None], []
for start, end in [(0, 2), (2, 3), (3, 6)]:  # two layers in turn, as in a model
    for number, layer in enumerate(others):
        output, caches[number] = attention_with_cache(layer, text[:, start:end], caches[number])
        outputs.append(output)
probe(outputs, "two layers in turn")
texts, caches, outputs = (sample(1, 5, 10, seed=2), sample(1, 5, 10, seed=3)), [None, None], []
for start, end in [(0, 3), (3, 4), (4, 5)]:
    for number, text in enumerate(texts):
        output, caches[number] = attention_with_cache(others[0], text[:, start:end], caches[number])
        outputs.append(output)
probe(outputs, "two texts in turn")
alone = MultiHeadAttention(4, 1).eval()
fill(alone, ["qkv.weight", "qkv.bias", "proj.weight", "proj.bias"], seed=40)
probe(in_pieces(alone, sample(3, 70, 4, seed=4), [20, 1, 5, 1, 1, 22, 19, 1]), "a single head, 70 positions")
probe([output[:, -2:] for output in in_pieces(alone, sample(1, 1500, 4, seed=6), [3, 1400, 1, 96])], "a single head, 1,500 positions")
alone.train()
attention_with_cache(alone, sample(1, 2, 4), None)
check_true(alone.training, "a layer in training mode stays in it")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Any split, the same numbers, on a layer of the trained model.

# %% demo
layer = teller.h[-1].attn
x = torch.randn(1, 12, teller.config.d_model, generator=torch.Generator().manual_seed(0))
with torch.no_grad():
    whole = layer(x)
    for sizes in ([12], [1] * 12, [5, 7], [4, 1, 1, 1, 5]):
        cache, outputs, start = None, [], 0
        for size in sizes:
            output, cache = attention_with_cache(layer, x[:, start : start + size], cache)
            outputs.append(output)
            start += size
        difference = (torch.cat(outputs, dim=1) - whole).abs().max() / whole.abs().max()
        print(f"in pieces of {str(sizes):40} largest difference to one pass, relative: {difference:.0e}")

# %% claim
assert difference < 1e-4, "any split gives the same numbers"

# %% [markdown]
# **Quick question 2.** Llama 3.1 8B has 32 layers; each keeps keys and values of 8 heads with 128 channels, 2 bytes a
# number. Its context is 131,072 tokens. How large is the cache of *one* text that fills the context?
#
# *a)* 0.5 GB &emsp; *b)* 8.6 GB &emsp; *c)* 17 GB &emsp; *d)* 69 GB

# %% exercise="answer_cache_size"
# answer_cache_size = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_cache_size = "c"
### END SOLUTION

# %% check="answer_cache_size" points=1
probe_choice(answer_cache_size, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_cache_size, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Answered? Then read why</summary>
#
# A token costs $2 \cdot 32 \cdot 8 \cdot 128 = 65{,}536$ numbers (the 2: a key and a value), 131 kB. Times 131,072 tokens:
# 17.2 GB, more than the 16 GB of the weights themselves. With keys and values for all of its 32 query heads, as GPT-2
# has them, it would be four times that; hence the 8 (*grouped queries*, step 5).
#
# </details>

# %% [markdown]
# ## 9 · The same texts, faster: `generate_cached`
#
# Now the model's forward pass, piece by piece, with one cache a layer. At the first step all of the prompt is new; that is
# called *prefill*. At every later step one token is new.
#
# - A token that comes alone still stands at its own **position**: with 5 tokens read, the next one is at position 5, not 0.
# - You cannot call `model(idx)` or `block(x)` here, since they know nothing of caches. Call the parts: `wte`, `wpe`, in each
#   block `ln_1`, your `attention_with_cache`, the residual, `ln_2`, `mlp`, the residual; then `ln_f` and `lm_head`.
#   `ln_f` and the head are needed for the last position only.
# - Evaluation mode, no gradients, mode restored: as before.
#
# **And past the context?** Look at the table in section 7 again. When the window slides, every token moves one
# position to the left. Its position vector is another one, so its key and value in the *first* layer are others.
# Higher layers have a second reason: the states there have been computed with the help of the token that has just
# left the window. How much does that change the keys of the same 30 tokens?

# %% demo
text = ids_of(make_tales(1, seed=5)[0][:31])
changes = []
for block in range(teller.config.n_layer):
    before, after = keys_of(text, block)[1:], keys_of(text[:, 1:], block)
    changes.append(((before - after).norm(dim=-1).mean() / before.norm(dim=-1).mean()).item())
    print(f"block {block}: the window slides by one, and the keys change by {changes[-1]:.0%} of their length, on average")

# %% claim
assert min(changes) > 0.01, "when the window slides, every key in the cache is out of date"

# %% [markdown]
# **Every number in the cache is out of date.** Past the context, the same output as
# `generate` means reading the whole window again at each step, from empty caches. (Rotary positions, step 5, cure the
# first reason and not the second.) A server avoids this place: its context is long, and it ends the answer or drops
# half of the text at once and reads the rest anew.
#
# ### Exercise: `generate_cached` (4 points)
#
# <details><summary>Hint 1: what to remember between steps</summary>
#
# The list of caches, one for each block (`None` at first); how many tokens have been read, which is the position of the
# next one; and which tokens are new.
#
# </details>
# <details><summary>Hint 2: one step</summary>
#
# Token vectors of the new tokens, plus the position vectors from "read so far" on. Block by block: attention with this
# block's cache, whose new version you store; two residuals, as in step 4. Final norm and head, `sample_next`, append. The
# token just chosen is the next step's only new one.
#
# </details>
# <details><summary>Hint 3: past the context</summary>
#
# Before each step ask: would more tokens have been read than the context holds? If so, forget the caches, set the number
# of tokens read to 0, and call the last `block_size` tokens new. The rest of the step is the same in both cases.
#
# </details>

# %% exercise="generate_cached"
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Like generate, the same arguments and the same texts, but with a cache of keys and values in each layer.

    While the text fits into the context, each position goes through the blocks once. When it no longer fits, the
    model sees the last block_size tokens at positions 0 to block_size - 1, as in generate.

    Example: a prompt of 5 tokens and 3 new ones: the blocks see 5 positions, then 1, then 1.
    """
    ### BEGIN SOLUTION
    block_size, was_training = model.config.block_size, model.training
    model.eval()
    with torch.no_grad():
        caches, read, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if read + new.shape[1] > block_size:  # the window slides: every key and value is out of date
                caches, read, new = [None] * len(model.h), 0, idx[:, -block_size:]
            x = model.wte(new) + model.wpe.weight[read : read + new.shape[1]]  # (B, T_new, C)
            read += new.shape[1]
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            logits = model.lm_head(model.ln_f(x[:, -1]))  # (B, V)
            new = sample_next(logits, temperature, top_k, top_p, generator)  # (B, 1)
            idx = torch.cat([idx, new], dim=1)
    model.train(was_training)
    return idx
    ### END SOLUTION

# %% check="generate_cached" points=4 folded="Check: generate_cached"
sure, quiet = tiny_gpt(loud=3000.0).eval(), tiny_gpt().eval()  # the first leaves chance no choice
prompts = torch.tensor([[3, 7], [0, 20], [5, 5]])
middle = torch.tensor([[4, 1, 9, 19, 2, 0, 6], [8, 13, 3, 1, 10, 7, 15]])
long_prompts = torch.tensor([[(7 * i + i * i // 3) % 23 for i in range(70)], [(3 * i + 2) % 23 for i in range(70)]])
former = [prompts.clone(), middle.clone(), long_prompts.clone()]
probe(generate_cached(sure, middle, 5, temperature=0.001), "2 prompts of 7 tokens, 5 new ones, a context of 12")
probe(generate_cached(sure, prompts, 10, temperature=0.001), "3 prompts of 2 tokens, 10 new ones")
positions = watch(sure, lambda: generate_cached(sure, middle[:1], 5, temperature=0.001))[2]
probe({"positions computed in a block, at most": max(positions, 12)}, "a prompt of 7 tokens, 5 new ones")
probe(generate_cached(sure, prompts, 18, temperature=0), "3 prompts of 2 tokens, 18 new ones, a context of 12, greedy")
probe(generate_cached(sure, long_prompts, 5, temperature=0.001), "2 prompts of 70 tokens, 5 new ones, a context of 12")
check_equal([prompts, middle, long_prompts], former, "the prompts must stay as they are")
dropping = tiny_gpt(dropout=0.5).train()
probe(watch(dropping, lambda: generate_cached(dropping, prompts, 3, temperature=0))[1], "a model that comes in training mode")
probe(watch(quiet, lambda: generate_cached(quiet, prompts, 3, temperature=0))[1], "a model that comes in evaluation mode")
probe(habits(generate_cached), "what is handed on to sample_next")
### BEGIN HIDDEN TESTS
generate_cached(quiet, prompts, 2)
check_true(not quiet.training and not any(layer.training for layer in quiet.modules()),
           "a model that comes in evaluation mode leaves in evaluation mode")
probe(generate_cached(tiny_gpt(dropout=0.5).train(), prompts, 12, temperature=0), "greedy text of a model with dropout, in training mode")
probe(generate_cached(sure, prompts, 0), "no new tokens")
probe(generate_cached(sure, long_prompts[:1, :12], 3, temperature=0), "a prompt that fills the context")
probe(generate_cached(sure, prompts[:, :1], 6, temperature=0), "3 prompts of a single token, 6 new ones")
probe(generate_cached(sure, torch.stack((long_prompts[0, :4], long_prompts[1, :4], long_prompts[1, 5:9])).T, 5, temperature=0),
      "4 prompts of 3 tokens that are not contiguous, 5 new ones")
positions = watch(sure, lambda: generate_cached(sure, prompts, 11, temperature=0))[2]
probe({"positions computed in a block, at most": max(positions, 39)}, "3 prompts of 2 tokens, 11 new ones")
tokens = generate_cached(quiet, torch.tensor([[4, 1, 9]]).repeat(500, 1), 1, temperature=0.6)[:, -1]
probe(round(4 * (tokens == tokens.mode().values).float().mean().item()) / 4,
      "in 500 texts at temperature 0.6, the share of the commonest token, in quarters")
greedy = generate_cached(quiet, prompts, 18, temperature=0)
probe({"temperature 0.0001": torch.equal(generate_cached(quiet, prompts, 18, temperature=0.0001), greedy),
       "top_k 1": torch.equal(generate_cached(quiet, prompts, 18, top_k=1), greedy),
       "top_p 0.000001": torch.equal(generate_cached(quiet, prompts, 18, top_p=1e-6), greedy)}, "as good as greedy")
generator = torch.Generator().manual_seed(5)
first, second = (generate_cached(quiet, prompts, 40, temperature=10000.0, generator=generator) for _ in range(2))
again = generate_cached(quiet, prompts, 40, temperature=10000.0, generator=torch.Generator().manual_seed(5))
probe({"the same seed, the same texts": torch.equal(first, again), "the next call writes others": not torch.equal(first, second),
       "more than three different tokens in a text": len(set(first[0, 2:].tolist())) > 3}, "texts drawn with a generator")
small = tiny_gpt(block_size=5, n_layer=3, n_head=1, d_model=8).eval()
ids = long_prompts
for _ in range(6):
    with torch.no_grad():
        ids = torch.cat([ids, small(ids[:, -5:])[0][:, -1].argmax(dim=-1, keepdim=True)], dim=1)
check_equal(generate_cached(small, long_prompts, 6, temperature=0), ids, "greedy text of another model: a context of 5, 3 blocks, 8 channels")
check_true(not torch.equal(generate_cached(quiet, prompts, 40, temperature=10000.0), generate_cached(quiet, prompts, 40, temperature=10000.0)),
           "without a generator, each call writes other texts")
dropping.train()
generate_cached(dropping, prompts, 0)
check_true(all(layer.training for layer in dropping.modules()), "after no new tokens, too, a model in training mode is in training mode")
with torch.no_grad():  # a model that always writes token 0
    small.wte.weight[0] *= 10
    small.ln_f.weight.zero_()
    small.ln_f.bias.copy_(small.wte.weight[0])
check_equal(generate_cached(small, prompts, 18, temperature=0)[:, 2:], [[0] * 18] * 3, "a model that always writes token 0")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** First of all: the same texts, drawn ones included.

# %% demo
start, new = ids_of("\nMia "), min(120, context - 5)
plain = generate(teller, start, new, generator=torch.Generator().manual_seed(2))
cached = generate_cached(teller, start, new, generator=torch.Generator().manual_seed(2))
same = (plain == cached).long().cumprod(dim=1).sum().item() - start.shape[1]
notice(same == new, f"{new} characters at temperature 1, the same seed: the same text, to the last character.",
       f"the two texts part after {same} of {new} characters: there a draw was so close that the last digits decided it. Your check "
       "compares them where that cannot happen.")

# %% [markdown]
# Then the speed. A fresh model will do, since speed does not depend on what the weights are: 4 layers, 4 heads, 128
# channels, a context of 128. A hook on `wte` looks at the clock whenever a token goes in.

# %% demo folded="Time both loops, token by token"
def clock(write, n):
    """Milliseconds for each of n tokens written by `write` from a single one."""
    torch.manual_seed(0)
    model = GPT(GPTConfig(vocab_size=75, block_size=128, n_layer=4, n_head=4, d_model=128)).eval()
    times = []
    hook = model.wte.register_forward_hook(lambda layer, inputs, output: times.append(time.perf_counter()))
    write(model, torch.zeros(1, 1, dtype=torch.long), n, temperature=0)
    times.append(time.perf_counter())
    hook.remove()
    return 1000 * np.diff(times)


clock(generate_cached, 20)  # to warm up
timed = {"generate": clock(generate, 145), "generate_cached": clock(generate_cached, 145)}
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.9), layout="constrained")
lengths = np.arange(1, 146)
for (name, times), colour, style in zip(timed.items(), (ORANGE, BLUE), ("--", "-")):
    left.plot(lengths, times, style, color=colour, linewidth=1.5, label=name)
    right.plot(lengths, np.cumsum(times) / 1000, style, color=colour, label=name)
left.set(title="each token", xlabel="tokens in the text", ylabel="milliseconds", ylim=(0, 3 * np.median(timed["generate"])))
right.set(title="in all", xlabel="tokens in the text", ylabel="seconds", ylim=(0, None))
for ax in (left, right):
    ax.axvline(128, color=GREY, linewidth=1)
    ax.text(127, ax.get_ylim()[1], "context full ", ha="right", va="top", color=GREY, fontsize=10)
    ax.legend(frameon=False, loc="upper left")
plt.show()
whole, quick = (times[:128].sum() for times in timed.values())
early, late = np.median(timed["generate_cached"][5:40]), np.median(timed["generate_cached"][88:128])
growth, jump = np.median(timed["generate"][88:128]) / np.median(timed["generate"][5:40]), np.median(timed["generate_cached"][130:]) / late
notice(whole > 2 * quick and growth > 1.3 * late / early and jump > 1.5,
       f"up to the full context the cache is {whole / quick:.1f} times as fast. Without it each token costs more than the one before; "
       f"with it the line is nearly flat, until the context is full: then a token costs {jump:.0f} times as much, for the whole "
       "window is read again.",
       f"the cache took {quick / 1000:.1f} s for what took {whole / 1000:.1f} s without it. Where other programs are busy on the same "
       "machine, they shape these lines, too; run the cell again when it is quiet.")

# %% [markdown]
# Most of what remains is not arithmetic: for one position the matrices are tiny, and Python spends its time
# calling PyTorch. On large models the opposite holds: there the time goes into fetching the weights from memory, once
# for each token.

# %% [markdown]
# **Quick question 3.** GPT-2 has a context of 1,024 tokens. A prompt of 1,000 tokens gets 100 new ones with
# `generate_cached`. How many positions go through each block, in all?
#
# *a)* 1,099 &emsp; *b)* 77,824 &emsp; *c)* 102,100 &emsp; *d)* 102,400

# %% exercise="answer_slide"
# answer_slide = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_slide = "b"
### END SOLUTION

# %% check="answer_slide" points=1
probe_choice(answer_slide, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_slide, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Answered? Then read why</summary>
#
# Step 1 reads the prompt, 1,000 positions. Steps 2 to 25 read one each: then the context is full. The 75 steps after that read
# the whole window: $1{,}000 + 24 + 75 \cdot 1{,}024 = 77{,}824$. (Without a cache it would be 102,100.) So nearly all of the
# cost lies past the context. Deleting the oldest entry of the cache instead would give 1,099, and other texts:
# the keys that stay belong to other positions, and to a window that held another token.
#
# </details>

# %% [markdown]
# ## Break it 2 · Positions that start again at 0
#
# The likeliest mistake in a cached pass: the new token comes alone, its tensor has one place, so `torch.arange(1)`
# gives it position 0. Each new token does. All shapes are right and no error comes. We do this to your own
# `generate_cached` from outside, with a hook that exchanges the position vector of every single token. The prompt is
# read as it should be. **Predict before you run:** how long does the text make sense?
#
# *a)* Not a single sensible character. &emsp; *b)* A word or so, then babble. &emsp; *c)* It goes on making sense: the order
# is in the keys. &emsp; *d)* Only the line ends are lost.

# %% demo folded="Break the positions from outside, by a hook"
def all_at_zero(layer, inputs, output):
    """A hook on wte: tokens that come alone get position 0 for their own."""
    global place
    alone = inputs[0].shape[1] == 1
    place = place + 1 if alone else inputs[0].shape[1]
    return output + teller.wpe.weight[0] - teller.wpe.weight[place - 1] if alone else output


prompt, sense = ids_of("\n" + make_tales(1, seed=9)[0][:60]), {}
written = min(100, context - prompt.shape[1])
for broken in (False, True):
    place = 0
    hook = teller.wte.register_forward_hook(all_at_zero) if broken else None
    ids = generate_cached(teller, prompt, written, temperature=0)
    if hook:
        hook.remove()
    sense[broken] = known_words("x" + text_of(ids[0, 61:])[20:])
    print("positions at 0:" if broken else "as it should be:", text_of(ids[0, 51:61]), "→", repr(text_of(ids[0, 61:])))
notice(sense[False] > 0.8 and sense[True] < 0.5,
       f"b) was right. Past the first 20 characters, {sense[True]:.0%} of the letters stand in words that exist; as it should be, "
       f"{sense[False]:.0%}.",
       f"past the first 20 characters, {sense[True]:.0%} of the letters stand in words that exist, as against {sense[False]:.0%}. "
       "This model leans less on its positions than one that was trained longer.")

# %% [markdown]
# The model has lost count: every token that it wrote seems to stand at the front of the text, all in
# one place. A cache that is wrong by *one* position does less harm and is harder to
# see, which is worse. The only safe test of a cache is the one in your check: **equal to the plain pass, token by
# token**.

# %% [markdown]
# ## 10 · Which temperature is best?
#
# For most texts that is a matter of taste. Here we can *count*. The tales come with a **reader**,
# `read_tale`, that knows their grammar and follows who has what, where everybody is, and why somebody is sad. It is
# not a model and makes no guesses:

# %% demo
for tale in [make_tales(1, seed=4)[0], "Mia had a red kite. Tom gave the drum to Mia. Mia flew it."]:
    reading = read_tale(tale)
    print(tale, "\n   →", "consistent" if reading.ok else reading.problem)

# %% [markdown]
# So let the model write a batch of tales for each setting, all rows at once, with your cached loop, and ask two
# questions. *How many are consistent?* A tale counts if it ends in time and the reader finds no fault. *How different
# are they?* Of all pairs of neighbouring words in the batch, how many are distinct?

# %% demo folded="Let the model tell tales with each setting, and count"
EACH = 32  # tales written with each setting; with 32 a share is uncertain by about 8 percentage points
count = EACH if context >= 251 else max(1, EACH // 4)  # where a tale outgrows the context, each character costs a window


def tell(count, seed=0, **setting):
    """Let the model tell `count` tales → list of them, each up to its line end, or None where it found no end."""
    start = ids_of("\n").repeat(count, 1)
    ids = generate_cached(teller, start, 251, **setting, generator=torch.Generator().manual_seed(seed))
    texts = [text_of(row)[1:] for row in ids]
    return [text.split("\n")[0] if "\n" in text else None for text in texts]


def consistent(tales):
    return sum(tale is not None and read_tale(tale).ok for tale in tales) / len(tales)


def diversity(tales):
    pairs = []
    for tale in tales:
        words = (tale or "").split()
        pairs += list(zip(words, words[1:]))
    return len(set(pairs)) / max(1, len(pairs))


settings = {f"temperature {temperature}": dict(temperature=temperature) for temperature in (0.2, 0.5, 0.8, 1.0, 1.3)}
settings |= {f"top-p {p}, temperature 1": dict(top_p=p) for p in (0.6, 0.9)}
told = {}
for name in paced(list(settings), "writing tales", "set EACH lower"):
    told[name] = tell(count, **settings[name])
told["the tales themselves"] = make_tales(count, seed=30)
scores = {name: (100 * diversity(tales), 100 * consistent(tales)) for name, tales in told.items()}

figure, ax = plt.subplots(figsize=(8.5, 4.6), layout="constrained")
by_temperature = {name: point for name, point in scores.items() if name.startswith("temperature")}
ax.plot(*zip(*by_temperature.values()), "o-", color=BLUE, markersize=8, label="temperature alone")
for name, (x, y) in by_temperature.items():
    ax.annotate(name.split()[1], (x, y), textcoords="offset points", xytext=(8, 6))
others = [(name, point) for name, point in scores.items() if name not in by_temperature]
for (name, point), marker, colour in zip(others, "s^*", (ORANGE, ORANGE, GREY)):
    ax.plot(*point, marker, color=colour, markersize=15 if marker == "*" else 9, label=name, linestyle="none")
ax.set(title=f"{count} tales with each setting", xlabel="diversity: distinct pairs of neighbouring words, in %",
       ylabel="consistent tales, in %", ylim=(-5, 108))
ax.margins(x=0.12)
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
plt.show()
(low_x, low_y), (high_x, high_y) = scores["temperature 0.2"], scores["temperature 1.3"]
top = max(y for _, y in by_temperature.values())
notice(low_x < high_x and high_y < top - 15,
       f"follow the line from low to high temperature. The tales become more various ({low_x:.0f} → {high_x:.0f} % distinct pairs), and at "
       f"the end fewer of them make sense: {high_y:.0f} % at temperature 1.3, {top:.0f} % at best. What is various there is mistakes.",
       f"from temperature 0.2 to 1.3 the distinct pairs went from {low_x:.0f} to {high_x:.0f} %, the consistent tales from {low_y:.0f} to "
       f"{high_y:.0f} %. Few tales of a model that was trained briefly are consistent at any setting; then there is little to lose.")

# %% [markdown]
# Somewhere on the line lies the best you can get; *where* depends on the model and on what you want. A bank's
# assistant needs a low temperature, a party game a higher one. The gap between the line and the star is what no setting
# closes. That takes a better model: trained longer, or larger.
#
# And what does the reader object to?

# %% demo
shown = 0
for name, tales in told.items():
    for tale in tales:
        if shown < 4 and tale and not read_tale(tale).ok:
            print(f"{name}: {tale}\n   → {read_tale(tale).problem}\n")
            shown += 1
            break

# %% [markdown]
# ## 11 · What a server adds
#
# Behind a chat service stands the loop that you have just written, with the cache that you have just
# written. A few more ideas make it serve millions. Each comes here in a few lines that run; their code is folded.
#
# ### Character by character
#
# A chat window shows its answer while it is being written: the server sends each token as soon
# as it has been chosen. Your `generate_cached` gives everything at the end, but it *feeds* every token back into `wte`
# on the way, and a hook can show it there. (The `sleep` slows it down so that you can watch.)

# %% demo folded="Show a tale while it is being written"
from IPython.display import display

screen = display({"text/plain": ""}, raw=True, display_id=True)  # one output that we write anew for each token
seen = ""


def show(layer, inputs):
    global seen
    seen += text_of(inputs[0][0])
    screen.update({"text/plain": seen.strip("\n") + "▌"}, raw=True)
    time.sleep(0.008)


hook = teller.wte.register_forward_pre_hook(show)
ids = generate_cached(teller, ids_of("\nMia "), min(160, context - 5), temperature=0.6, generator=torch.Generator().manual_seed(3))
hook.remove()
screen.update({"text/plain": text_of(ids[0]).strip("\n")}, raw=True)  # the last token was chosen and never fed back

# %% [markdown]
# ### Stop tokens, and prompts of different lengths
#
# Your loop writes as many tokens as you say. A server stops when a **stop token** comes: in the tales the line end, in
# GPT-2 `<|endoftext|>`, in chat models the mark that ends a turn. And the prompts of a batch have different lengths.
# Fill the short ones up **on the right**: then the causal mask, which hides everything later, hides the filling, too. Each row
# reads its prediction at its *own* last position, and the chosen token replaces the first filler.
#
# (Many libraries fill up on the left, so that all rows end together. Then the filling stands *before* the text, and needs a
# mask and shifted positions.)

# %% demo folded="Write for prompts of different lengths, each up to its stop token"
@torch.no_grad()
def finish(model, prompts, stop, most, **setting):
    """Continue each prompt (a list of ids) until `stop` comes, at most `most` tokens → (list of lists of ids, steps)."""
    lengths = torch.tensor([len(prompt) for prompt in prompts])  # (B,), grows row by row
    ids = torch.full((len(prompts), int(lengths.max()) + most), stop)  # what stands behind a row's end does not matter
    for row, prompt in enumerate(prompts):
        ids[row, : len(prompt)] = torch.tensor(prompt)
    rows, ends = torch.arange(len(prompts)), lengths + most
    writing = torch.ones(len(prompts), dtype=torch.bool)
    steps = 0
    while writing.any():
        logits = model(ids[:, : lengths.max()])[0][rows, lengths - 1]  # (B, V), each row at its own last position
        chosen = sample_next(logits, **setting)[:, 0]
        ids[rows[writing], lengths[writing]] = chosen[writing]
        lengths += writing
        writing &= (chosen != stop) & (lengths < ends)
        steps += 1
    return [ids[row, :length].tolist() for row, length in enumerate(lengths)], steps


prompts = [encode(text, char_to_idx) for text in ("\nMia ", "\nTom had a paper kite. He ", "\nOne day, Emma found a ")]
most = min(220, context) - max(map(len, prompts))
texts, steps = finish(teller, prompts, char_to_idx["\n"], most, temperature=0)
agree = True
for prompt, text in zip(prompts, texts):
    alone = generate_cached(teller, torch.tensor([prompt]), len(text) - len(prompt), temperature=0)[0].tolist()
    agree = agree and text == alone
    print(f"{len(text) - len(prompt):3} new: {decode(text, idx_to_char).strip()}")
notice(agree, f"{steps} steps for three prompts of three lengths, and each text is the one that its prompt gets alone.",
       "one of the texts is not the one that its prompt gets alone: two characters were so close that the last digits decided.")

# %% [markdown]
# ### Many texts at once
#
# To compute a single position the machine has to fetch *all* weights from memory. For
# 32 texts it fetches the same weights once and uses them 32 times.

# %% demo folded="Time batches of different sizes"
torch.manual_seed(0)
fresh = speed_up(GPT(GPTConfig(vocab_size=75, block_size=256, n_layer=4, n_head=4, d_model=128)).eval())
sizes, rates = [1, 2, 4, 8, 16, 32], []
for size in sizes:
    start = time.perf_counter()
    generate_cached(fresh, torch.zeros(size, 1, dtype=torch.long), 40)
    rates.append(40 * size / (time.perf_counter() - start))
figure, ax = plt.subplots(figsize=(7, 3.4), layout="constrained")
ax.loglog(sizes, rates, "o-", color=BLUE, label="all texts together")
ax.loglog(sizes, [rate / size for rate, size in zip(rates, sizes)], "s--", color=ORANGE, label="each single text")
ax.set_xticks(sizes, sizes)
ax.minorticks_off()
ax.set(title="texts written side by side", xlabel="texts in the batch", ylabel="tokens per second")
ax.legend(frameon=False)
plt.show()
gain = rates[-1] / rates[0]
notice(gain > 3, f"32 texts together are written {gain:.0f} times as fast as one, and each of them {32 / gain:.1f} times as slowly, not 32 times.",
       f"32 texts together were written {gain:.1f} times as fast as one. Where other programs compete for this processor, less is gained.")

# %% [markdown]
# Servers therefore gather requests. A new one takes a place in the batch as
# soon as another has ended (*continuous batching*), and the caches are cut into small pages that are handed out as in
# an operating system (*paged attention*, vLLM).
#
# ### Speculative decoding
#
# The same fact, used for one text: checking eight positions costs little more than computing one. So let something
# cheap *guess* the next eight tokens, and let the model check all of them in **one** pass. As long as the guess is
# what the model would have chosen, it is accepted; at the first difference the model's own choice counts. The result
# is the same text. Here the guesser is a mere table: which character came most often after these six, in some tales?

# %% demo folded="Guess eight characters, check them in one pass"
follow, sheet = {}, "\n" + "\n".join(make_tales(1500, seed=11))
for i in range(6, len(sheet)):
    follow.setdefault(sheet[i - 6 : i], Counter())[sheet[i]] += 1


def guess(text, n):
    """n characters from the table, one after the other."""
    for _ in range(n):
        common = follow.get(text[-6:])
        text += common.most_common(1)[0][0] if common else " "
    return text[-n:]


prompt = "\nOne day, "
text, passes = prompt, 0
while len(text) < min(130, context - 18):
    draft = guess(text, 8)
    with torch.no_grad():
        choices = teller(ids_of(text + draft))[0][0, len(text) - 1 :].argmax(dim=-1)  # (9,), greedy at each place
    wanted, passes = text_of(choices), passes + 1
    agreed = next((i for i in range(8) if draft[i] != wanted[i]), 8)
    text += wanted[: agreed + 1]  # what both agree on, and one more: the model's own
alone = text_of(generate_cached(teller, ids_of(prompt), len(text) - len(prompt), temperature=0)[0])
print(text.strip())
notice(text == alone and passes < len(text) - len(prompt),
       f"{len(text) - len(prompt)} characters in {passes} passes instead of {len(text) - len(prompt)}, and the text is the greedy one.",
       f"{len(text) - len(prompt)} characters in {passes} passes. The text is {'' if text == alone else 'not '}the greedy one; where two "
       "characters are nearly equally likely, the last digits of two ways to compute them may decide.")

# %% [markdown]
# Servers use a small GPT as the guesser. With sampling instead of greedy, a guess is accepted with probability
# $\min(1, P/Q)$, $P$ from the large model and $Q$ from the small one. At the first refusal a token is drawn from what
# $P$ has over $Q$, rescaled, and the guessing starts anew. So the distribution stays exactly that of the large one.
#
# ### Quantization: what do 8 bits cost?
#
# If fetching weights is the bottleneck, make them smaller. A weight in float32 takes 32 bits. Scale each row of a
# matrix so that its largest number becomes 127, round to whole numbers, and 8 bits will do; the row's scale is stored
# once. That is how this notebook carries its model.

# %% folded="The loss of the course's model with 32 bits, and the rounding"
FULL_LOSS = 0.177  # of the course's model with 32 bits on the tales of the next cell, measured by us; a test compares it


def quantized(weight, bits):
    """A matrix as it is after rounding each row to `bits` bits → float tensor of the same shape."""
    largest = 2 ** (bits - 1) - 1
    scale = weight.abs().amax(dim=1, keepdim=True) / largest  # (rows, 1)
    return (weight / scale).round().clamp(-largest, largest) * scale


def held_out_windows(model, char_to_idx):
    """Windows of 40 held-out tales, one from the beginning of each → x, y (40, T)."""
    unread = torch.tensor(encode("\n".join(["", *make_tales(40, seed=21, held_out=True), ""]), char_to_idx))
    windows = unread.unfold(0, min(251, model.config.block_size + 1), 1)
    windows = windows[unread[: len(windows)] == char_to_idx["\n"]]
    return windows[:, :-1], windows[:, 1:]

# %% demo folded="Round the weights to fewer and fewer bits"
x, y = held_out_windows(teller, char_to_idx)
originals = {name: weight.detach().clone() for name, weight in teller.named_parameters()}
matrices = sum(weight.numel() for weight in originals.values() if weight.dim() == 2)
inside, losses = card["source"] == "inside", {}
if inside:
    losses[32] = FULL_LOSS
    print(f"32 bits: {matrices * 4 / 1e6:5.2f} MB of matrices, loss {FULL_LOSS:.3f} (measured by us; this notebook carries 8 bits)")
for bits in (8, 6, 4, 3) if inside else (32, 8, 6, 4, 3):
    with torch.no_grad():
        for name, weight in teller.named_parameters():
            if weight.dim() == 2 and bits < 32:
                weight.copy_(quantized(originals[name], bits))
        losses[bits] = teller(x, y)[1].item()
        sentence = text_of(generate_cached(teller, ids_of("\nTom had a "), 60, temperature=0)[0])[1:]
        for name, weight in teller.named_parameters():
            weight.copy_(originals[name])
    print(f"{bits:2} bits: {matrices * bits / 8e6:5.2f} MB of matrices, loss {losses[bits]:.3f}   {sentence!r}")
notice(abs(losses[8] - losses[32]) < 0.01 * losses[32] and losses[3] > 1.1 * losses[32],
       f"8 bits cost nothing that one could see in the loss on held-out tales: {losses[8]:.3f}, as against {losses[32]:.3f} nats a "
       f"character with 32. At 3 bits it is {losses[3]:.2f}.",
       f"with 8 bits the loss is {losses[8]:.3f}, with 32 it is {losses[32]:.3f}, with 3 bits {losses[3]:.3f}. A model that was trained "
       "briefly has less to lose.")

# %% [markdown]
# Models of today are often served with 8 or 4 bits, with finer
# schemes than this one (a scale for each group of 32 weights, rounding that looks at the data). A KV cache can be
# quantized, too.
#
# ### GPT-2, through your cache
#
# Your `generate_cached` asks of a model only what step 5 built. So OpenAI's GPT-2 runs in it as it is: 548 MB of
# weights, 12 layers, 50,257 tokens, and a step's cost that your cache keeps flat. In Colab this cell fetches them by itself,
# with a progress bar; elsewhere set `GPT2 = True`.

# %% demo
GPT2 = "google.colab" in sys.modules  # True: fetch OpenAI's GPT-2 small (548 MB) and let it speak

if not GPT2:
    print("Skipped. Set GPT2 = True in the first line to let GPT-2 small speak through your cache (548 MB).")
else:
    try:
        weights, *words = (fetch(name) for name in ("gpt2.safetensors", "vocab.bpe", "encoder.json"))
    except OSError as error:
        print(f"{error}\nNo harm done: nothing below needs it.")
    else:
        torch.set_num_threads(os.cpu_count() or 1)  # these matrices are not tiny
        gpt2, tokenizer = GPT(GPTConfig(vocab_size=50257, block_size=1024, n_layer=12, n_head=12, d_model=768)), GPT2Tokenizer(*words)
        load_gpt2_weights(gpt2, read_safetensors(weights))
        prompt = torch.tensor([tokenizer.encode("The old lighthouse keeper climbed the stairs, lit the lamp and")])
        for name, setting in [("greedy", dict(temperature=0)), ("temperature 0.8, top-p 0.9", dict(temperature=0.8, top_p=0.9))]:
            ids = generate_cached(gpt2, prompt, 40, **setting, generator=torch.Generator().manual_seed(0))
            text = ids[0].tolist()
            text = text[: text.index(50256)] if 50256 in text else text  # <|endoftext|>, its stop token
            print(f"{name}: {tokenizer.decode(text)!r}\n")
        seconds = []
        for write in (generate, generate_cached):
            start = time.perf_counter()
            write(gpt2, prompt, 8, temperature=0)
            seconds.append(time.perf_counter() - start)
        print(f"8 tokens: {seconds[0]:.1f} s with generate, {seconds[1]:.1f} s with generate_cached")
        torch.set_num_threads(1)
        del gpt2

# %% [markdown]
# ## What you built, and where the real ones differ
#
# Two filters and a test of one, a fair draw, the loop around them, and a cache that gives the same text many times as
# fast, tested to be equal. That is the engine of every text generator. What they differ in most is the
# cache, since it limits how many texts fit into a GPU's memory:
#
# | model | year | context | layers | what a layer keeps of a token | numbers a token |
# |---|---|---|---|---|---|
# | the course's | | 320 | 4 | keys and values, 4 heads × 32 | 1,024 |
# | GPT-2 small | 2019 | 1,024 | 12 | keys and values, 12 heads × 64 | 18,432 |
# | Llama 3.1 8B | 2024 | 131,072 | 32 | keys and values, 8 heads × 128 (32 query heads share them) | 65,536 |
# | DeepSeek-V3 | 2024 | 131,072 | 61 | one vector of 512 for all heads, and 64 channels with the position | 35,136 |
# | Qwen3 8B | 2025 | 32,768 | 36 | keys and values, 8 heads × 128 (32 query heads share them) | 73,728 |
# | gpt-oss-120b | 2025 | 131,072 | 36 | keys and values, 8 heads × 64; every second layer only for the last 128 tokens | 36,864; from token 129 on, 18,432 |
#
# The choice is yours everywhere: temperature, top-k, top-p, min-p, penalties for repetition, and often a grammar that lets
# through only valid JSON.
#
# **What comes next.** Your model continues tales. Ask it "Who has the kite?", and it will
# continue that, too. In step 8 you teach it to answer.
#
# **Three sources worth reading**
#
# 1. Holtzman and others, [*The Curious Case of Neural Text Degeneration*](https://arxiv.org/abs/1904.09751), 2019. Top-p, and
#    why the most probable text is a bad one. Its figures of repetition are famous.
# 2. Pope and others, [*Efficiently Scaling Transformer Inference*](https://arxiv.org/abs/2211.05102), 2022. What
#    prefill, cache and batch cost on real hardware.
# 3. Leviathan, Kalman and Matias, [*Fast Inference from Transformers via Speculative
#    Decoding*](https://arxiv.org/abs/2211.17192), 2022. Short, and the proof that the distribution stays the same fits on half a page.
