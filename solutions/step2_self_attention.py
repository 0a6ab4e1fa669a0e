# %% [markdown]
# # Step 2 · Causal self-attention
#
# In step 1 one query asked a row of keys a question and got a blend of values back. In this lesson every
# token asks at the same time, no token may look into the future, and the questions themselves are learned.
#
# **What you will have built.** Four pieces of code, each one used by the next, and a test of your own:
#
# | you write | what it does |
# |---|---|
# | `softmax` | turns any scores into weights that are positive and sum to 1 |
# | `causal_mask` | says which token may look at which |
# | `attention` | scaled dot-product attention, the formula at the heart of every GPT |
# | `tests_attention` | tells a right `attention`, written by somebody else, from a wrong one |
# | `SelfAttention` | a layer with weights that can be trained: one *head* |
#
# At the end you train your head and look at what it learned to look at. Then you break it twice, on purpose.
#
# **How long.** About two hours. The exercises are half of that; sections 5 and the two *Break it* need no code of
# yours. No GPU is needed.
#
# **What you need to know.** Python classes, matrix products, and step 1: what a token id, a position
# vector and a dot product are. Of PyTorch: tensors, `nn.Module`, `nn.Linear`.
#
# **The price of skipping ahead.** Steps 3 to 8 print the solved version of this code into their own
# notebooks, so nothing stops you. But most faults in attention raise no error. The model
# trains, the loss goes down, and it is quietly worse, or it cheats. This is the lesson where you learn
# to see that.

# %% setup
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)  # tensors this small are no faster on more cores, which would only wait for each other
plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})

# %% demo
draw_gpt("attention")

# %% [markdown]
# The dark box is what you build today: one causal attention head. The staircase inside it is the causal mask,
# your second exercise. The next cell holds two functions of step 1, solved; you will meet both again.

# %% recap="step1_foundations positional_encoding simple_attention"

# %% [markdown]
# One sentence goes with us through the lesson. Its seven words get **hand-written** vectors of five channels,
# so that you can read every number: a 2 in the channel of the word's kind, 0 elsewhere. In a real GPT these
# vectors are learned, and no channel has a name.

# %%
words = "the cat ate because it was hungry".split()
kinds = ["animal", "verb", "pronoun", "state", "glue"]
kind_of = {"the": "glue", "cat": "animal", "ate": "verb", "because": "glue", "it": "pronoun", "was": "verb",
           "hungry": "state"}
x_words = torch.tensor([[2.0 if kind_of[word] == kind else 0.0 for kind in kinds] for word in words])  # (7, 5)

# %% folded="Helper: show_map draws a table of weights"
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#6B6B6B"  # told apart by colour-blind eyes and in grey print


def show_map(ax, table, labels, title, hidden=None, top=1.0, digits=2):
    """Draw a (T, T) table on `ax`: a row for each query, a column for each key; `hidden` entries hatched."""
    table = torch.as_tensor(table).detach().cpu().float()
    ax.imshow(table, cmap="Blues", vmin=0, vmax=top)
    for row in range(len(labels)):
        for column in range(len(labels)):
            if hidden is not None and hidden[row, column]:
                ax.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor="#EDEDED", edgecolor="#BBBBBB",
                                           hatch="////", linewidth=0))
            elif digits is not None:
                value = table[row, column].item()
                ax.text(column, row, f"{value:.{digits}f}", ha="center", va="center", fontsize=9,
                        color="white" if value > 0.55 * top else "#333333")
    ax.set_xticks(range(len(labels)), labels, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(labels)), labels)
    ax.set(title=title, xlabel="key: the word looked at", ylabel="query: the word that looks")
    ax.spines[:].set_visible(False)


# %% [markdown]
# ## 1 · Softmax: from scores to weights
#
# A query's dot products with the keys are **scores**: any real numbers, some negative. To blend values we
# need **weights**: positive, summing to 1. Softmax does this in two moves. Raise $e$ to each score, which
# makes everything positive; divide by the total, which makes the sum 1.
#
# **By hand.** Take the scores $[0, \ln 3]$. Then $e^0 = 1$ and $e^{\ln 3} = 3$, together 4, so the weights are
# $[\tfrac14, \tfrac34]$. Add 5 to both scores and the weights stay as they are: both exponentials grow by the
# same factor $e^5$, and the division cancels it. **Softmax sees only differences between scores.** Keep that
# sentence; it is about to save you.
#
# Here is the definition typed in as it stands, on three sets of scores whose differences are all the same.

# %% demo
scores = torch.tensor([1.0, 2.0, 3.0])
for shift in (0, 80, 1000):
    exponentials = torch.exp(scores + shift)
    weights = exponentials / exponentials.sum()
    print(f"scores {(scores + shift).tolist()}  →  weights {[round(weight, 3) for weight in weights.tolist()]}")

# %% claim
assert weights.isnan().all(), "nan at a shift of 1,000"
assert not torch.softmax(scores, 0).sub((scores + 80).exp() / (scores + 80).exp().sum()).abs().max() > 1e-4, "the same at 80"
assert torch.tensor(88.0).exp().isfinite() and torch.tensor(89.0).exp().isinf(), "the limit in 32 bits is about 88"
assert torch.tensor(11.0).exp().half().isfinite() and torch.tensor(11.2).exp().half().isinf(), "in float16, about 11"

# %% [markdown]
# The right answer is the same in all three rows. But $e^{1001}$ is larger than any number a 32-bit float can
# hold, so it becomes infinity, and infinity divided by infinity is `nan`, *not a number*. One `nan` spreads
# through every later layer, and the training run is lost. In 32 bits the limit is a score of about 88; in the
# 16-bit format `float16`, about 11.
#
# The cure is the sentence you kept: choose the shift yourself. The formula, for scores $x$ along one
# dimension of $n$ entries:
#
# $$\text{softmax}(x)_i = \frac{e^{x_i - m}}{\sum_{j=1}^{n} e^{x_j - m}}$$
#
# $$m = \max_j x_j$$
#
# Now the largest exponent is $e^0 = 1$. Nothing can overflow, and the sum is at least 1, so nothing is divided
# by zero either. Shapes: `x` may be anything, `(T,)`, `(B, T, T)`, …; the result has the same shape, and
# the sums run along `dim` alone.
#
# ### Exercise: `softmax` (2 points)
#
# <details><summary>Hint 1: a plan</summary>
#
# Three lines: find the largest score along `dim`, one for each row; subtract it, in a new tensor, and take the
# exponential; divide by the sum along `dim`.
#
# </details>
#
# <details><summary>Hint 2: the shapes do not fit</summary>
#
# For `x` of shape `(2, 3, 5)` and `dim=1`, the maximum has shape `(2, 5)`, and `(2, 3, 5) - (2, 5)` is an error
# or, for unlucky sizes, a silent mistake. Maximum and sum can keep their dimension, at size 1: look up
# `keepdim`. Then the shape is `(2, 1, 5)`, and the 1 stretches.
#
# </details>
#
# <details><summary>Hint 3: it says that a pair cannot be subtracted</summary>
#
# `x.max(dim=…)` returns two things, the values and where they stood; `x.amax(dim=…)` the values alone.
#
# </details>

# %% exercise="softmax"
def softmax(x, dim=-1):
    """Turn scores into weights: positive, and summing to 1 along dimension `dim`.

    Args:
        x: float tensor of any shape. Along `dim` some entries may be -inf, never all of them.
        dim: the dimension that sums to 1; negative numbers count from the end.

    Returns:
        A tensor of the same shape. An entry of -inf gets a weight of exactly 0. Scores of +10,000 or
        -10,000 are no problem.

    By hand means: without torch.softmax, F.softmax and x.softmax. `x` itself must not change, and
    gradients must flow from the result back to it.

    Example: softmax(torch.tensor([0.0, math.log(3)])) is [0.25, 0.75].
    """
    ### BEGIN SOLUTION
    shifted = x - x.max(dim=dim, keepdim=True).values  # the largest entry along dim is now 0
    exponentials = torch.exp(shifted)
    return exponentials / exponentials.sum(dim=dim, keepdim=True)
    ### END SOLUTION

# %% check="softmax" points=2 folded="Check: softmax"
x = sample(2, 3, 5)
probe(softmax(x), "a (2, 3, 5) tensor along its last dimension")
check_equal(x, sample(2, 3, 5), "softmax must not change its argument")
probe(softmax(x, dim=1), "the same tensor with dim=1")
probe(softmax(torch.tensor([1e4, 1e4])), "two scores of 10,000", atol=1e-3)
probe(softmax(torch.tensor([-1e4, -1e4])), "two scores of -10,000", atol=1e-3)
probe(softmax(torch.tensor([1e4, 0.0, -1e4])), "the scores 10,000, 0 and -10,000", atol=1e-3)
probe(softmax(torch.tensor([[1e4, 1e4], [-1e4, -1e4]])), "a row of 10,000 above a row of -10,000", atol=1e-3)
probe(softmax(torch.tensor([120.0, 118.0, 119.0])), "the scores 120, 118 and 119")
some = softmax(torch.tensor([[0.5, -torch.inf, 0.5, 1.0], [-torch.inf, -torch.inf, -3.0, -torch.inf]]))
probe(some, "scores of -inf")
check_equal(some == 0, [[False, True, False, False], [True, True, False, True]],
            "a score of -inf gets a weight of exactly 0, other scores do not")
