# %% [markdown]
# # Step 7 · Text generation
#
# Your GPT can predict. It cannot write yet: a prediction is a list of probabilities, and a text is a row of
# decisions. Today you build what stands between the two, and then you make it fast, with the trick that
# every chat server lives on.
#
# **What you will have built.** Six pieces of code:
#
# | you write | what it does |
# |---|---|
# | `top_k_filter` | leaves the $k$ most likely tokens in the race |
# | `top_p_filter` | leaves as many as it takes to reach a probability of $p$ |
# | `sample_next` | chooses the next token: greedy, or by chance at a temperature |
# | `generate` | the loop: predict, choose, append, again |
# | `attention_with_cache` | attention that remembers the keys and values of earlier tokens |
# | `generate_cached` | the same texts as `generate`, many times as fast |
#
# On the way a reader that cannot be fooled counts how many of your GPT's tales make sense, and you stream a tale
# into the notebook, letter by letter.
#
# **Time.** About two and a half hours. Running everything takes under a minute on two CPU cores, no GPU needed.
#
# **What you need to know.** Steps 2 to 5: attention, its mask, and how a GPT is put together. What a loss is
# (step 6). Nothing about probability beyond "these numbers are positive and sum to 1".
#
# **The price of skipping ahead.** Step 8 prints the solved version of this code, so you could go on. But the
# settings of this lesson are the ones that you can turn in every open model and in many others, and a wrong one
# looks like a stupid model. And a faulty cache raises no error: the text is only a little worse.

# %% setup
import math
import os
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
# Dark is today's part: what comes out on the right, and the long arrow over the top that carries a chosen token back
# to the beginning. The model in between stays as it is.
#
# The next cells are that model: solved copies of what you wrote in steps 1 to 6. Below them stand two things that
# are given: the **tales**, a maker of very short children's stories together with a **reader** that checks them, and
# the place where texts and weights are looked for.

# %% recap="step1_foundations build_vocabulary encode decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% recap="step5_gpt_model GPTConfig GPT init_weights"

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
# To hear what a setting does you need a model that has learned something. `speaking_gpt` gets you one, and says which.
# Your own, if you saved it at the end of step 6 (`my_gpt.safetensors`, beside this notebook; in Colab upload it, or
# mount the Google Drive where it lies). Otherwise the course's: 4 layers, 4 heads, 128 channels, a context of 320 tokens,
# trained for half an hour on the tales. Where that cannot be fetched, it comes out of the folded cell above: the same
# model, its weights rounded to 8 bits. That loses nothing that one could notice, as section 11 measures.

# %%
def speaking_gpt(characters="", context=1, choice=None):
    """A GPT that tells tales → (model, char_to_idx, idx_to_char, card); the arguments are those of load_pretrained."""
    config, alphabet, weights, card = load_pretrained(characters, context, choice=choice)
    char_to_idx, idx_to_char = build_vocabulary(alphabet)
    model = GPT(GPTConfig(**config))
    model.load_state_dict(weights)
    return speed_up(model.eval()), char_to_idx, idx_to_char, card

# %% demo
WHICH = None  # or "yours", "course", "inside": which model to begin the search with

teller, char_to_idx, idx_to_char, card = speaking_gpt("".join(sorted(set("".join(make_tales(200, seed=0))))) + "\n", 100, WHICH)


def ids_of(text):
    return torch.tensor([encode(text, char_to_idx)])  # (1, T)


def text_of(ids):
    return decode(ids.tolist(), idx_to_char)  # ids (T,)

# %% [markdown]
# Now one single prediction, a real one. The tales are separated by line ends, so a line end at the front says
# "a new tale begins here". We let the model read `Tom had a ` and look at what it expects next.

# %%
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
open_choice = logits[0, -1]  # (V,), after the last character: this is the prediction
order = open_choice.argsort(descending=True)[:14]

figure, ax = plt.subplots(figsize=(9, 3.2), layout="constrained")
show_choice(ax, open_choice, order, "after “Tom had a ”")
ax.set_ylabel("probability")
plt.show()

# %% [markdown]
# *Notice:* nothing here is *the* answer. Tom may have a **b**lue boat, a **p**aper kite, a **r**ed apple, and the
# model knows roughly how often each occurs. What shall we do with such a list?
#
# **Greedy decoding** is the first idea: always take the most likely token. Let us try it for 1,000 characters, some
# five tales. To save time the model is shown the last 100 characters only.

# %% demo
ids = ids_of("\n")
with torch.no_grad():
    for _ in range(1000):
        logits, _ = teller(ids[:, -100:])
        ids = torch.cat([ids, logits[:, -1].argmax(dim=-1, keepdim=True)], dim=1)
greedy_text = text_of(ids[0])
print(greedy_text.strip())

# %% [markdown]
# It writes a tale or two, and then what it has written before, word for word. Each letter was the best choice, and the
# whole is the worst story-teller in the world. Look at it from above. In the next picture there is a dot at row $i$,
# column $j$ where the twelve characters from place $i$ on are those from place $j$ on. A text always equals itself,
# hence the diagonal; every further line is a passage that comes back.

# %% demo
def repeats(text, length=12):
    """(n, n) table: True where the `length` characters at i are those at j."""
    codes = torch.tensor([ord(character) for character in text])
    windows = codes.unfold(0, length, 1)  # (n, length)
    return (windows[:, None] == windows[None]).all(dim=-1)


figure, axes = plt.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
real_text = "\n".join(make_tales(6, seed=3))[: len(greedy_text)]
for ax, text, title in [(axes[0], greedy_text, "written greedily"), (axes[1], real_text, "tales from the text")]:
    rows, columns = repeats(text).nonzero(as_tuple=True)
    ax.scatter(columns, rows, s=2, color=BLUE)
    ax.set(title=title, xlabel="place in the text, characters", ylabel="place in the text, characters",
           aspect="equal", xlim=(0, len(text)), ylim=(len(text), 0))
plt.show()

# %% [markdown]
# *Notice on the left:* long parallel lines. Once the characters that the model sees have come back, so does its
# prediction, and so does its choice: **there is no way out of a loop but chance.** Larger models with longer contexts
# take longer to fall in, and do; GPT-2, left to itself, needs a few sentences. Real texts, on the right, share a
# phrase here and there.
#
# Greedy is not useless. Where there is one right answer (a sum, a name from the text, the questions of step 8) it
# is what you want. To tell stories you have to throw dice.

# %% [markdown]
# ## 2 · Temperature
#
# So: draw the next token by chance, each with its probability. Before you draw, you may reshape the
# distribution with one number, the **temperature** $T$. Divide all logits by it:
#
# $$p_i = \text{softmax}\left(\frac{z}{T}\right)_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}$$
#
# $z$ are the logits, of shape `(B, V)`, $T$ is one number, and the result is `(B, V)` again. Since $e^{z/T} =
# (e^z)^{1/T}$, this raises every probability to the power $1/T$ and makes them sum to 1 again.
#
# **By hand.** Three tokens whose probabilities stand as $16 : 4 : 1$ (their logits are $\ln 16, \ln 4, 0$):
#
# | $T$ | power | proportion | probabilities |
# |---|---|---|---|
# | 0.5 | 2 | $256 : 16 : 1$ | 0.938, 0.059, 0.004 |
# | 1 | 1 | $16 : 4 : 1$ | 0.762, 0.190, 0.048 |
# | 2 | ½ | $4 : 2 : 1$ | 0.571, 0.286, 0.143 |
#
# A low temperature makes the favourite stronger, a high one makes all more alike. The order never changes. As
# $T \to 0$ the favourite gets everything, so **temperature 0 is the name for greedy**. (One cannot divide by 0; your
# code will treat it as a case of its own.)
#
# The word comes from physics: at a low temperature atoms sit where their energy is least, at a high one they are
# everywhere. The formula is the same.

# %% demo
figure, axes = plt.subplots(2, 2, figsize=(12, 5.6), sharey=True, layout="constrained")
for ax, temperature in zip(axes.flat, (0.3, 0.7, 1.0, 2.0)):
    show_choice(ax, open_choice / temperature, order, f"T = {temperature}")
for ax in axes[:, 0]:
    ax.set_ylabel("probability")
plt.show()

# %% [markdown]
# *Notice:* the same prediction four times. At $T = 0.3$ it is nearly decided. At $T = 2$ look at the grey bar at the
# end: it holds all the characters that make no sense here at all, and together they are now as likely as a good one.
#
# That grey bar is a problem even at $T = 1$, because **you draw hundreds of times**. A character chosen from the
# tail with a probability of only half a percent, 200 times in a row:
# $1 - (1 - 0.005)^{200} = 0.63$. Two texts of three would contain one. And the model has never seen what comes
# after a typing error. Here is the real tail of your model, over six tales that it has not read: all characters to
# which it gives less than 2 %.

# %% demo
unseen = make_tales(6, seed=7, held_out=True)
with torch.no_grad():
    predictions = torch.cat([teller(ids_of("\n" + tale))[0][0, :-1] for tale in unseen])  # (all characters, V)
print("temperature   tail, per character   at least one in 200 characters")
for temperature in (0.5, 0.8, 1.0, 1.3, 2.0):
    shares = softmax(predictions / temperature)
    tail = torch.where(shares < 0.02, shares, 0.0).sum(dim=-1).mean().item()
    print(f"    {temperature:<12}{tail:>13.2%}{1 - (1 - tail) ** 200:>24.0%}")

# %% [markdown]
# Lowering the temperature helps, but it also takes away the variety that we wanted. Better: **cut the tail off**, and
# leave the rest as it is.

# %% [markdown]
# ## 3 · Top-k
#
# The simplest cut: in each row the $k$ largest logits stay, all others become $-\infty$. Since $e^{-\infty} = 0$, the
# softmax then gives them exactly nothing, and shares their part among the rest in proportion. The shape stays
# `(B, V)`: the *place* of a logit says which token it belongs to.
#
# **By hand.** $k = 2$:
#
# $$[\,1,\; 4,\; 2,\; 3\,] \;\longrightarrow\; [\,-\infty,\; 4,\; -\infty,\; 3\,] \qquad\quad
# [\,0,\; -5,\; -1,\; -9\,] \;\longrightarrow\; [\,0,\; -\infty,\; -1,\; -\infty\,]$$
#
# Why not 0 instead of $-\infty$? Look at the second row: there 0 is the *largest* logit. And each row has a
# threshold of its own: in the first it is 3, in the second −1.
#
# ### Exercise: `top_k_filter` (2 points)