check_by_hand(["softmax", "special_softmax"], softmax, sample(2, 3))
x = sample(3, 4, seed=1).requires_grad_()
y = softmax(x)
check_true(y.requires_grad, "gradients must flow from the weights back to the scores")
(y * sample(3, 4, seed=2)).sum().backward()
probe(x.grad, "the gradient of the scores")
### BEGIN HIDDEN TESTS
x = sample(2, 3, 5)
probe(softmax(x, dim=0), "dim=0")
probe(softmax(x, dim=-2), "dim=-2")
probe(softmax(sample(4)), "a tensor of one dimension")
probe(softmax(sample(4, 3, seed=3).T), "a tensor that was transposed")
probe(softmax(x.transpose(0, 2), dim=1), "a tensor whose dimensions were swapped, dim=1")
probe(softmax(torch.tensor([-118.0, -120.0, -119.0])), "scores a little under -100")
probe(softmax(torch.tensor([[9990.0, 9992.0, 9991.0], [-0.5, 0.25, 0.0]])), "a row of large scores above a row of small ones", atol=1e-3)
check_by_hand(["softmax", "special_softmax"], softmax, sample(2, 2, 3))
hidden = torch.tensor([[-1e4, -torch.inf, -1e4], [-torch.inf, 2.0, 1.0]])
probe(softmax(hidden), "scores of -10,000 beside -inf", atol=1e-3)
check_equal(hidden, [[-1e4, -torch.inf, -1e4], [-torch.inf, 2.0, 1.0]], "softmax must not change an argument that holds -inf")
x = sample(2, 3, 4, seed=4).requires_grad_()
(softmax(x, dim=1) * sample(2, 3, 4, seed=5)).sum().backward()
probe(x.grad, "the gradient of the scores with dim=1")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your softmax on four scores, multiplied by three different factors before it.

# %% demo folded="Figure: the same four scores, three factors"
scores = torch.tensor([2.0, 1.0, 0.0, -1.0])
figure, axes = plt.subplots(1, 3, figsize=(10, 3), sharey=True, layout="constrained")
for ax, factor in zip(axes, (0.2, 1.0, 5.0)):
    bars = ax.bar(range(4), softmax(factor * scores), color=BLUE)
    ax.bar_label(bars, fmt="%.3f", padding=2)
    ax.set(title=f"scores × {factor:g}", xlabel="score before the factor", ylim=(0, 1.12))
    ax.set_xticks(range(4), [f"{score:g}" for score in scores])
axes[0].set_ylabel("weight")
plt.show()

# %% [markdown]
# *Notice:* the order of the bars never changes, but the size of the scores decides how sharp the choice is.
# Small scores give similar weights; large ones put nearly everything on the winner. On the right the softmax is
# **saturated**: nudging a score changes next to nothing, so hardly any gradient comes back through it.
# Remember this picture in section 3.

# %% claim
few, many = torch.softmax(0.2 * scores, 0), torch.softmax(5 * scores, 0)
assert few.max() < 2 * few.min(), "small scores give similar weights"
assert many[0] > 0.99, "large scores put nearly everything on the winner"
jacobian = torch.diag(many) - many.outer(many)
assert jacobian.abs().max() < 0.01, "nudging a score changes next to nothing"

# %% [markdown]
# ## 2 · The causal mask: no looking ahead
#
# A GPT is trained to predict the next token, and at every position of a text at once: from *the* predict
# *cat*, from *the cat* predict *ate*, and so on. That is efficient: a text of 1,001 tokens
# holds 1,000 examples. But the whole text lies in front of the model. What if a position simply reads its answer?
#
# Here is the simplest attention there is: all weights equal, so each output is the average of the values. The
# four values are 1, 2, 3, 4; then the last one becomes 100.

# %% demo
everyone = torch.full((4, 4), 1 / 4)  # (T, T): each row sums to 1
for values in ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 100.0]):
    print(f"values {values}  →  outputs {(everyone @ torch.tensor(values)).tolist()}")

# %% [markdown]
# The output at position 0 jumped from 2.5 to 26.5 because of a token that, for position 0, has not been
# written yet. In training that gives the answer away; in generation there is no later token to read.
#
# The rule that forbids it: **the query at position $t$ may look at the keys at positions $0$ to $t$**, its
# own included, and at no later one. As a table for $T = 3$, a row for each query:
#
# | | key 0 | key 1 | key 2 |
# |---|---|---|---|
# | **query 0** | True | False | False |
# | **query 1** | True | True | False |
# | **query 2** | True | True | True |
#
# With it the averages over the values 1, 2, 3, 4 become $1$, then $\frac{1+2}{2}$, then $\frac{1+2+3}{3}$, and only
# the last one includes the 4. Make the 4 a 100, and the first three do not move.
#
# In this course a mask is a boolean tensor that is **True where a query may look**. Other code uses the opposite
# sign. PyTorch itself has both: True means "look" in `F.scaled_dot_product_attention` and "do not look" in
# `nn.MultiheadAttention`. Always ask which one you have in hand.
#
# $$\text{mask}_{ts} = \text{True} \quad\text{where } s \le t, \qquad 0 \le s, t < T$$
#
# ### Exercise: `causal_mask` (1 point)
#
# <details><summary>Hint 1: two ways</summary>
#
# Either start with a table full of True and keep a part of it, or compare two rows of positions with each other.
#
# </details>
#
# <details><summary>Hint 2: what to look up</summary>
#
# The first way: a tensor of ones can be made with `dtype=torch.bool`, and PyTorch has a function for the lower
# triangle; see which diagonal it keeps. The second: `torch.arange`, once as a column, once as a row, and broadcasting.
#
# </details>

# %% exercise="causal_mask"
def causal_mask(seq_len):
    """Which query may look at which key, when nobody may look ahead.

    Args:
        seq_len: T, the number of positions, at least 1.

    Returns:
        A bool tensor of shape (T, T). Row t, column s is True where s is t or earlier, so the diagonal is
        True as well: a token always sees itself.

    Example: causal_mask(2) is [[True, False], [True, True]].
    """
    ### BEGIN SOLUTION
    return torch.ones(seq_len, seq_len, dtype=torch.bool).tril()
    ### END SOLUTION

# %% check="causal_mask" points=1
probe(causal_mask(4), "four positions")
probe(causal_mask(7), "seven positions")
probe(causal_mask(1), "one position")
### BEGIN HIDDEN TESTS
probe(causal_mask(3), "three positions, after larger ones")
large = causal_mask(300)
probe([large.sum(dim=0), large.sum(dim=1), large.diagonal(-40).all(), large.diagonal(1).any()],
      "300 positions: how many True in each column and row, all True 40 below the diagonal, any just above it")
large = causal_mask(1100)
probe([list(large.shape), large.sum(), large[-1].all(), large.diagonal(1).any()],
      "1,100 positions: the shape, how many True, all True in the last row, any just above the diagonal")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your mask over our sentence.

# %% demo folded="Figure: your mask as squares"
figure, ax = plt.subplots(figsize=(5.2, 4.6), layout="constrained")
mask = causal_mask(len(words))
show_map(ax, mask, words, "your causal mask: filled is True", hidden=~mask, top=2.0, digits=None)
ax.set_xticks(np.arange(0.5, 6), minor=True)
ax.set_yticks(np.arange(0.5, 6), minor=True)
ax.grid(which="minor", color="white", linewidth=2)
ax.tick_params(which="minor", length=0)
plt.show()

# %% [markdown]
# *Notice:* the row of *it* is filled up to *it* itself: five words. Hatched squares are hidden.

# %% [markdown]
# ## 3 · Scaled dot-product attention
#
# Step 1 had one query. All queries at once are a matrix product: with the queries as the rows of $Q$ and the
# keys as the rows of $K$, entry $(t, s)$ of $QK^\top$ is the score of query $t$ for key $s$.
#
# One thing is missing. Before you write it, look at how large these scores become. The next cell draws random
# queries and keys whose entries have mean 0 and variance 1, for vectors of 4 to 1,024 channels. It measures
# the variance of the dot products, and then the largest of the weights that your softmax makes of 16 scores.

# %% demo folded="Figure: the variance of scores, and the largest weight"
sizes = [4, 16, 64, 256, 1024]
generator = torch.Generator().manual_seed(0)
variances, sharp, calm = [], [], []
for d in sizes:
    queries = torch.randn(400, d, generator=generator)
    keys = torch.randn(16, d, generator=generator)
    scores = queries @ keys.T  # (400, 16)
    variances.append(scores.var().item())
    sharp.append(softmax(scores).amax(dim=-1).mean().item())
    calm.append(softmax(scores / math.sqrt(d)).amax(dim=-1).mean().item())

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
left.loglog(sizes, sizes, color=GREY, linestyle="--", label="variance = d")
left.loglog(sizes, variances, "o", color=BLUE, markersize=8, label="measured")
left.set(title="dot products grow with the number of channels", xlabel="channels d", ylabel="variance of q · k")
left.legend(frameon=False)
right.semilogx(sizes, sharp, "s-", color=ORANGE, label="softmax(q · k)")
right.semilogx(sizes, calm, "o-", color=BLUE, label="softmax(q · k / √d)")
right.axhline(1 / 16, color=GREY, linestyle="--", label="all 16 weights equal")
right.set(title="… and freeze the softmax", xlabel="channels d", ylabel="largest of 16 weights, mean", ylim=(0, 1.05))
right.legend(frameon=False, loc="center right", bbox_to_anchor=(1.0, 0.5))
for ax in (left, right):
    ax.set_xticks(sizes, sizes)
    ax.minorticks_off()