# %% exercise="top_k_filter"
def top_k_filter(logits, k):
    """Leave the k largest logits of each row, and set all others to -inf.

    Args:
        logits: float tensor (B, V).
        k: how many to keep, at least 1. If k is V or more, nothing is filtered out.

    Returns:
        A new tensor (B, V). The logits that stay are unchanged and where they were; logits itself does not change.

    Example: top_k_filter(torch.tensor([[1.0, 4.0, 2.0, 3.0]]), 2) is [[-inf, 4, -inf, 3]].

    Hints:
        1. Limit k to V first: torch.topk refuses to find more than there are.
        2. Find the k-th largest logit of each row, with a shape that lines up with the rows: (B, 1).
        3. Fill what is smaller, in a new tensor.
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
x = sample(3, 4, seed=4)
top_k_filter(x, 2)
check_equal(x, sample(3, 4, seed=4), "top_k_filter must not change its argument")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your filter on two predictions of the same sentence: the open one from above, and one a few
# letters later, where nearly everything is decided. The axis is logarithmic, so that the tails show: from one line
# to the next it is a factor of ten.

# %% demo
with torch.no_grad():
    logits, _ = teller(ids_of("\nTom had a pap"))
closed_choice = logits[0, -1]


def show_filtered(keep, name):
    """Both predictions, with what the filter `keep` removes hatched."""
    figure, axes = plt.subplots(1, 2, figsize=(13, 3.3), sharey=True, layout="constrained")
    for ax, logits, text in [(axes[0], open_choice, "Tom had a "), (axes[1], closed_choice, "Tom had a pap")]:
        kept = keep(logits[None])[0] > -torch.inf  # (V,)
        show_choice(ax, logits, logits.argsort(descending=True)[:14], f"after “{text}”: {name} keeps {kept.sum()}", kept)
        ax.set(yscale="log", ylim=(1e-6, 2))
        ax.grid(axis="y", alpha=0.4)
    axes[0].set_ylabel("probability before the cut")
    plt.show()


show_filtered(lambda logits: top_k_filter(logits, 5), "top-k with k = 5")

# %% [markdown]
# *Notice on the left:* five is too few. Perfectly good beginnings are hatched, and no tale will ever use
# them. *On the right* five is too many: only one letter makes sense, and four slips of the pen stay in the race.
# No $k$ is right for both. Top-k counts tokens; what we mean is probability.

# %% [markdown]
# ## 4 · Top-p
#
# **Top-p**, or *nucleus sampling*, keeps the smallest set of most likely tokens whose probabilities add up to at
# least $p$. Where the model is sure, that is a single token; where it is not, many.
#
# Sort the probabilities of a row from large to small, $p_{(1)} \ge p_{(2)} \ge \dots$, and keep the first $m$:
#
# $$m = \min\left\{\, n \;:\; p_{(1)} + \dots + p_{(n)} \ge p \,\right\}$$
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
# token still belongs to the set. And at $p = 0.4$ the first token alone is more than enough, and it must stay, or
# there would be nothing left to draw. The row *sum before it* is the easiest way to say both: **a token stays
# while the sum before it is below $p$**.
#
# The result is logits again, `(B, V)`, each at its old place. So what you find out about the sorted row has to
# travel back to the row as it was. That is the one tricky move of this exercise.
#
# ### Exercise: `top_p_filter` (3 points)
#
# <details><summary>Hint: the way back from sorted order</summary>
#
# `ordered, order = logits.sort(descending=True)` gives two tensors `(B, V)`: the logits in order, and the place where
# each of them stood. You have a mask in sorted order; call it `drop`. Column $j$ of `drop` belongs to the token
# `order[:, j]`. "Write `drop[b, j]` to the place `order[b, j]`, for all $b$ and $j$" is what `scatter` does along the
# last dimension. (Its brother `gather` *reads* at these places: that is the way there, not back.)
#
# You can also do without: the smallest logit that stays is a threshold for its row, as in top-k.
#
# </details>

# %% exercise="top_p_filter"
def top_p_filter(logits, p):
    """Leave, in each row, the smallest set of most likely tokens whose probability reaches p; set the others to -inf.

    Args:
        logits: float tensor (B, V). Some may be -inf already; they stay so.
        p: the probability to reach, from 0 to 1. The most likely token always stays, also for p = 0.

    Returns:
        A new tensor (B, V). The logits that stay are unchanged and where they were; logits itself does not change.

    Example: for probabilities [[0.15, 0.5, 0.1, 0.25]] and p = 0.8, token 2 gets -inf, the others stay.

    Hints:
        1. Sort each row, the largest logit first, and remember where each came from.
        2. Softmax along the row, and its running sum (cumsum).
        3. From the running sum you get the sum before each token: subtract the token's own probability.
        4. Mark what is to go, free the first column whatever p is, and bring the marks back to the old order.
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
check_equal(logits, former, "top_p_filter must not change its argument")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The same two predictions, cut by top-p. Below them, every character of a sentence, with the
# number of tokens that each filter leaves.

# %% demo
show_filtered(lambda logits: top_p_filter(logits, 0.8), "top-p with p = 0.8")

sentence = max(unseen, key=len)[:75]
with torch.no_grad():
    logits = teller(ids_of("\n" + sentence))[0][0, :-1]  # (75, V): the prediction for each character
kept = (top_p_filter(logits, 0.9) > -torch.inf).sum(dim=-1)
figure, ax = plt.subplots(figsize=(15, 3.2), layout="constrained")
ax.bar(range(len(sentence)), kept, color=BLUE, label="kept by top-p, p = 0.9")
ax.axhline(5, color=ORANGE, linestyle="--", label="kept by top-k, k = 5")
ax.set_xticks(range(len(sentence)), [character.replace(" ", "␣") for character in sentence], fontsize=10)
ax.set(xlabel="character to be predicted", ylabel="tokens in the race", xlim=(-1, len(sentence)), yticks=range(0, 21, 5))
ax.legend(frameon=False, ncols=2, loc="upper right")
plt.show()

# %% [markdown]
# *Notice:* most characters leave no choice, and top-p lets one token through. Choices come at the beginnings of
# words, where the story turns: a name, a thing, a place. There it opens the door wide.

# %% [markdown]
# ## 5 · Choosing: `sample_next`
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
# one token id a row. A **generator** is a source of random numbers that has been seeded by whoever hands it in: the
# same seed, the same text. `None` stands for PyTorch's own.
#
# ### Exercise: `sample_next` (3 points)