plt.show()

# %% [markdown]
# *Notice on the left:* a dot product of $d$ channels is a sum of $d$ products, each with variance 1, so its
# variance is $d$. *On the right:* without a cure, a head of 1,024 channels starts its life with nearly all weight
# on one random key, in the saturated softmax of section 1. It is certain before it has learned anything.
# Divided by $\sqrt d$ the scores keep variance 1, and the largest weight hardly depends on $d$.

# %% claim
assert all(0.7 < variance / d < 1.4 for variance, d in zip(variances, sizes)), "the variance is about d"
assert sharp[-1] > 0.9 and sharp == sorted(sharp), "at 1,024 channels nearly all weight on one key"
assert max(calm) - min(calm) < 0.06, "scaled, the largest weight hardly depends on d"

# %% [markdown]
# **Quick question 1.** The entries of all queries and keys are independent, with mean 0 and variance 1, and
# $d_k = 64$. What is the **standard deviation** of a score $q \cdot k$, before any scaling?
#
# *a)* 64 &emsp; *b)* 1 &emsp; *c)* 8 &emsp; *d)* 4,096

# %% exercise="answer_spread"
# answer_spread = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_spread = "c"
### END SOLUTION

# %% check="answer_spread" points=1
probe_choice(answer_spread, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_spread, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### The formula
#
# $$\text{weights} = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}} + M\right)$$
#
# $$\text{output} = \text{weights} \cdot V$$
#
# where $M$ is 0 where the mask is True and $-\infty$ where it is False.
#
# | symbol | shape | what it is |
# |---|---|---|
# | $Q$ | `(..., T, d_k)` | a query for each of $T$ positions |
# | $K$ | `(..., S, d_k)` | a key for each of $S$ positions; a query and a key must have equally many channels |
# | $V$ | `(..., S, d_v)` | a value for each key; $d_v$ may differ from $d_k$ |
# | $QK^\top / \sqrt{d_k}$ | `(..., T, S)` | scores |
# | weights | `(..., T, S)` | softmax along the last dimension: each query's row sums to 1 |
# | output | `(..., T, d_v)` | for each query a blend of values |
#
# The dots stand for any number of leading dimensions: none, a batch, or a batch and heads (step 3). In
# self-attention $T = S$; in step 7 one new query will look at many old keys, so keep them apart now.
#
# **Why $-\infty$, and why before the softmax?** Because $e^{-\infty} = 0$: a hidden key gets a weight of exactly 0,
# and the rest of the row still sums to 1. A score of 0 would not do: $e^0 = 1$ is a perfectly good
# weight.
#
# **By hand.** Let $d_k = 4$, so $\sqrt{d_k} = 2$. One query, two keys with their values:
#
# $$q = [2 \ln 3, 0, 0, 0]$$
#
# $$k_0 = [1, 0, 0, 0] \qquad v_0 = 8$$
#
# $$k_1 = [0, 1, 0, 0] \qquad v_1 = 4$$
#
# The dot products are $2\ln 3$ and $0$; halved, $\ln 3$ and $0$; after the softmax $\tfrac34$ and $\tfrac14$. The
# output is $\tfrac34 \cdot 8 + \tfrac14 \cdot 4 = 7$. If a mask hides the first key, the weights are 0 and 1, and the
# output is 4. Without the scale you would get weights of 0.9 and 0.1 and the output 7.6: wrong, and nothing
# about it looks wrong.
#
# ### Exercise: `attention` (4 points)
#
# <details><summary>Hint 1: a plan</summary>
#
# The formula from the inside out: scores, scale, mask if there is one, softmax along the keys, blend. Write the shape
# behind each line; each is in the table above.
#
# </details>
#
# <details><summary>Hint 2: swapping dimensions</summary>
#
# `k.T` swaps *all* dimensions and is meant for matrices only; `k.transpose(1, 2)` breaks as soon as there is a
# head dimension. Counted from the end, the two you want are −2 and −1, however many stand before them.
#
# </details>
#
# <details><summary>Hint 3: the mask</summary>
#
# To write a number into chosen places without touching the original, and with broadcasting, look up
# `Tensor.masked_fill` or `torch.where`. Read carefully which places get filled: where the condition is True. Your
# mask is True where nothing should be filled.
#
# </details>

# %% exercise="attention"
def attention(q, k, v, mask=None):
    """Scaled dot-product attention, for all queries at once.

    Args:
        q: (..., T, d_k) queries.
        k: (..., S, d_k) keys.
        v: (..., S, d_v) values, one for each key.
        mask: None, or a bool tensor that broadcasts to (..., T, S), such as (T, S) or (B, 1, T, S). True
            where the query may look at the key. Every query has at least one key that it may look at.

    Returns:
        (output, weights) of shapes (..., T, d_v) and (..., T, S). The weights of a query sum to 1, hidden
        keys have none. No argument is changed.

    Example: q = [[2 ln 3, 0, 0, 0]], k = [[1, 0, 0, 0], [0, 1, 0, 0]], v = [[8], [4]] gives the output [[7]]
    and the weights [[0.75, 0.25]]. With mask = [[False, True]]: the output [[4]], the weights [[0, 1]].
    """
    ### BEGIN SOLUTION
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])  # (..., T, S)
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights  # (..., T, d_v), (..., T, S)
    ### END SOLUTION

# %% check="attention" points=4 folded="Check: attention"
q, k, v = sample(3, 7, 4, seed=1), sample(3, 5, 4, seed=2), sample(3, 5, 6, seed=3)
probe(list(attention(q[0, :5], k[0], v[0])), "5 queries, 5 keys, no mask; [output, weights]")
probe(list(attention(q[:, :5], k, v)), "the same for 3 sequences at once; [output, weights]")
probe(list(attention(q, k, v)), "7 queries, 5 keys; [output, weights]")
mask = torch.tensor([[True, False, False], [True, True, False], [False, True, False], [False, True, True]])
probe(list(attention(q[0, :4], k[0, :3], v[0, :3], mask)), "4 queries, 3 keys, a mask; [output, weights]")
probe(list(attention(q[:2, :4], k[:2, :3], v[:2, :3], mask)), "2 sequences that share this mask; [output, weights]")
check_equal([q, k, v], [sample(3, 7, 4, seed=1), sample(3, 5, 4, seed=2), sample(3, 5, 6, seed=3)],
            "attention must not change q, k or v")