# %% exercise="sample_next"
def sample_next(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Choose the next token of each text.

    Args:
        logits: float tensor (B, V), the model's scores for the next token. It does not change.
        temperature: divides the logits. 0 means greedy: the most likely token, without a draw.
        top_k: None, or the k of top_k_filter.
        top_p: None, or the p of top_p_filter.
        generator: None, or a torch.Generator to draw with.

    Returns:
        A tensor (B, 1) of token ids; each row is drawn on its own.

    Raises ValueError when temperature is negative.

    Example: for logits [[0.0, 5.0, 1.0]] and temperature 0 it is [[1]]. At temperature 1 it is [[1]] in 98 of 100 draws.

    Hints:
        1. Deal with the negative temperature, then with 0, which needs no draw. argmax has a keepdim.
        2. Temperature, top-k, top-p, in this order, each on the result of the one before. None leaves a filter out.
        3. Turn the logits into probabilities once, at the very end, and draw.
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

# %% check="sample_next" points=3
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
check_raises(ValueError, sample_next, certain, -1.0, what="temperature −1")
### BEGIN HIDDEN TESTS
probe(sample_next(certain[:1]), "a batch of one")
probe(sample_next(certain), "three rows of very different size")
probe(sample_next(torch.tensor([[10.01, 10.02, 10.0]]).repeat(2, 1), temperature=0), "logits that are close to each other, temperature 0")
probe({"temperature 0": drawn([0.3333, 0.33345, 0.33325], 3000, temperature=0)}, "the tokens that come up in 3,000 close choices with")
logits = sample(4, 6)
sample_next(logits, temperature=0.7, top_k=3, top_p=0.8)
check_equal(logits, sample(4, 6), "sample_next must not change its logits")
even = torch.zeros(300, 5)
generator = torch.Generator().manual_seed(3)
first, second = sample_next(even, generator=generator), sample_next(even, generator=generator)
again = sample_next(even, generator=torch.Generator().manual_seed(3))
probe({"the same seed, the same tokens": torch.equal(first, again), "the next call draws others": not torch.equal(first, second)},
      "draws with a generator")
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
show_choice(ax, filtered, order, "T = 0.8, k = 8, p = 0.9")
ax.plot(range(len(order)), counted[order], "o", color=ORANGE, markersize=7, label="your 5,000 draws")
ax.set_ylabel("probability")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# **Quick question 1.** Somebody sets `temperature=5.0` and `top_k=1`. What do they get?
#
# *a)* Wild text: at temperature 5 all tokens are nearly equally likely.
#
# *b)* Greedy text: the same as with temperature 0.
#
# *c)* The most likely token at about one step in five.
#
# *d)* Text that depends on the seed, with one candidate for each seed.

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
# ## 6 · The loop: `generate`
#
# All that is missing is the loop: read the text so far, take the logits **at the last position**, choose, append, read
# again. The model takes `(B, T)`, so several texts can be written side by side. Three things can go wrong around it,
# and none of them has to do with the choice.
#
# **1. The text outgrows the context.** There are position vectors for `block_size` tokens and no more:

# %% demo
try:
    teller(torch.zeros(1, teller.config.block_size + 1, dtype=torch.long))
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# So the model is shown the last `block_size` tokens only: the text is **cropped** for its eyes. What is returned is
# the whole text all the same.
#
# | context of 4 tokens | the text so far | what the model sees | at the positions |
# |---|---|---|---|
# | | `a b c` | `a b c` | 0, 1, 2 |
# | | `a b c d` | `a b c d` | 0, 1, 2, 3 |
# | | `a b c d e` | `b c d e` | 0, 1, 2, 3 |
# | | `a b c d e f` | `c d e f` | 0, 1, 2, 3 |
#
# Look at the last column: `e` stood at position 3 at first, and at position 2 one step later. Remember this; it will
# cost us something in section 8.
#
# **2. Dropout is still on.** In training mode a tenth of the numbers, say, are set to zero at random. A model that
# writes has to be in evaluation mode. And whoever called `generate` in the middle of a training run wants
# training mode back afterwards, or the rest of the run goes on without dropout, and nobody notices.
#
# **3. Gradients are recorded.** PyTorch keeps every intermediate result for a backward pass that will never come. Here
# is what one single prediction with 200 tokens drags behind it:

# %% demo
ids = ids_of("\n".join(make_tales(3, seed=1))[:200])
kept_bytes = 0


def count(tensor):
    global kept_bytes
    kept_bytes += tensor.numel() * tensor.element_size()
    return tensor


with torch.autograd.graph.saved_tensors_hooks(count, lambda tensor: tensor):
    teller(ids)
print(f"kept for a backward pass that never comes: {kept_bytes / 1e6:.0f} MB, at every step")

# %% [markdown]
# `torch.no_grad()` switches that off, as a `with` block or as a decorator over the function. (There is also
# `torch.inference_mode()`, a stricter brother; its tensors can be used in training only after a copy, `clone`.)
#
# The next cell is given: a tiny GPT with known weights, and a watchman, for the checks of this section and of
# section 8.

# %%
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

# %% [markdown]
# ### Exercise: `generate` (3 points)

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

    Hints:
        1. Remember model.training before you change anything. model.train(flag) sets it for all layers.
        2. At each step: crop into a new name, run the model, take the logits (B, V) of the last position.
        3. sample_next gives (B, 1): join it to the text along the tokens.
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

# %% check="generate" points=3
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
### BEGIN HIDDEN TESTS
generate(quiet, prompts, 2)
check_true(not quiet.training and not any(layer.training for layer in quiet.modules()),
           "a model that comes in evaluation mode leaves in evaluation mode")
probe(generate(tiny_gpt(dropout=0.5).train(), prompts, 12, temperature=0), "greedy text of a model with dropout, in training mode")
probe(generate(sure, prompts, 0), "no new tokens")
probe(generate(sure, prompts[:1], 1, temperature=0), "one prompt, one new token")
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
# **What you should see, and hear.** One prompt, six settings, two texts of each. Read them aloud.

# %% demo
settings = {"greedy": dict(temperature=0), "T = 0.5": dict(temperature=0.5), "T = 1": dict(),
            "T = 1.8": dict(temperature=1.8), "T = 1.8, top-k 3": dict(temperature=1.8, top_k=3),
            "T = 1.8, top-p 0.8": dict(temperature=1.8, top_p=0.8)}
for name, setting in settings.items():
    ids = generate(teller, ids_of("\nTom had a ").repeat(2, 1), 75, **setting, generator=torch.Generator().manual_seed(1))
    for row, text in enumerate(ids):
        print(f"{name if row == 0 else '':20}{text_of(text)[1:].replace(chr(10), ' ⏎ ')}")

# %% [markdown]
# *Notice:* greedy says the same thing twice. At 0.5 the texts are safe, at 1 they are various, at 1.8 the spelling
# falls apart: that is the tail of section 2. Each filter takes most of the tail away, and words come back at the same
# temperature. Sense is another matter; we will measure it in section 9.

# %% [markdown]
# ## Break it 1 · Crop from the wrong end
#
# Suppose you write `idx[:, :64]` instead of `idx[:, -64:]` for a context of 64: the model sees the *first* 64 tokens,
# for ever. No error, all shapes right. **Predict before you run:** what does it write once the text is longer than 64
# characters? Greedy? And at temperature 1?
#
# *a)* It goes on as before, a little less coherent. &emsp; *b)* It repeats the first 64 characters. &emsp;
# *c)* Greedy, one and the same character; at temperature 1, a bag of letters. &emsp; *d)* Line ends only.

# %% demo
opening = ids_of(("\n" + make_tales(1, seed=9)[0] + "\nTom had a ")[-64:])  # (1, 64)
for name, setting in [("greedy", dict(temperature=0)), ("temperature 1", dict())]:
    for end, crop in [("last 64 ", lambda ids: ids[:, -64:]), ("first 64", lambda ids: ids[:, :64])]:
        ids, dice = opening, torch.Generator().manual_seed(0)
        for _ in range(60):
            token = generate(teller, crop(ids), 1, **setting, generator=dice)[:, -1:]
            ids = torch.cat([ids, token], dim=1)
        print(f"{name:14}{end}  …{text_of(ids[0, 54:64])} → {text_of(ids[0, 64:])!r}")

# %% [markdown]
# *c)* was right. The model is asked the same question again and again and gives the same distribution each time. Greedy
# takes its peak, for ever; at temperature 1 you see sixty draws from one bar chart, much like the first one of this lesson. A
# test with short prompts would never have found it.

# %% [markdown]
# ## 7 · What is computed twice
#
# Your `generate` is wasteful, and now we count by how much. To write token 101 the model reads 100 tokens; to write
# token 102 it reads 101 of which it has just read 100. For $n$ tokens, starting from one:
#
# $$1 + 2 + 3 + \dots + n = \frac{n(n+1)}{2} \text{ positions, where } n \text{ are new.}$$
#
# For $n = 256$ that is 32,896 instead of 256: 128 times as many as needed. Here is the picture for a prompt of 4 tokens and
# 8 new ones; a row is a step, a column is a position that runs through all blocks.

# %% demo
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
      f"{(shorter - longer[:-1]).abs().max():.0e}")

# %% [markdown]
# Nothing, or no more than rounding. So: **what of the old positions does the new one need?** Go through the block.
# LayerNorm, feed-forward, `wte`, head: each works on one position alone. Only in attention do positions meet, and
# there the new position has
#
# - *one query*, its own. It asks the questions; the old positions' questions were answered long ago;
# - *all keys*, to compare the query with;
# - *all values*, to blend.
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
# Two wrong ideas suggest themselves. No mask at all: then 3 sees 4, its future. Or a $2 \times 2$ triangle: it does not even
# have the right width. For a *single* new position the only row is True throughout, so **no mask is needed**, and
# that is the case that comes hundreds of times.
#
# What does it cost? For each token, in each layer, a key and a value of $C$ channels: $2 \cdot N \cdot C$ numbers.
# For our pretrained model $2 \cdot 4 \cdot 128 = 1{,}024$, 4 kB a token. For GPT-2 small $2 \cdot 12 \cdot 768 =
# 18{,}432$, 74 kB in float32. The cache trades memory for time.
#
# ### Exercise: `attention_with_cache` (3 points)
#
# How you store the cache is your choice: a pair, a dict, a tensor with room to spare. Nobody will look inside; the
# checks hand back to you what you returned, as it is.

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

    Hints:
        1. qkv of the new positions, cut in three, split into heads: (B, H, T_new, D) each.
        2. If there is a cache, put its keys in front of the new keys; the same with the values.
        3. The mask from the table above; for one new position None will do. attention() takes queries and keys of
           different numbers. (F.scaled_dot_product_attention is the same in one fast step.)
        4. Merge the heads, project, and hand back the longer keys and values.
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
alone.train()
attention_with_cache(alone, sample(1, 2, 4), None)
check_true(alone.training, "a layer in training mode stays in it")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Any split, the same numbers, on a layer of the story-teller.

# %% demo
layer = teller.h[1].attn
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

# %% [markdown]
# **Quick question 2.** The cache holds the keys and the values of all earlier positions. Why not their queries, too?
#
# *a)* A query is used once, when its own position's output is computed. No later position asks for it.
#
# *b)* The queries are equal to the keys, so they need not be stored twice.
#
# *c)* The queries depend on later tokens and would be out of date.
#
# *d)* They should be stored; one leaves them out to save memory and computes them again.

# %% exercise="answer_queries"
# answer_queries = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_queries = "a"
### END SOLUTION