each = torch.stack([mask, mask.flip(0)])[:, None]
kept = each.clone()
q, k, v = sample(2, 5, 4, 6, seed=4), sample(2, 5, 3, 6, seed=5), sample(2, 5, 3, 7, seed=6)
probe(list(attention(q, k, v, each)), "four dimensions, a mask for each of 2 sequences; [output, weights]")
check_equal(each, kept, "attention must not change the mask")
far = torch.tensor([[-320.0, 0.0, 0.0, 0.0], [-320.015625, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
query, values = torch.tensor([[128.0, 0.0, 0.0, 0.0]]), torch.tensor([[1.0], [2.0], [3.0]])
probe(list(attention(query, far, values, torch.tensor([[True, True, False]]))),
      "scores around -20,000, and a hidden key whose score was 0; [output, weights]", atol=0.02)
probe(list(attention(q[:1, 0, :1], k[:1, 0], v[:1, 0])), "one sequence, one query; [output, weights]")
q, k, v = (sample(*shape, seed=7).requires_grad_() for shape in [(2, 4, 5), (2, 3, 5), (2, 3, 6)])
output, weights = attention(q, k, v, mask)
check_true(output.requires_grad, "gradients must flow from the output back to q, k and v")
(output * sample(2, 4, 6, seed=8)).sum().backward()
probe([q.grad, k.grad, v.grad], "the gradients of q, k and v")
### BEGIN HIDDEN TESTS
q, k, v = sample(2, 3, 4, 5, seed=4), sample(2, 3, 6, 5, seed=5), sample(2, 3, 6, 7, seed=6)
shared = torch.tensor([[True, False, False, True, False, False], [False, True, True, True, True, True],
                       [True, True, True, True, True, True], [False, False, False, False, False, True]])
probe(list(attention(q, k, v)), "four dimensions, no mask")
probe(list(attention(q, k, v, shared)), "four dimensions and a (T, S) mask")
each = torch.stack([shared, shared.flip(0)])[:, None]
kept = each.clone()
probe(list(attention(q, k, v, mask=each)), "four dimensions and a (B, 1, T, S) mask")
check_equal(each, kept, "attention must not change the mask")
check_equal([q, k, v], [sample(2, 3, 4, 5, seed=4), sample(2, 3, 6, 5, seed=5), sample(2, 3, 6, 7, seed=6)],
            "attention must not change q, k or v")
turned = [x.transpose(1, 2).contiguous().transpose(1, 2) for x in (q, k, v)]
probe(list(attention(*turned, each)), "four dimensions, numbers that do not lie in order in memory")
probe(list(attention(q, k, v, torch.stack([shared, shared.flip(0), shared.roll(1, 1)]))), "a mask for each of the 3 heads")
probe(list(attention(q[0], k[0], v[0], shared[:1])), "a mask with one row for all queries")
probe(list(attention(q[..., :3, :], k[..., :3, :], v[..., :3, :], torch.tensor([[True, True, False], [False, True, True], [True, False, True]]))),
      "three queries, three keys, a mask that is not causal")
probe(list(attention(q[:, 0, :1], k[:, 0], v[:, 0])), "one query for six keys")
probe(list(attention(q[0, 0], k[0, 0, :1], v[0, 0, :1])), "four queries for one key")
far = torch.tensor([[-40.0, 0.0, 0.0, 0.0], [-40.2, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
query, values = torch.tensor([[10.0, 0.0, 0.0, 0.0]]), torch.tensor([[1.0], [2.0], [30.0]])
probe(list(attention(query, far[:2], values[:2])), "scores around -200")
probe(list(attention(query, far, values, torch.tensor([[True, True, False]]))), "scores around -200 and a hidden key")
q, k, v = (sample(*shape, seed=7).requires_grad_() for shape in [(2, 4, 3), (2, 6, 3), (2, 6, 5)])
output, weights = attention(q, k, v, shared)
check_true(output.requires_grad, "gradients must flow from the output back to q, k and v")
((output * sample(2, 4, 5, seed=8)).sum() + (weights * sample(2, 4, 6, seed=9)).sum()).backward()
probe([q.grad, k.grad, v.grad], "the gradients of q, k and v, through output and weights")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** First, the example you did by hand: 7, and with the mask 4.

# %% demo
q = torch.tensor([[2 * math.log(3), 0.0, 0.0, 0.0]])  # (1, 4)
k = torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])  # (2, 4)
v = torch.tensor([[8.0], [4.0]])  # (2, 1)
for name, mask in [("no mask", None), ("key 0 hidden", torch.tensor([[False, True]]))]:
    output, weights = attention(q, k, v, mask)
    print(f"{name:12}  weights {weights.numpy().round(4)}  output {output.numpy().round(4)}")

# %% [markdown]
# Second, that this is step 1 again: step 1's `simple_attention` in a loop, once a query (with the scale, which
# it did not have), beside your function, once for all of them.

# %% demo
generator = torch.Generator().manual_seed(0)
q, k, v = (torch.randn(512, 64, generator=generator) for _ in range(3))


def one_by_one():
    return np.stack([simple_attention(query, k.numpy(), v.numpy())[0] for query in (q / 8).numpy()])  # √64 = 8


def at_once():
    return attention(q, k, v)[0].numpy()


def fastest(run):
    times = []
    for _ in range(5):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


difference, ratio = np.abs(one_by_one() - at_once()).max(), fastest(one_by_one) / fastest(at_once)
notice(difference < 1e-5 and ratio > 1.5,
       lambda: f"the same numbers, up to rounding, and 512 queries in one product took about 1/{ratio:.0f} of the time.",
       lambda: f"the largest difference is {difference:.0e}, and the loop took {ratio:.1f} times as long as the product. The "
               "product should be the faster one; a busy machine can hide that.")

# %% [markdown]
# Now the three stages on our sentence. We let the word vectors be queries, keys and values at the same time:
# `q = k = v = x_words`.

# %% demo folded="Figure: scores, mask and weights of our sentence"
mask = causal_mask(len(words))
scores = x_words @ x_words.T / math.sqrt(5)  # (7, 7); d_k is 5 here
output, weights = attention(x_words, x_words, x_words, mask)

figure, axes = plt.subplots(1, 3, figsize=(15, 5), layout="constrained")
show_map(axes[0], scores, words, "1 · scores, scaled", top=2.5, digits=1)
show_map(axes[1], scores, words, "2 · the future hidden", hidden=~mask, top=2.5, digits=1)
show_map(axes[2], weights, words, "3 · weights: softmax of each row", hidden=~mask)
for ax in axes[1:]:
    ax.set_ylabel("")
plt.show()

# %% [markdown]
# *Notice:* in the third table each row sums to 1, and a hatched weight is exactly 0. A score of 0 still gets a
# weight, because $e^0 = 1$. And whom does *it* look at? Mostly itself. We come back to that in section 4.

# %% claim
assert (weights[~mask] == 0).all(), "hatched weights are exactly 0"
assert (weights.sum(dim=1) - 1).abs().max() < 1e-5, "each row sums to 1"
assert weights[4, 4] > 0.5, "it looks mostly at itself"

# %% [markdown]
# **Quick question 2.** A friend takes the softmax of *all* scores first, and only then multiplies the weights
# with the causal mask (True as 1, False as 0). Nothing else is changed. What is true of the result?
#
# *a)* The result is the same as yours, since hidden weights are 0 either way.
#
# *b)* Each row still sums to 1, but the hidden keys keep a small weight.
#
# *c)* Hidden keys have no weight, but future values are blended in.
#
# *d)* Most rows sum to less than 1, and how much less depends on future tokens.

# %% exercise="answer_late_mask"
# answer_late_mask = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_late_mask = "d"
### END SOLUTION

# %% check="answer_late_mask" points=1
probe_choice(answer_late_mask, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_late_mask, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### Catch the bug
#
# So far the checks judged you. Now you write one: `tests_attention(candidate)` gets *somebody's* `attention` and
# says whether it keeps the promises of the docstring above. You can call it as often as you like; you cannot
# read it.
#
# In this lesson a wrong answer has the right shape more often than not, and a loss that falls. So how would a
# scientist test such a thing?
#
# - **Known values.** The example that you worked out by hand, with the mask and without: 7 and 4. It is one
#   query, though, with two keys, in two dimensions, and many a bug needs more than that to show.
# - **Properties.** Rows of weights sum to 1; hidden keys weigh exactly 0; the output is the weights times the
#   values. A property holds for any input, so it needs no arithmetic, and it says little alone: equal weights
#   for everybody have the first of these, too.
# - **Invariance.** Change a hidden key and its value: nothing may move. Lay two sequences into one batch: each must come out
#   as it does alone. Look at `q`, `k`, `v` and the mask after the call: they are the caller's.
# - **Asymmetric sizes.** With $T = S = d_k = 4$ four different numbers look alike, and a function that takes one
#   for another passes. Make all sizes differ, and try two, three and four dimensions.
# - **Extremes.** Scores far from 0, one query, one key. And gradients: a number can be right and yet teach nothing.
#
# Two faults are possible here as well. A test that is **too weak** lets a bug through. One that is **too strict**
# refuses somebody who kept the contract: floats are never exactly equal, and what happens to a query that may look
# at *no* key is promised nowhere.
#
# The folded cell below brings three candidates, `candidate_a`, `candidate_b` and `candidate_c`. At least one is
# right and at least one is wrong. Try them in a cell of your own.
#
# <details><summary>Hint 1: where to begin</summary>
#
# Write the docstring's example first, without a mask and with one, and compare both results, the output *and*
# the weights. `torch.allclose` says whether two tensors agree up to rounding. Then call your test with your own
# `attention`: a test that refuses a function which passed its check is too strict, most likely.
#
# </details>
#
# <details><summary>Hint 2: values to compare with, for larger inputs</summary>
#
# You need not work them out by hand. Take one query of one sequence, do for it slowly what the formula says, with
# a plain Python loop over the keys, and compare that with the candidate's row. Or compare the candidate's
# batch with the same candidate's answers for each sequence alone.
#
# </details>
#
# <details><summary>Hint 3: all three candidates look right to me</summary>
#
# Two questions. What differs between two dimensions and three? And what did you hand over, compared with what
# you have in hand after the call?
#
# </details>

# %% candidates="attention"
visible = ["right einsum", "wrong scale_by_axis_one", "wrong mask_negated_in_place"]
base = "right where"

def crashes(q, k, v, mask=None):
    raise ValueError("no")

def zeros(q, k, v, mask=None):
    output, weights = right(q, k, v, mask)
    return 0 * output, 0 * weights

def all_equal(q, k, v, mask=None):
    weights = torch.ones(*q.shape[:-1], k.shape[-2]) if mask is None else mask.expand(*q.shape[:-1], k.shape[-2]).float()
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return weights @ v, weights

def unscaled(q, k, v, mask=None):
    return right(q * math.sqrt(q.shape[-1]), k, v, mask)

def sees_all(q, k, v, mask=None):
    return right(q, k, v)

def looks_where_forbidden(q, k, v, mask=None):
    return right(q, k, v, None if mask is None else ~mask)

def hides_the_future(q, k, v, mask=None):
    return right(q, k, v, torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril() if mask is None else mask)

def small_inputs_only(q, k, v, mask=None):
    return right(q, k, v, mask) if q.dim() == 2 else (None, None)

def two_and_three_dimensions(q, k, v, mask=None):
    return right(q, k, v, mask) if q.dim() < 4 else (None, None)

def squares_only(q, k, v, mask=None):
    return right(q, k, v, mask) if q.shape[-2] == k.shape[-2] else (None, None)

def wrong_weights(q, k, v, mask=None):
    output, weights = right(q, k, v, mask)
    return output, weights.flip(-1) / 2

def wrong_output(q, k, v, mask=None):
    output, weights = right(q, k, v, mask)
    return output + 1, weights

def output_alone(q, k, v, mask=None):
    return right(q, k, v, mask)[0]

def weights_first(q, k, v, mask=None):
    return right(q, k, v, mask)[::-1]

def changes_q(q, k, v, mask=None):
    result = right(q, k, v, mask)
    with torch.no_grad():
        q += 1
    return result

def changes_the_mask(q, k, v, mask=None):
    result = right(q, k, v, mask)
    if mask is not None:
        mask.logical_not_()
    return result

def learns_nothing(q, k, v, mask=None):
    return right(q.detach(), k.detach(), v.detach(), mask)

def rounds(q, k, v, mask=None):
    output, weights = right(q, k, v, mask)
    return output + 1e-7 * torch.ones_like(output), weights

def blind_queries_get_zeros(q, k, v, mask=None):
    output, weights = right(q, k, v, mask)
    return output.nan_to_num(), weights.nan_to_num()

# %% exercise="tests_attention"
def tests_attention(candidate):
    """Is `candidate` a right `attention`?

    candidate: a function that is called as attention is: candidate(q, k, v) or candidate(q, k, v, mask).
    Returns True when it keeps the contract of attention, and False when it does not. When the candidate raises
    an error, you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_attention(lambda q, k, v, mask=None: (q, k)) gives False.
    """
    ### BEGIN SOLUTION
    def one_query(query, keys, values, allowed):
        """The formula, slowly: one query (d_k,), the keys and values of one sequence, allowed (S,)."""
        seen = [s for s in range(len(keys)) if allowed[s]]
        scores = torch.stack([(query * keys[s]).sum() / math.sqrt(len(query)) for s in seen])
        weights = torch.zeros(len(keys)).index_put((torch.tensor(seen),), torch.softmax(scores, dim=0))
        return weights @ values, weights

    def agrees(q, k, v, mask=None, atol=1e-5):
        lead, (T, d_k), S = q.shape[:-2], q.shape[-2:], k.shape[-2]
        allowed = torch.ones(*lead, T, S, dtype=torch.bool) if mask is None else mask.expand(*lead, T, S).clone()
        rows = [one_query(query, keys, values, row)
                for queries, keys, values, table in zip(q.reshape(-1, T, d_k), k.reshape(-1, S, d_k),
                                                        v.reshape(-1, S, v.shape[-1]), allowed.reshape(-1, T, S))
                for query, row in zip(queries, table)]
        expected = [torch.stack(part) for part in zip(*rows)]
        given = [x.clone() for x in (q, k, v)] + ([] if mask is None else [mask.clone()])
        found = candidate(q, k, v) if mask is None else candidate(q, k, v, mask)
        kept = all(torch.equal(x, copy) for x, copy in zip((q, k, v, mask), given))
        shapes = [(*lead, T, v.shape[-1]), (*lead, T, S)]
        return kept and len(found) == 2 and all(
            x.shape == shape and torch.allclose(x.reshape(right.shape).float(), right, rtol=1e-4, atol=atol)
            for x, shape, right in zip(found, shapes, expected))

    def random(*shape):
        return torch.randn(*shape, generator=generator)

    generator = torch.Generator().manual_seed(0)
    table = torch.tensor([[True, False, True, False, True, False], [False, True, True, False, False, True],
                          [False, False, False, False, True, False], [True, True, True, True, True, False]])  # (T, S)
    each = torch.stack([table, table.roll(1, dims=1)])[:, None]  # (B, 1, T, S)
    square = torch.tensor([[True, False, True], [False, True, True], [True, True, False]])
    for lead in [(), (2,), (2, 3)]:
        q, k, v = random(*lead, 4, 5), random(*lead, 6, 5), random(*lead, 6, 7)
        if not (agrees(q, k, v) and agrees(q, k, v, table) and agrees(q[..., :1, :], k, v)
                and agrees(q[..., :3, :], k[..., :3, :], v[..., :3, :])
                and agrees(q[..., :3, :], k[..., :3, :], v[..., :3, :], square)):
            return False
    swapped = [x.transpose(1, 2).contiguous().transpose(1, 2) for x in (q, k, v)]  # as split heads lie in memory
    if not (agrees(q, k, v, each) and agrees(*swapped)):
        return False
    # Scores of about -20,000 beside a hidden one of 0: only minus infinity lies far enough below them.
    far = torch.tensor([[-320.0, 0.0, 0.0, 0.0], [-320.015625, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    if not agrees(torch.tensor([[128.0, 0.0, 0.0, 0.0]]), far, torch.tensor([[1.0], [2.0], [3.0]]),
                  torch.tensor([[True, True, False]]), atol=0.02):
        return False
    # Gradients: beside what the same formula gives through PyTorch.
    inputs = [x.requires_grad_() for x in (random(2, 4, 5), random(2, 6, 5), random(2, 6, 7))]
    scores = (inputs[0] @ inputs[1].mT / math.sqrt(5)).masked_fill(~table, -torch.inf)
    weigh = random(2, 4, 7)
    expected = torch.autograd.grad((torch.softmax(scores, dim=-1) @ inputs[2] * weigh).sum(), inputs)
    found = torch.autograd.grad((candidate(*inputs, table)[0] * weigh).sum(), inputs)
    return all(torch.allclose(x, right, rtol=1e-3, atol=1e-5) for x, right in zip(found, expected))
    ### END SOLUTION

# %% check="tests_attention" points=2
catch_bugs(tests_attention)
### BEGIN HIDDEN TESTS
catch_bugs(tests_attention, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 4 · A head that can learn
#
# Look once more at the weights above. With `q = k` a token's score with itself, $x \cdot x$, is hard to beat,
# so every word looks most at itself and at its like. *It* does not find *the cat*. And there is nothing
# in the formula to train.
#
# The way out: from each token make three vectors, each with a matrix of its own:
#
# - its **query** says what it is looking for,
# - its **key** says what it has to offer to those who look,
# - its **value** says what it hands over when it is found.
#
# Below, two small matrices are written by hand. They have 5 rows (our channels) and 2 columns. Column 0 reads
# "something about an animal", column 1 "something about a pronoun". Verbs and pronouns *ask for* an animal;
# states ask for a pronoun.

# %% demo folded="Figure: two matrices written by hand"
#                        animal  verb    pronoun state   glue
W_query = torch.tensor([[0, 0], [1, 0], [1, 0], [0, 1], [0, 0]]).float()  # (5, 2): what each kind asks for
W_key = torch.tensor([[1, 0], [0, 0], [0, 1], [0, 0], [0, 0]]).float()  #   (5, 2): what each kind offers
output, found = attention(x_words @ W_query, x_words @ W_key, x_words, mask)  # (7, 5), (7, 7)

figure, axes = plt.subplots(1, 2, figsize=(11, 5), layout="constrained")
show_map(axes[0], weights, words, "q = k = x: like looks at like", hidden=~mask)
show_map(axes[1], found, words, "q = x W_query, k = x W_key", hidden=~mask)
axes[1].set_ylabel("")
plt.show()
print("what arrives at “it”:", {kind: round(part, 2) for kind, part in zip(kinds, output[4].tolist())})

# %% claim
most = found.argmax(dim=1).tolist()
assert [most[row] for row in (2, 4, 5, 6)] == [1, 1, 1, 4], "it and both verbs look at cat, hungry at it"
assert output[4].argmax() == 0 and output[4, 0] > output[4].sum() / 2, "what arrives at it is mostly animal"
assert all((found[row, : row + 1] - 1 / (row + 1)).abs().max() < 1e-5 for row in (0, 1, 3)), "cat and glue look evenly"

# %% [markdown]
# *Notice on the right:* *it* and both verbs look most at *cat*, and *hungry* at *it*. The vector that arrives at
# *it* is now mostly "animal": the word has learned something from its context. *Cat* and the glue words ask for
# nothing: their query is zero, all their scores are equal, and they spread their attention evenly over what they
# may see.
#
# We wrote these matrices; a model **learns** them. That is all a head is: three matrices, and your `attention`.
#
# | step | shapes |
# |---|---|
# | $x$ | `(B, T, C)`: batch, positions, $C$ = `d_model` channels |
# | $q = x W_Q$, $k = x W_K$, $v = x W_V$ | three times `(B, T, C)` → `(B, T, d_head)` |
# | weights, with the causal mask, scaled by $1/\sqrt{d_\text{head}}$ | `(B, T, T)` |
# | output | `(B, T, d_head)` |
#
# In PyTorch, $x W_Q$ is an `nn.Linear` without bias. (It stores its matrix transposed, of shape `(d_head, C)`;
# you need not care.)
#
# **By hand.** Two tokens, $C = 2$, one channel in the head, so $\sqrt{d_\text{head}} = 1$:
#
# $$x_0 = [5, 1] \qquad x_1 = [\ln 3, 0]$$
#
# $$W_Q = [1, 0]^\top \qquad W_K = [0, 1]^\top \qquad W_V = [0, 4]^\top$$
#
# So the queries pick the first channel, $5$ and $\ln 3$; the keys the second, $1$ and $0$; the values are four
# times the second, $4$ and $0$. Position 0 sees only itself: output $4$. Position 1 has the
# scores $\ln 3 \cdot 1$ and $\ln 3 \cdot 0$, so the weights $\tfrac34$ and $\tfrac14$: output
# $\tfrac34 \cdot 4 + \tfrac14 \cdot 0 = 3$.
#
# ### Exercise: `SelfAttention` (3 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# Before it stores layers, it has to call the constructor of `nn.Module`; then come three layers under the names that
# the docstring gives, each stored on `self`.
#
# </details>
#
# <details><summary>Hint 2: forward</summary>
#
# Queries, keys and values from `x`, each through its own layer. A mask for the T of this very `x`, moved to the
# device that `x` is on (on a GPU, PyTorch refuses to mix two devices). Your `attention` does the rest; it
# returns two things, and one of them is wanted.
#
# </details>
#
# <details><summary>Hint 3: the shape is right, the numbers are wrong</summary>
#
# Two common slips leave the shape alone: a mask that is made but never handed over, and queries and keys
# handed over in the wrong order. The check's message usually names yours.
#
# </details>

# %% exercise="SelfAttention"
class SelfAttention(nn.Module):
    """One head of causal self-attention.

    Args of the constructor:
        d_model: C, the channels of a token's vector.
        d_head: the channels of its query, key and value.

    Attributes:
        query, key, value: three separate nn.Linear from d_model to d_head channels, without bias. The names
            matter: the checks copy known weights in through them.

    forward(x): (B, T, d_model) → (B, T, d_head), the output alone, without the weights. Causal, scaled by
    1/√d_head. Any T, and a different one at each call.

    Example: SelfAttention(6, 4)(torch.randn(2, 5, 6)) has the shape (2, 5, 4); the head has 3 · 6 · 4 = 72
    parameters.
    """

    def __init__(self, d_model, d_head):
        ### BEGIN SOLUTION
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        q, k, v = self.query(x), self.key(x), self.value(x)  # each (B, T, d_head)
        mask = causal_mask(x.shape[1]).to(x.device)  # (T, T)
        output, _ = attention(q, k, v, mask)
        return output  # (B, T, d_head)
        ### END SOLUTION

# %% check="SelfAttention" points=3 folded="Check: SelfAttention"
def described(head, name):
    layer = getattr(head, name, "")
    if not isinstance(layer, nn.Linear):
        return f"{name}: {f'a {type(layer).__name__}, no nn.Linear' if layer != '' else 'there is no such attribute'}"
    return f"{name}: nn.Linear, {layer.in_features} to {layer.out_features} channels, {'no' if layer.bias is None else 'with a'} bias"


names = ["query", "key", "value"]
head = SelfAttention(6, 4)
probe(sum(weight.numel() for weight in head.parameters()), "how many parameters PyTorch finds in SelfAttention(6, 4)")
for name in names:
    probe(described(head, name), f"the attribute {name} of SelfAttention(6, 4)")
check_true(getattr(head.forward, "__name__", "") != "_forward_unimplemented", "your class has a method called forward")
fill(head, ["query.weight", "key.weight", "value.weight"])
x = sample(3, 5, 6, seed=1)
probe(head(x), "3 sequences of 5 tokens, 6 channels in, 4 out")
check_equal(x, sample(3, 5, 6, seed=1), "the head must not change its input")
probe(head(x), "the same input a second time")
probe(head(sample(2, 8, 6, seed=2)), "a longer sequence, after a shorter one")
probe(head(sample(1, 1, 6, seed=4)), "one sequence of a single token")
probe(head.eval()(x), "evaluation mode")
changed = x.clone()
changed[:, 3:] = 9.0
check_close(head(changed)[:, :3], head(x)[:, :3], "tokens 3 and 4 changed: outputs 0, 1 and 2 must stay")
large = torch.tensor([[[-300.0, 100.0, 0.0, 0.0, 50.0, 0.0], [-1.0, 2.0, 1.0, 0.0, 2.0, 0.0]]])
fixed = SelfAttention(6, 2)
fill(fixed, ["query.weight", "key.weight", "value.weight"], seed=3)
with torch.no_grad():
    fixed.query.weight.copy_(torch.eye(2, 6))
    fixed.key.weight.copy_(-torch.eye(2, 6))
probe(fixed(large), "scores far below 0: the first token's with itself is about -70,000")
y = head.train()(x)
check_true(y.requires_grad, "gradients must flow from the output back to the weights")
(y * sample(3, 5, 4, seed=7)).sum().backward()
probe([getattr(head, name).weight.grad for name in names], "the gradients of the weights of query, key and value")
### BEGIN HIDDEN TESTS
head = SelfAttention(6, 4)
fill(head, ["query.weight", "key.weight", "value.weight"])
x = sample(3, 5, 6, seed=1)
probe(head(x), "the check's input, in a new head")
probe(head(sample(4, 2, 6, seed=3)), "a shorter sequence, after a longer one")
probe(head(sample(5, 3, 6, seed=11).transpose(0, 1)), "an input that was transposed")
wide = SelfAttention(3, 7)
fill(wide, ["query.weight", "key.weight", "value.weight"], seed=5)
probe(wide(sample(2, 4, 3, seed=6)), "3 channels in, 7 out")
probe(wide(sample(1, 2100, 3, seed=12))[:, [0, 1, 1030, 2099]], "four of 2,100 tokens")
square = SelfAttention(4, 4)
fill(square, ["query.weight", "key.weight", "value.weight"], seed=9)
probe(square(sample(1, 40, 4, seed=10))[:, -2:], "as many channels in as out; the last two of 40 tokens")
probe(square(sample(1, 4, 4, seed=13)), "as many tokens as channels")
fill(head.train(), ["query.weight", "key.weight", "value.weight"], seed=8)
x.requires_grad_()
y = head(x)
probe(y, "the same input after the weights have changed")
check_true(y.requires_grad, "gradients must flow from the output back to the weights")
(y * sample(3, 5, 4, seed=7)).sum().backward()
probe([getattr(head, name).weight.grad for name in names], "the gradients of the three weights")
probe(x.grad, "the gradient of the input")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 3.** You keep a head's `value.weight` and replace its `query.weight` and `key.weight` with
# random numbers. Which of its outputs is **certain** not to change, whatever the input?
#
# *a)* the one at the first position &emsp; *b)* the one at the last position &emsp; *c)* all of them &emsp;
# *d)* none of them

# %% exercise="answer_untouched"
# answer_untouched = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_untouched = "a"
### END SOLUTION

# %% check="answer_untouched" points=1
probe_choice(answer_untouched, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_untouched, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** First, the example by hand: 4, then 3.

# %% demo
tiny = SelfAttention(2, 1)
with torch.no_grad():
    tiny.query.weight.copy_(torch.tensor([[1.0, 0.0]]))  # (d_head, C): one row for each channel of the head
    tiny.key.weight.copy_(torch.tensor([[0.0, 1.0]]))
    tiny.value.weight.copy_(torch.tensor([[0.0, 4.0]]))
    print(tiny(torch.tensor([[[5.0, 1.0], [math.log(3), 0.0]]])))  # (B, T, C) = (1, 2, 2)

# %% [markdown]
# Now: is the head really causal? A shape cannot tell you, and neither can a loss. So
# **change one token and look at what moves.** Below, token 5 of 10 is replaced, and each bar says how far the
# output at a position moved: for your head, and for the same weights without the mask.

# %% demo folded="Figure: one token replaced, what moves"
torch.manual_seed(0)
head = SelfAttention(16, 8)
before = 1.5 * torch.randn(1, 10, 16)  # (B, T, C)
after = before.clone()
after[:, 5] = 1.5 * torch.randn(16)


def without_mask(x):
    return attention(head.query(x), head.key(x), head.value(x))[0]


figure, axes = plt.subplots(1, 2, figsize=(11, 3.4), sharey=True, layout="constrained")
before_five = {}
runs = [(head, "your head", BLUE), (without_mask, "without the mask", ORANGE)]
for ax, (run, title, colour) in zip(axes, runs):
    with torch.no_grad():
        moved = (run(after) - run(before)).norm(dim=-1)[0]  # (T,)
    ax.bar(range(10), moved, color=colour)
    before_five[title] = moved[:5]
    ax.axvline(4.5, color=GREY, linestyle="--")
    ax.set(title=title, xlabel="position (token 5 was replaced)", xticks=range(10))
axes[0].set_ylabel("distance moved by the output")
plt.show()

# %% claim
assert before_five["your head"].max() < 1e-5, "in your head nothing before the dashed line moves"
assert before_five["without the mask"].min() > 1e-3, "without the mask the past changes"

# %% [markdown]
# *Notice:* in your head nothing before the dashed line moves. Without the mask the past changes when the future
# does. Keep this test; it takes three lines, and it works on any language model.
#
# No single test is enough, though. This is what common mistakes get past:
#
# | mistake | right shape? | rows sum to 1? | future changes nothing? | known numbers, to 5 digits? |
# |---|---|---|---|---|
# | no scale | passes | passes | passes | **caught** |
# | softmax along the wrong dimension | passes | **caught** | **caught** | **caught** |
# | mask after the softmax | passes | **caught** | **caught** | **caught** |
# | no mask, or hidden scores set to 0 | passes | passes | **caught** | **caught** |
#
# That is why the checks in this course compare numbers.

# %% claim
x = torch.randn(3, 5, 4, generator=torch.Generator().manual_seed(0))  # queries, keys and values at once
y, causal = x.clone(), torch.ones(5, 5).tril().bool()
y[:, 4] += 1.0


def told_apart(scale=0.5, fill=-torch.inf, dim=-1, late=False):
    """What the four columns say of an attention with this mistake: True where a test passes it."""
    def run(x):
        scores = scale * x @ x.mT
        scores = scores if late or fill is None else scores.masked_fill(~causal, fill)
        weights = torch.softmax(scores, dim=dim)
        weights = weights * causal if late else weights
        return weights @ x, weights

    (output, weights), right = run(x), torch.softmax((0.5 * x @ x.mT).masked_fill(~causal, -torch.inf), dim=-1)
    return [output.shape == x.shape, bool((weights.sum(-1) - 1).abs().max() < 1e-5),
            bool((run(y)[0] - output)[:, :4].abs().max() < 1e-5), bool((weights - right).abs().max() < 1e-5)]


assert told_apart() == [True, True, True, True], "a right attention passes all"
assert told_apart(scale=1.0) == [True, True, True, False], "no scale"
assert told_apart(dim=-2) == [True, False, False, False], "softmax along the wrong dimension"
assert told_apart(late=True) == [True, False, False, False], "mask after the softmax"
assert told_apart(fill=None) == told_apart(fill=0.0) == [True, True, False, False], "no mask, or hidden scores set to 0"

# %% [markdown]
# ## 5 · Watch it learn
#
# Three random matrices know nothing. Here are two games that one head can learn, both on rows of 12 letters
# from *a* to *j*:
#
# - **previous:** at each position, say the letter just before it. The head must look by *position*.
# - **marked:** one letter of the row is written as a capital. At each position from there on, say which
#   letter it was. The head must look by *content*.
#
# The model around your head is the smallest that works: token vectors plus step 1's position encodings, your
# head, and one linear layer that turns the head's output into a score for each letter. `F.cross_entropy` is
# the loss, which you write yourself in step 6. A blind guess among ten letters costs $\ln 10 \approx 2.30$.

# %% demo
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
STEPS = 150  # updates of each training run below; fewer take less time


class OneHead(nn.Module):
    """Token ids (B, T) → one attention head → a score for each possible answer (B, T, n_answers)."""

    def __init__(self, n_tokens, n_answers, d_model=64, d_head=64):
        super().__init__()
        self.embed = nn.Embedding(n_tokens, d_model)
        self.head = SelfAttention(d_model, d_head)
        self.readout = nn.Linear(d_head, n_answers)

    def vectors(self, ids):
        tokens = self.embed(ids)  # (B, T, C)
        return tokens + positional_encoding(*tokens.shape[1:]).to(tokens)  # the same positions in each row

    def forward(self, ids):
        return self.readout(self.head(self.vectors(ids)))


def train_head(model, make_batch, what, steps=STEPS, lr=0.01):
    """Train `model` on batches from `make_batch(generator)` → the loss at each step. `what`: said if it takes long."""
    generator = torch.Generator().manual_seed(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    losses = []
    for _ in paced(range(steps), what, "set STEPS lower"):
        ids, answers = make_batch(generator)
        logits = model(ids.to(device))  # (B, T, n_answers)
        loss = F.cross_entropy(logits.flatten(0, 1), answers.to(device).flatten())  # answers of -100 do not count
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% [markdown]
# The two games. An answer of −100 means "not asked here": there is no letter before the first one, and nothing
# to say before the capital has come. Training says how long it will take here, if that is more than a few
# seconds; a GPU is no faster, for models this small keep it waiting.

# %% demo
def previous(generator, batch=32, length=12):
    ids = torch.randint(10, (batch, length), generator=generator)
    answers = ids.roll(1, dims=1)
    answers[:, 0] = -100
    return ids, answers


def marked(generator, batch=32, length=12):
    ids = torch.randint(10, (batch, length), generator=generator)
    place = torch.randint(length // 2, (batch, 1), generator=generator)  # the capital comes early
    answers = ids.gather(1, place).repeat(1, length)
    answers[torch.arange(length) < place] = -100
    return ids.scatter_add(1, place, torch.full_like(place, 10)), answers  # ids 10 to 19 are the capitals


games = {}
for name, game in [("previous", previous), ("marked", marked)]:
    torch.manual_seed(0)
    model = OneHead(20, 10).to(device)
    games[name] = model, train_head(model, game, f"the game “{name}”")
    print(f"{name:9} loss {games[name][1][0]:.2f} → {games[name][1][-1]:.4f} on {device}")

# %% [markdown]
# Now look inside, at a row of letters that neither head has seen.

# %% demo folded="Figure: two losses, and what the two heads look at"
looked = {}
figure, axes = plt.subplots(1, 3, figsize=(15, 4.8), layout="constrained", width_ratios=[1.1, 1, 1])
for (name, (model, losses)), colour, style in zip(games.items(), (BLUE, ORANGE), ("-", "--")):
    axes[0].plot(losses, color=colour, linestyle=style, label=name)
axes[0].axhline(math.log(10), color=GREY, linestyle=":", label="blind guess, ln 10")
axes[0].set(title="training loss", xlabel="step", ylabel="loss in nats")
axes[0].legend(frameon=False)

for ax, name, row in [(axes[1], "previous", "dabfjcgehidb"), (axes[2], "marked", "dabFjcgehidb")]:
    model = games[name][0]
    ids = torch.tensor([["abcdefghijABCDEFGHIJ".index(letter) for letter in row]], device=device)
    with torch.no_grad():
        x = model.vectors(ids)
        _, weights = attention(model.head.query(x), model.head.key(x), model.head.value(x),
                               causal_mask(len(row)).to(device))
    looked[name] = weights[0].cpu()
    show_map(ax, weights[0], list(row), f"what the head of “{name}” looks at", digits=None)
    ax.set_xticks(range(len(row)), list(row), rotation=0, ha="center")
    ax.set_xlabel("key: the letter looked at")
    ax.set_ylabel("query: the letter that looks", labelpad=8)
plt.show()
stripe, column = looked["previous"].diagonal(-1), looked["marked"][3:, 3]
notice(stripe.mean() > 0.7 and column.mean() > 0.7,
       """the same class, the same formula, two different behaviours. The first head draws a stripe one step below the
       diagonal: each letter looks at its neighbour on the left. The second draws a column: wherever they stand, letters
       look at the capital F, once it has come.""",
       lambda: f"""on average the first head gives the neighbour on the left a weight of {stripe.mean():.1f}, the second gives
       the capital {column.mean():.1f}. After {STEPS} steps they have not learned more; set STEPS to 150 or above.""")

# %% [markdown]
# Nobody tells a head where to look; the gradient does, through your softmax.
#
# Rows that are not asked anything (the first of "previous", those above F in "marked") look at whatever they
# please. Do not read meaning into them. This holds for the maps of large models too.

# %% [markdown]
# ## Break it 1 · Take the scale away
#
# We train *previous* again with a wider head, $d_\text{head} = 128$: three times as it is, and three times with the
# scale undone, by multiplying every query by $\sqrt{128}$ on its way out of its layer.
#
# **Predict first.** Write your answer down: will the heads without the scale
#
# 1. learn as fast, since the weights can shrink to make up for it,
# 2. learn, but more slowly,
# 3. produce `nan`?

# %% demo
def undo_scale(module, inputs, queries):
    return queries * math.sqrt(queries.shape[-1])


curves = {"with the scale": [], "without the scale": []}
for seed in range(3):
    for name, runs in curves.items():
        torch.manual_seed(seed)
        model = OneHead(20, 10, d_head=128).to(device)
        if name == "without the scale":
            model.head.query.register_forward_hook(undo_scale)  # runs after each call of model.head.query
        runs.append(train_head(model, previous, f"{name}, run {seed + 1} of 3", lr=0.005))

# %% demo folded="Figure: six losses"
figure, ax = plt.subplots(figsize=(8, 3.8), layout="constrained")
for (name, runs), colour, style in zip(curves.items(), (BLUE, ORANGE), ("-", "--")):
    for run in runs:
        ax.plot(run, color=colour, linestyle=style, label=name if run is runs[0] else None)
ax.axhline(math.log(10), color=GREY, linestyle=":", label="blind guess, ln 10")
ax.set(title="the game “previous”, three seeds each", xlabel="step", ylabel="loss in nats")
ax.legend(frameon=False, loc="upper right", bbox_to_anchor=(1.0, 0.92))
plt.show()


def steps_until(run, level=0.5):
    """The number of steps after which `run` stays below `level` nats; all of them if it never does."""
    return 1 + max((step for step, loss in enumerate(run) if loss >= level), default=-1)


done = {name: [steps_until(run) for run in runs] for name, runs in curves.items()}
for name, runs in curves.items():
    print(f"{name:18} the loss stays below 0.5 nats from step",
          ", ".join(str(n) if n < len(runs[0]) else "(not yet)" for n in done[name]), f"of {STEPS}")
notice(max(done["with the scale"]) < min(done["without the scale"]) and np.isfinite(curves["without the scale"]).all(),
       "answer 2. Each head without the scale learned later than each head with it, and none produced nan.",
       "not every run without the scale was behind every run with it. With so few steps, or another device's random "
       "numbers, single runs can differ; compare the two groups as a whole.")

# %% [markdown]
# <details><summary>Why</summary>
#
# Without the scale a head starts saturated: each query has
# all but decided on a random key, little gradient comes back through the softmax, and the head has to unlearn
# its certainty before it can learn anything. No error, no `nan`, a loss that goes down. If you had nothing to
# compare it with, you would wait longer and call it a hard problem.
#
# Try `d_head=16` in the cell above: the gap shrinks. That is why this mistake survives small tests.
#
# </details>

# %% claim
def late(d_head):
    """How many more steps the head without the scale needs, in the mean of three seeds."""
    needed = {True: 0, False: 0}
    for seed in range(3):
        for scaled in needed:
            torch.manual_seed(seed)
            model = OneHead(20, 10, d_head=d_head).to(device)
            if not scaled:
                model.head.query.register_forward_hook(undo_scale)
            needed[scaled] += steps_until(train_head(model, previous, "claim", lr=0.005)) / 3
    return needed[False] - needed[True]


assert late(16) < 0.7 * late(128), "with d_head=16 the gap shrinks"

# %% [markdown]
# ## Break it 2 · Take the mask away
#
# Now a language model in miniature: predict the **next** character of a text. One model uses your head, the other
# the same head without its mask. All else is the same: text, start, steps.
#
# **Predict first.**
#
# 1. Which of the two reaches the lower training loss?
# 2. Which of the two writes better text?

# %% demo
story = ("the small red boat sails on the blue sea. the sun is warm and the wind is soft. a gull sits on the mast "
         "and sings to the sea. the boat is small but the sea is kind. at night the moon is round and the stars "
         "are bright. the gull sleeps on the mast. in the morning the wind is strong and the boat sails home. ")
letters = sorted(set(story))
data = torch.tensor([letters.index(letter) for letter in story])  # (about 300,)
LENGTH = 24  # characters that a model sees at once


def windows(generator, batch=32):
    starts = torch.randint(len(data) - LENGTH, (batch, 1), generator=generator)
    pieces = data[starts + torch.arange(LENGTH + 1)]  # (B, T + 1)
    return pieces[:, :-1], pieces[:, 1:]  # the answer at each position is the character after it


class CheatingHead(SelfAttention):
    """Your head without its mask: every position sees the whole window."""

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x))[0]


writers = {}
for name, kind in [("with the mask", SelfAttention), ("without the mask", CheatingHead)]:
    torch.manual_seed(0)
    model = OneHead(len(letters), len(letters))
    model.head = kind(64, 64)
    model.to(device)
    writers[name] = model, train_head(model, windows, name, steps=2 * STEPS)

# %% [markdown]
# Three views of the two models. On the left the training loss. In the middle the loss at each of the 24 positions
# of a window, all answered at once, as in training. On the right the loss as generation meets it: the model gets
# a prompt of *n* characters, nothing after it, and has to name the next one.

# %% demo folded="Figure: losses in training, by position, and by length of the prompt"
ids, answers = windows(torch.Generator().manual_seed(2), batch=200)  # (B, T), (B, T)
places, prompts = {}, {}
figure, axes = plt.subplots(1, 3, figsize=(15, 4.2), layout="constrained")
for (name, (model, losses)), colour, style, dot in zip(writers.items(), (BLUE, ORANGE), ("-", "--"), "os"):
    with torch.no_grad():
        logits = model(ids.to(device)).cpu()  # (B, T, letters)
        by_place = F.cross_entropy(logits.transpose(1, 2), answers, reduction="none").mean(dim=0)  # (T,)
        by_prompt = [F.cross_entropy(model(ids[:, :n].to(device))[:, -1].cpu(), answers[:, n - 1]).item()
                     for n in range(1, LENGTH + 1)]
    places[name], prompts[name] = by_place.numpy(), np.array(by_prompt)
    axes[0].plot(losses, color=colour, linestyle=style, label=name)
    axes[1].plot(range(1, LENGTH + 1), by_place, color=colour, linestyle=style, marker=dot)
    axes[2].plot(range(1, LENGTH + 1), by_prompt, color=colour, linestyle=style, marker=dot)
for ax in axes:
    ax.axhline(math.log(len(letters)), color=GREY, linestyle=":", label=f"blind guess, ln {len(letters)}")
    ax.set(ylabel="loss in nats", ylim=(0, None))
axes[0].set(title="training loss", xlabel="step")
axes[1].set(title="full windows, by position", xlabel="position, counted from 1")
axes[2].set(title="prompts, as in generation", xlabel="characters in the prompt")
axes[0].legend(frameon=False, loc="upper right", bbox_to_anchor=(1.0, 0.9))
plt.show()
blind, cheat, honest = math.log(len(letters)), places["without the mask"], places["with the mask"]
lost = int((prompts["without the mask"] > blind).sum())
notice([cheat[:-1].max() < 0.7, cheat[-1] > 2 * cheat[:-1].max(), lost > LENGTH / 2, honest[5:].max() < blind],
       lambda: f"""in the middle, the unmasked model is nearly perfect at 23 of 24 positions, and at the last one its loss
       leaps to {cheat[-1]:.0f} nats. On the right it is worse than a blind guess with {lost} of 24 prompts.""",
       lambda: f"""the unmasked model's largest loss at the first 23 positions is {cheat[:-1].max():.1f} nats, at the last one
       {cheat[-1]:.1f}, and it is worse than a blind guess with {lost} of 24 prompts. The cheat takes some hundred steps to
       learn; STEPS is {STEPS}.""")

# %% claim
assert abs(honest - prompts["with the mask"]).max() < 1e-3, "the masked model's curves are the same in both figures"

# %% [markdown]
# Why the last position? The answer is the very next character. It lies open one step to the right, and the
# head copies it. Only the **last** position has no right neighbour, and it is the only one that generation uses.
# The solid curve of the masked model is **the same** in both figures (mind the scale): what it says at a
# position does not depend on what comes later.
#
# Let both of them write.

# %% demo
def write(model, prompt, n_new=60):
    """Append `n_new` characters to `prompt`, drawn one by one from the model's predictions."""
    generator = torch.Generator().manual_seed(3)
    ids = [letters.index(letter) for letter in prompt]
    for _ in range(n_new):
        with torch.no_grad():
            logits = model(torch.tensor([ids[-LENGTH:]], device=device))[0, -1].cpu()  # (letters,): the last position
        chances = softmax(2 * logits)  # the factor prefers likely letters; step 7 explains it
        ids.append(torch.multinomial(chances, 1, generator=generator).item())
    return "".join(letters[i] for i in ids)


for name, (model, losses) in writers.items():
    print(f"{name:17} training loss {losses[-1]:.2f}:  {write(model, 'the boat ')!r}")
ends = {name: losses[-1] for name, (_, losses) in writers.items()}
notice(ends["without the mask"] < 0.5 * ends["with the mask"],
       "the cheat has by far the lower training loss. Now read what the two of them wrote.",
       "the losses have not parted by much. The cheat takes some hundred steps to learn; set STEPS to 150 or above.")

# %% [markdown]
# <details><summary>What happened</summary>
#
# The cheat never learned the language; it learned where the answer was printed. The honest head is not good
# either (one head, a few hundred steps, no block around it), but its loss means what it says: it is the same
# in training and in generation.
#
# A mask that is one square too wide does the same: that square is the answer. Other leaks are quiet. A mask applied
# after the softmax lets through only a little, and the loss may look a little *better* than it should. **When
# a language model trains suspiciously well, suspect the mask**: change a future token, and look at what moves.
#
# </details>

# %% [markdown]
# ## What you built, and where the real ones differ
#
# A softmax that does not overflow, a mask that keeps the future shut, scaled dot-product attention for any
# number of leading dimensions, and a head that learns where to look. This is the only place in a GPT
# where tokens exchange anything; all the other layers work on each position alone.
#
# | | year | heads in a layer | channels of a query | what is different in its attention |
# |---|---|---|---|---|
# | GPT-2 small | 2019 | 12 | 64 | nothing: your head, with biases |
# | Llama 3.1 8B | 2024 | 32, on 8 of keys and values | 128 | queries and keys are turned by their position |
# | DeepSeek-V3 | 2024 | 128 | 192, values 128 | keys and values are unpacked from one short vector a token |
# | Qwen3 8B | 2025 | 32, on 8 of keys and values | 128 | queries and keys are normalised before they meet |
# | gpt-oss 120b | 2025 | 64, on 8 of keys and values | 64 | every second layer sees the last 128 tokens only |
#
# - Several heads side by side, and one more matrix that mixes their outputs: that is step 3.
# - All but GPT-2 use **rotary positions**: no position vectors are added; each query and key is turned by an
#   angle that grows with its position, so that a score depends on how far apart two tokens are. Where
#   several query heads share one head of keys and values (**grouped queries**), generation needs less memory.
# - **FlashAttention** computes your function, the same numbers up to rounding, without ever storing the
#   `(T, T)` table, which at 100,000 tokens would have 10 billion entries a head. PyTorch offers it behind
#   `F.scaled_dot_product_attention`.
# - **A key-value cache** keeps the keys and values of old tokens while generating. It works *because* your head
#   is causal: a new token never changes an old output. You write one in step 7.
#
# **What comes next.** One head looks at one thing at a time: the neighbour, or the capital, not both. Step 3 puts
# several heads side by side without a loop, in one matrix product.
#
# **Three sources worth reading**
#
# 1. Vaswani and others, [*Attention Is All You Need*](https://arxiv.org/abs/1706.03762), 2017. Section 3.2.1 is your
#    function; footnote 4 is the left half of your variance figure.
# 2. Phuong and Hutter, [*Formal Algorithms for Transformers*](https://arxiv.org/abs/2207.09238), 2022. The
#    whole family in exact pseudocode, every shape stated.
# 3. Dao and others, [*FlashAttention*](https://arxiv.org/abs/2205.14135), 2022. How the same formula
#    becomes fast; read it after step 7.