# %% check="answer_queries" points=1
probe_choice(answer_queries, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_queries, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 8 · The same texts, faster: `generate_cached`
#
# Now the model's forward pass, piece by piece, with one cache a layer. At the first step all of the prompt is new; the
# industry calls that *prefill*. At every later step one token is new.
#
# - A token that comes alone still stands at its own **position**: with 5 tokens read, the next one is at position 5, not 0.
# - You cannot call `model(idx)` or `block(x)` here, since they know nothing of caches. Call the parts: `wte`, `wpe`, in each
#   block `ln_1`, your `attention_with_cache`, the residual, `ln_2`, `mlp`, the residual; then `ln_f` and `lm_head`.
#   `ln_f` and the head are needed for the last position only.
# - Evaluation mode, no gradients, mode restored: as before.
#
# **And past the context?** Look at the table in section 6 again. When the window slides, every token moves one
# position to the left. Its position vector is another one, so its key and value in the *first* layer are others.
# Higher layers have a second reason: the states there have been computed with the help of the token that has just
# left the window. Let us see whether that matters: keys before and after a slide, for the same 30 tokens.

# %% demo
text = ids_of(make_tales(1, seed=5)[0][:31])
print("block   keys of the same 30 tokens, before and after the window slides by one: mean change")
for block in range(teller.config.n_layer):
    before, after = keys_of(text, block)[1:], keys_of(text[:, 1:], block)
    print(f"{block:^5}   {(before - after).norm(dim=-1).mean() / before.norm(dim=-1).mean():.0%} of their length")

# %% [markdown]
# **Every single number in the cache is out of date.** There is nothing to save: past the context, the same output as
# `generate` means reading the whole window again at each step, from empty caches. (Rotary positions, step 5, cure the
# first reason and not the second.) A server avoids this place: it has a long context, and it ends the answer or, now
# and then, drops half of the text at once and reads the rest anew. (Or it only turns the old keys to their new places, with
# rotary positions, and lives with the error.)
#
# ### Exercise: `generate_cached` (4 points)
#
# <details><summary>Hint: how the loop may look</summary>
#
# Keep three things between steps: the list of caches, one for each block (`None` at first); how many tokens have been
# read, which is the position of the next one; and which tokens are new. Before each step ask: is the text longer than
# the context? If so, forget the caches, set the number of tokens read to 0, and call the last `block_size` tokens
# new. The rest of the step is the same in both cases.
#
# </details>

# %% exercise="generate_cached"
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    """Like generate, the same arguments and the same texts, but with a cache of keys and values in each layer.

    While the text fits into the context, each position goes through the blocks once. When it no longer fits, the
    model sees the last block_size tokens at positions 0 to block_size - 1, as in generate.

    Example: a prompt of 5 tokens and 3 new ones: the blocks see 5 positions, then 1, then 1.

    Hints:
        1. Token and position embeddings of the new tokens. Their positions begin at the number of tokens read so far.
        2. Block by block: attention with this block's cache, whose new version you store; two residuals, as in step 4.
        3. Final norm and head, sample_next, append. The token just chosen is the next step's only new one.
        4. Past the context: see above.
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

# %% check="generate_cached" points=4
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
### BEGIN HIDDEN TESTS
generate_cached(quiet, prompts, 2)
check_true(not quiet.training and not any(layer.training for layer in quiet.modules()),
           "a model that comes in evaluation mode leaves in evaluation mode")
probe(generate_cached(tiny_gpt(dropout=0.5).train(), prompts, 12, temperature=0), "greedy text of a model with dropout, in training mode")
probe(generate_cached(sure, prompts, 0), "no new tokens")
probe(generate_cached(sure, long_prompts[:1, :12], 3, temperature=0), "a prompt that fills the context")
probe(generate_cached(sure, prompts[:, :1], 6, temperature=0), "3 prompts of a single token, 6 new ones")
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
start = ids_of("\nMia ")
plain = generate(teller, start, 120, generator=torch.Generator().manual_seed(2))
cached = generate_cached(teller, start, 120, generator=torch.Generator().manual_seed(2))
print("120 characters at temperature 1, the same seed: identical:", torch.equal(plain, cached))

# %% [markdown]
# Then the speed. A fresh model will do, since speed does not depend on what the weights are: 4 layers, 4 heads, 128
# channels, a context of 256. A hook on `wte` looks at the clock whenever a token goes in.

# %% demo
def clock(write, n):
    """Milliseconds for each of n tokens written by `write` from a single one."""
    torch.manual_seed(0)
    model = GPT(GPTConfig(vocab_size=75, block_size=256, n_layer=4, n_head=4, d_model=128)).eval()
    times = []
    hook = model.wte.register_forward_hook(lambda layer, inputs, output: times.append(time.perf_counter()))
    write(model, torch.zeros(1, 1, dtype=torch.long), n, temperature=0)
    times.append(time.perf_counter())
    hook.remove()
    return 1000 * np.diff(times)


clock(generate_cached, 20)  # to warm up
timed = {"generate": clock(generate, 280), "generate_cached": clock(generate_cached, 280)}
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.9), layout="constrained")
speed, lengths = {}, np.arange(1, 281)
for (name, times), colour, style in zip(timed.items(), (ORANGE, BLUE), ("--", "-")):
    times = np.array([np.median(times[max(0, i - 6) : i + 7]) for i in range(280)])  # other programs run on this machine, too
    rates = 1000 * lengths / times.cumsum()
    speed[name] = rates[255]
    left.plot(lengths, times, style, color=colour, label=name)
    right.plot(lengths[7:256], rates[7:256], style, color=colour, label=name)
left.axvline(256, color=GREY, linestyle=":", label="the context is full")
left.set(title="one token", xlabel="length of the text in tokens", ylabel="milliseconds", ylim=(0, None))
right.set(title="the whole text so far", xlabel="length of the text in tokens", ylabel="tokens per second", yscale="log")
ticks = [tick for tick in (10, 30, 100, 300, 1000, 3000, 10000) if min(speed.values()) / 2 < tick < 3 * max(speed.values())]
right.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
right.minorticks_off()
for ax in (left, right):
    ax.legend(frameon=False)
plt.show()
print(f"256 tokens: {speed['generate']:,.0f} tokens/s plain, {speed['generate_cached']:,.0f} with the cache: "
      f"{speed['generate_cached'] / speed['generate']:.1f} times as fast")

# %% [markdown]
# *Notice on the left:* without a cache each token costs more than the one before. With it the cost hardly grows:
# there is a little more to look at, and no more to compute. Then, at 256, the cliff: the window slides, and the cache
# is of no use. *On the right,* the ratio grows with the length: the longer the text, the more the cache is worth.
#
# Most of what remains is not arithmetic at all: for one position the matrices are tiny, and Python spends its time
# calling PyTorch. That is why the `if` for "one new position needs no mask" pays, and why we joined old and new keys
# with a plain `torch.cat`. Copying them at every step sounds wasteful; at this size, writing into a tensor made in
# advance was no faster when we measured it.

# %% [markdown]
# **Quick question 3.** The context is full. To save time, somebody deletes the oldest key and value from each layer's
# cache, and appends the new token's, at the last position. Learned position vectors, as in GPT-2. What happens?
#
# *a)* The output is that of `generate`: the model sees the last `block_size` tokens either way.
#
# *b)* An error: the shapes no longer fit.
#
# *c)* Text that may look fine, but not the one of `generate`: the keys that stay were computed at positions, and with the help of
# a token, that are no longer theirs.
#
# *d)* The first token's key was the only one with a position, so the model now ignores order.

# %% exercise="answer_slide"
# answer_slide = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_slide = "c"
### END SOLUTION

# %% check="answer_slide" points=1
probe_choice(answer_slide, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_slide, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## Break it 2 · Positions that start again at 0
#
# The likeliest mistake in a cached pass: the new token comes alone, its tensor has one place, so `torch.arange(1)`
# gives it position 0. Each new token does. All shapes are right and no error comes. We do this to your own
# `generate_cached` from outside, with a hook that exchanges the position vector of every single token. The prompt is
# read as it should be. **Predict before you run:** how long does the text hold out?
#
# *a)* Not a single sensible character. &emsp; *b)* A word or so, then babble. &emsp; *c)* It holds: the order
# is in the keys. &emsp; *d)* Only the rhythm is lost: no line ends come.

# %% demo
def all_at_zero(layer, inputs, output):
    """A hook on wte: tokens that come alone get position 0 for their own."""
    global place
    alone = inputs[0].shape[1] == 1
    place = place + 1 if alone else inputs[0].shape[1]
    return output + teller.wpe.weight[0] - teller.wpe.weight[place - 1] if alone else output


prompt, place = ids_of("\n" + make_tales(1, seed=9)[0][:60]), 0
for broken in (False, True):
    hook = teller.wte.register_forward_hook(all_at_zero) if broken else None
    ids = generate_cached(teller, prompt, 100, temperature=0)
    if hook:
        hook.remove()
    print("positions at 0:" if broken else "as it should be:", text_of(ids[0, 51:61]), "→", repr(text_of(ids[0, 61:])))

# %% [markdown]
# *b)* was right. The model has lost count: every token that it wrote seems to stand at the front of the text, all in
# one place. Here you see it at once. A cache that is wrong by *one* position does less harm and is harder to
# see, which is worse. The only safe test of a cache is the one in your check: **equal to the plain pass, token by
# token**.

# %% [markdown]
# ## 9 · Which temperature is best?
#
# For most texts nobody can say: it is a matter of taste. Here we can *count*. The tales come with a **reader**,
# `read_tale`, that knows their grammar and follows who has what, where everybody is, and why somebody is sad. It is
# not a model and makes no guesses:

# %% demo
for tale in [make_tales(1, seed=4)[0], "Mia had a red kite. Tom gave the drum to Mia. Mia flew it."]:
    reading = read_tale(tale)
    print(tale, "\n   →", "consistent" if reading.ok else reading.problem)

# %% [markdown]
# So let the model write a batch of tales for each setting, all rows at once, with your cached loop, and ask two
# questions. *How many are consistent?* A tale counts if it ends in time and the reader finds no fault. *How different
# are they?* Of all pairs of neighbouring words in the batch, how many are distinct? (This takes some ten seconds.
# `EACH` makes it shorter or smoother. With 32 tales a share is uncertain by about 8 percentage points.)

# %% demo
EACH = 32  # tales written with each setting


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


told = {f"T = {temperature}": tell(EACH, temperature=temperature) for temperature in (0.2, 0.5, 0.8, 1.0, 1.3)}
told |= {f"T = 1, top-p {p}": tell(EACH, top_p=p) for p in (0.6, 0.9)}
told["the tales themselves"] = make_tales(EACH, seed=30)
scores = {name: (100 * diversity(tales), 100 * consistent(tales)) for name, tales in told.items()}

figure, ax = plt.subplots(figsize=(8.5, 4.6), layout="constrained")
by_temperature = {name: point for name, point in scores.items() if name.startswith("T = ") and "," not in name}
ax.plot(*zip(*by_temperature.values()), "o-", color=BLUE, markersize=8, label="temperature alone")
for name, (x, y) in by_temperature.items():
    ax.annotate(name, (x, y), textcoords="offset points", xytext=(8, 6))
others = [(name, point) for name, point in scores.items() if name not in by_temperature]
for (name, point), marker, colour in zip(others, "s^*", (ORANGE, ORANGE, GREY)):
    ax.plot(*point, marker, color=colour, markersize=15 if marker == "*" else 9, label=name, linestyle="none")
ax.set(title=f"{EACH} tales with each setting", xlabel="diversity: distinct pairs of neighbouring words, in %",
       ylabel="consistent tales, in %", ylim=(-5, 108))
ax.margins(x=0.12)
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
plt.show()

# %% [markdown]
# *Notice:* follow the line from low to high temperature. On the left the model tells few different tales: it has
# favourites, and where a favourite contains a mistake, it makes it again and again. To the right the tales become as
# various as the real ones (the star), and then more various than that, which is no compliment: the surplus is
# contradictions and words that do not exist. Somewhere between lies the best you can get; *where* depends on the
# model and on what you want. A bank's assistant lives on the left, a party game on the right. Top-p is another way
# along the same road.
#
# The gap between the line and the star is what no setting can close. That takes a better model: longer training, or a
# larger one.
#
# And what does the reader object to?

# %% demo
shown = 0
for name, tales in told.items():
    for tale in tales:
        if shown < 5 and tale and not read_tale(tale).ok:
            print(f"{name}: {tale}\n   → {read_tale(tale).problem}\n")
            shown += 1
            break

# %% [markdown]
# ## 10 · Letter by letter
#
# A chat window shows its answer while it is being written. There is no magic in it: the server sends each token as soon
# as it has been chosen. Your `generate_cached` gives everything at the end, but it *feeds* every token back into `wte`
# on the way, and a hook can show it there. (It is slowed down so that you can watch: without the `sleep` the tale would
# be there in the blink of an eye.)

# %% demo
from IPython.display import display

screen = display({"text/plain": ""}, raw=True, display_id=True)  # one output that we write anew for each token
seen = ""


def show(layer, inputs):
    global seen
    seen += text_of(inputs[0][0])
    screen.update({"text/plain": seen.strip("\n") + "▌"}, raw=True)
    time.sleep(0.008)


hook = teller.wte.register_forward_pre_hook(show)
ids = generate_cached(teller, ids_of("\nMia "), 160, temperature=0.6, generator=torch.Generator().manual_seed(3))
hook.remove()
screen.update({"text/plain": text_of(ids[0]).strip("\n")}, raw=True)  # the last token was chosen and never fed back

# %% [markdown]
# ## 11 · Outlook: what a server adds
#
# Behind a service such as ChatGPT stands the loop that you have just written, with the cache that you have just
# written. Three more ideas make it serve millions; a fourth is known from translation. Here is each in a few lines that run.
#
# ### Many texts at once
#
# For one text the machine mostly waits: to compute a single position it has to fetch *all* weights from memory. For
# 32 texts it fetches the same weights once and uses them 32 times.

# %% demo
torch.manual_seed(0)
fresh = speed_up(GPT(GPTConfig(vocab_size=75, block_size=256, n_layer=4, n_head=4, d_model=128)).eval())
sizes, rates = [1, 2, 4, 8, 16, 32, 64], []
for size in sizes:
    start = time.perf_counter()
    generate_cached(fresh, torch.zeros(size, 1, dtype=torch.long), 48)
    rates.append(48 * size / (time.perf_counter() - start))
figure, ax = plt.subplots(figsize=(7, 3.4), layout="constrained")
ax.loglog(sizes, rates, "o-", color=BLUE, label="all texts together")
ax.loglog(sizes, [rate / size for rate, size in zip(rates, sizes)], "s--", color=ORANGE, label="each single text")
ax.set_xticks(sizes, sizes)
ax.minorticks_off()
ax.set(title="texts written side by side", xlabel="texts in the batch", ylabel="tokens per second")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# *Notice:* the sum grows many times over, and each single text slows down far less than in proportion. Servers
# therefore gather requests. Since these begin and end at different times, a new one takes a place in the batch as
# soon as another has ended (*continuous batching*), and the caches are cut into small pages that are handed out as in
# an operating system (*paged attention*, vLLM).
#
# ### Speculative decoding
#
# The same fact, used for one text: checking eight positions costs little more than computing one. So let something
# cheap *guess* the next eight tokens, and let the model check all of them in **one** pass. As long as the guess is
# what the model would have chosen, it is accepted; at the first difference the model's own choice counts. The result
# is the same text, exactly. Here the guesser is a mere table: after these six characters, which one came most often
# in some tales?

# %% demo
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
while len(text) < len(prompt) + 120:
    draft = guess(text, 8)
    with torch.no_grad():
        choices = teller(ids_of(text + draft))[0][0, len(text) - 1 :].argmax(dim=-1)  # (9,), greedy at each place
    wanted, passes = text_of(choices), passes + 1
    agreed = next((i for i in range(8) if draft[i] != wanted[i]), 8)
    text += wanted[: agreed + 1]  # what both agree on, and one more: the model's own
alone = text_of(generate_cached(teller, ids_of(prompt), len(text) - len(prompt), temperature=0)[0])
print(f"{len(text) - len(prompt)} characters in {passes} passes; the same as greedy: {text == alone}\n{text.strip()}")

# %% [markdown]
# Servers use a small GPT as the guesser. With sampling instead of greedy, a guess is accepted with probability
# $\min(1, p/q)$, $p$ from the large model and $q$ from the small one. At the first refusal a token is drawn from what
# $p$ has over $q$, rescaled, and the guessing starts anew. So the distribution stays exactly that of the large one.
#
# ### Quantization
#
# If fetching weights is the bottleneck, make them smaller. A weight in float32 takes 32 bits. Scale each row of a
# matrix so that its largest number becomes 127, round to whole numbers, and 8 bits will do; the row's scale is stored
# once.

# %% demo
def quantized(weight, bits):
    """A matrix as it is after rounding each row to `bits` bits → float tensor of the same shape."""
    largest = 2 ** (bits - 1) - 1
    scale = weight.abs().amax(dim=1, keepdim=True) / largest  # (rows, 1)
    return (weight / scale).round().clamp(-largest, largest) * scale


unread = ids_of("\n".join(["", *make_tales(40, seed=21, held_out=True)]))[0]  # (N,)
windows = unread.unfold(0, min(251, teller.config.block_size + 1), 1)  # every window of the held-out tales
windows = windows[unread[: len(windows)] == char_to_idx["\n"]]  # those that begin with a tale
x, y = windows[:, :-1], windows[:, 1:]
originals = {name: weight.detach().clone() for name, weight in teller.named_parameters()}
matrices = sum(weight.numel() for weight in originals.values() if weight.dim() == 2)
for bits in (32, 8, 6, 4, 3):
    with torch.no_grad():
        for name, weight in teller.named_parameters():
            if weight.dim() == 2 and bits < 32:
                weight.copy_(quantized(originals[name], bits))
        loss = teller(x, y)[1]
        for name, weight in teller.named_parameters():
            weight.copy_(originals[name])
    print(f"{bits:2} bits: {matrices * bits / 8e6:5.2f} MB of matrices, loss {loss:.3f} nats a character")

# %% [markdown]
# *Notice:* 8 bits are free, 4 begin to cost, 3 hurt. Models of today are often served with 8 or 4 bits, with finer
# schemes than this one (a scale for each group of 32 weights, and rounding that looks at the data). A KV cache can be
# quantized, too.
#
# ### Beam search
#
# Greedy takes the best *step*. What about the best *text*, the one with the largest product of probabilities? To try
# all is impossible; **beam search** keeps the best $n$ beginnings at each step.

# %% demo
def beam_search(model, idx, steps, beams):
    """The text of largest probability that `beams` beginnings at a time can find → (ids (1, T + steps), log-probability)."""
    texts, totals = idx, torch.zeros(1)
    for _ in range(steps):
        with torch.no_grad():
            scores = totals[:, None] + torch.log_softmax(model(texts)[0][:, -1], dim=-1)  # (beams, V)
        totals, places = scores.flatten().topk(min(beams, scores.numel()))
        rows, tokens = places // scores.shape[1], places % scores.shape[1]
        texts = torch.cat([texts[rows], tokens[:, None]], dim=1)
    return texts[:1], totals[0].item()


for beams in (1, 3, 8):
    ids, total = beam_search(teller, ids_of("\nTom had a "), 50, beams)
    print(f"{beams} beam{'s' * (beams > 1):1}  ln P = {total:6.2f}  {text_of(ids[0, 1:])!r}")

# %% [markdown]
# More beams find texts that the model thinks more probable. Are they better? For translation, yes, there they were the
# standard for years. For stories, no: the most probable text is the dullest one. Chat models are sampled.
#
# ## What you built, and where the real ones differ
#
# Two filters, a fair draw, the loop around them, and a cache that gives the same text many times as fast, tested
# to be equal. That is the engine of every text generator.
#
# | | you | the servers of open models (of ChatGPT's and Claude's, little is published) |
# |---|---|---|
# | choice | temperature, top-k, top-p | the same; penalties for repetition; often a grammar that only lets valid JSON through |
# | cache | keys and values of all heads, float32 | grouped heads (step 5), 8 bits, in pages, shared by prompts that begin alike |
# | context | 320 tokens, then the window slides | often 100,000 and more, rotary positions |
# | several texts | one batch that starts together | continuous batching; long prompts are read in pieces beside other people's tokens |
# | the end | you say how many tokens | an end token (step 8 gives you one) |
#
# **What comes next.** Your model tells tales when it feels like it. Ask it "Who has the kite?", and it will
# go on with a tale. In step 8 you teach it to answer.
#
# **Three sources worth reading**
#
# 1. Holtzman and others, [*The Curious Case of Neural Text Degeneration*](https://arxiv.org/abs/1904.09751), 2019. Top-p, and
#    why the most probable text is a bad one. Its figures of repetition are famous.
# 2. Pope and others, [*Efficiently Scaling Transformer Inference*](https://arxiv.org/abs/2211.05102), 2022. What
#    prefill, cache and batch cost on real hardware.
# 3. Leviathan, Kalman and Matias, [*Fast Inference from Transformers via Speculative
#    Decoding*](https://arxiv.org/abs/2211.17192), 2022. Short, and the proof that the distribution stays the same fits on half a page.
