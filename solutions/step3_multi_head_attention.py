# %% [markdown]
# # Step 3 · Multi-head attention
#
# In step 2 you built one attention head and watched it learn to look at one thing. In this lesson several heads
# look at the same time, each at something else, and one last matrix mixes what they bring home. That layer is the
# part of a GPT in which words meet.
#
# **What you will have built.** Four pieces of code:
#
# | you write | what it does |
# |---|---|
# | `split_heads` | cuts every token's channels into equal slices, one for each head |
# | `merge_heads` | lays the slices side by side again |
# | `tests_split_heads` | a test that finds out whether somebody else's `split_heads` is right |
# | `MultiHeadAttention` | the layer: all heads in one matrix product, no loop. It goes into your GPT as it is |
#
# On the way you find out why everybody's code says `transpose(1, 2)` at that place, what happens to a model without
# it (less than you fear, and that is the trouble), and what attention costs.
#
# **Time.** About an hour and three quarters. No GPU is needed, and nothing here takes long: the longest cells say beforehand
# how long they take on your machine.
#
# **What you need to know.** Step 2: queries, keys, values, the causal mask. Of PyTorch: `nn.Module`, `nn.Linear`,
# and that a tensor has a shape.
#
# **The price of skipping ahead.** None in code: steps 4 to 8 print the solved layer into their own notebooks. But
# the reshaping in this lesson is a place where home-made transformers go wrong without an error, and the code of
# every large model that you may read later does it. An hour here is cheaper than finding out there.

# %% setup
import math
import random
import time
from unittest import mock

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#6B6B6B"  # told apart by colour-blind eyes and in grey print
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
torch.set_num_threads(1)  # with tensors this small, several CPU cores spend their time waiting for each other


def show_map(ax, weights, words, title, box=None):
    """Draw attention weights (T, T): a row for each query, a column for each key; `box` frames one query's row."""
    weights = torch.as_tensor(weights).detach().cpu().float()
    ax.imshow(weights, cmap="Blues", vmin=0, vmax=1)
    for row, column in (weights > 0.095).nonzero().tolist():
        value = weights[row, column].item()
        ax.text(column, row, f"{value:.1f}", ha="center", va="center", fontsize=8.5,
                color="white" if value > 0.55 else "#333333")
    if box is not None:
        ax.add_patch(plt.Rectangle((-0.5, box - 0.5), len(words), 1, fill=False, edgecolor=ORANGE, lw=2.5,
                                   clip_on=False))
    slant = dict(rotation=45, ha="right", rotation_mode="anchor") if max(map(len, words)) > 1 else {}
    ax.set_xticks(range(len(words)), words, **slant)
    ax.set_yticks(range(len(words)), words)
    ax.set(title=title, xlabel="key: looked at", ylabel="query: looks")
    ax.spines[:].set_visible(False)


def draw_cells(ax, table, left, top, title):
    """Draw a table of labels such as "b4" on `ax`: the letter is the token (and the shade), the number the channel."""
    shades = {"a": "#08306B", "b": "#4292C6", "c": "#C6DBEF", "d": "#F6D58A"}
    for row, labels in enumerate(table):
        for column, label in enumerate(labels):
            ax.add_patch(plt.Rectangle((left + column, top - row - 1), 1, 1, facecolor=shades[label[0]],
                                       edgecolor="white", lw=2))
            ax.text(left + column + 0.5, top - row - 0.52, label, ha="center", va="center", fontsize=11,
                    color="white" if label[0] in "ab" else "#222222")
    ax.text(left, top + 0.25, title, fontsize=11, va="bottom")


def labels(table):
    """The labels of a (rows, columns) tensor that holds 0 … 23: token a has the numbers 0 to 5, token b 6 to 11, …"""
    return [["abcd"[int(n) // 6] + str(int(n) % 6) for n in row] for row in table]

# %% demo
draw_gpt("attention", "heads")

# %% [markdown]
# Dark is what you build today: the attention box, and the boxes behind it, which are the other heads.
#
# The next cells hold what we need from steps 1 and 2, solved.

# %% recap="step1_foundations positional_encoding"

# %% recap="step2_self_attention softmax causal_mask attention SelfAttention"

# %% [markdown]
# ## 1 · Why one head is not enough
#
# A head makes **one** row of weights for each query, and the weights of a row sum to 1. So each token gets one
# blend of values, and whatever it wanted from two different places has to fit into that one blend.
#
# **By hand.** Two tokens with two channels each. We look at the query of token 1:
#
# | | channel 0 | channel 1 |
# |---|---|---|
# | query of token 1 | $\ln 3$ | $\ln 3$ |
# | key of token 0 | 1 | 0 |
# | key of token 1 | 0 | 1 |
# | value of token 0 | 8 | 0 |
# | value of token 1 | 4 | 4 |
#
# Channel 0 of the query wants token 0. Channel 1 wants token 1.
#
# - **One head of two channels** adds both wishes into one score for each key:
#   $\ln 3 \cdot 1 + \ln 3 \cdot 0 = \ln 3$ for token 0 and $\ln 3 \cdot 0 + \ln 3 \cdot 1 = \ln 3$ for token 1. A
#   tie. (Dividing by $\sqrt 2$ changes nothing about it.) The weights are $\tfrac12, \tfrac12$ and the output is
#   $[6, 2]$: neither wish was granted.
# - **Two heads of one channel** keep them apart. Head 0 has the scores $\ln 3, 0$, the weights $\tfrac34, \tfrac14$
#   and the output $\tfrac34 \cdot 8 + \tfrac14 \cdot 4 = 7$. Head 1 has the weights $\tfrac14, \tfrac34$ and the
#   output $\tfrac14 \cdot 0 + \tfrac34 \cdot 4 = 3$. Side by side: $[7, 3]$.
#
# Same queries, same keys, same values. Check it with step 2's `attention`:

# %% demo
q, k, v = torch.tensor([[math.log(3), math.log(3)]]), torch.eye(2), torch.tensor([[8.0, 0.0], [4.0, 4.0]])
one, weights = attention(q, k, v)
print("one head:  weights", weights.numpy().round(3), "output", one.numpy().round(3))
for head in (0, 1):
    c = slice(head, head + 1)  # the one channel of this head
    output, weights = attention(q[:, c], k[:, c], v[:, c])
    print(f"head {head}:    weights", weights.numpy().round(3), "output", output.numpy().round(3))

# %% [markdown]
# Does training find a way around this? Let us play a game that asks for two places at once: random rows of 12
# letters, and at each position **two** answers, the letter just before this one and the letter two before.
#
# The contestants have 64 channels each, and **exactly the same number of parameters**: one head of 64, against two
# heads of 32 whose outputs are laid side by side. For now the heads are step 2's `SelfAttention`, called one after
# the other in a loop.

# %% demo
STEPS = 250  # updates of each training run below; fewer is faster


class Game(nn.Module):
    """Letter ids (B, T) → token and position vectors → `layer` → a score for each of two answers (B, T, 2, 26)."""

    def __init__(self, layer, d_model=64):
        super().__init__()
        self.tokens = nn.Embedding(26, d_model)
        self.layer = layer
        self.readout = nn.Linear(d_model, 2 * 26)

    def vectors(self, ids):
        x = self.tokens(ids)  # (B, T, C)
        return x + 3 * positional_encoding(*x.shape[1:]).to(x)  # times 3: in this game places matter more than letters

    def forward(self, ids):
        return self.readout(self.layer(self.vectors(ids))).unflatten(-1, (2, 26))


class SideBySide(nn.Module):
    """Single heads in a loop, their outputs laid side by side: slow, but plain to read."""

    def __init__(self, d_model, n_heads):
        super().__init__()
        self.heads = nn.ModuleList([SelfAttention(d_model, d_model // n_heads) for _ in range(n_heads)])

    def forward(self, x):
        return torch.cat([head(x) for head in self.heads], dim=-1)  # n_heads times (B, T, C/H) → (B, T, C)


def two_back(generator, batch=64, length=12):
    ids = torch.randint(26, (batch, length), generator=generator)
    answers = torch.stack([ids.roll(1, dims=1), ids.roll(2, dims=1)], dim=-1)  # (B, T, 2)
    answers[:, :2] = -100  # not asked: there is nothing two before the first letters
    return ids, answers


def train(model, make_batch, steps=STEPS, lr=0.007):
    """Train `model` on batches from `make_batch(generator)` → the loss at each step."""
    generator = torch.Generator().manual_seed(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    losses = []
    for _ in paced(range(steps), "training", "set STEPS lower"):
        ids, answers = make_batch(generator)
        scores = model(ids.to(device))  # (B, T, …, number of possible answers)
        loss = F.cross_entropy(scores.flatten(0, -2), answers.to(device).flatten())  # answers of -100 do not count
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def both_right(model):
    """How often both answers are right, for each position of 1,000 new rows → (T,)"""
    ids, answers = two_back(torch.Generator().manual_seed(2), batch=1000)
    with torch.no_grad():
        named = model(ids.to(device)).argmax(dim=-1).cpu()  # (B, T, 2)
    return (named == answers).all(dim=-1).float().mean(dim=0)


players = {}
for n_heads in (1, 2):
    torch.manual_seed(0)
    model = Game(SideBySide(64, n_heads)).to(device)
    started = time.perf_counter()
    players[n_heads] = model, train(model, two_back)
    seconds, size = time.perf_counter() - started, sum(weight.numel() for weight in model.parameters())
    print(f"{n_heads} head(s), {size:,} parameters: loss {players[n_heads][1][-1]:.3f}, "
          f"both letters right {both_right(model)[2:].mean():.0%}, {seconds:.1f} s on {device}")

# %% demo folded="Plot: losses, and where the heads look"
row = "transformers"
ids = torch.tensor([[ord(letter) - ord("a") for letter in row]], device=device)
figure, axes = plt.subplots(1, 4, figsize=(17, 4.6), layout="constrained", width_ratios=[1.15, 1, 1, 1])
for (n_heads, (model, losses)), colour, style in zip(players.items(), (ORANGE, BLUE), ("--", "-")):
    axes[0].plot(losses, color=colour, linestyle=style, label=f"{n_heads} head{'s' * (n_heads > 1)}")
axes[0].axhline(math.log(26), color=GREY, linestyle=":", lw=1.5)
axes[0].text(STEPS, math.log(26) + 0.05, "blind guess, ln 26", ha="right", fontsize=9.5)
axes[0].axhline(math.log(2), color=GREY, linestyle="-.", lw=1.5)
axes[0].text(STEPS, math.log(2) - 0.2, "right letters, unknown order: ln 2", ha="right", fontsize=9.5)
axes[0].set(title="training loss", xlabel="step", ylabel="loss in nats, mean of both answers", ylim=(0, 3.7))
axes[0].legend(frameon=False, loc="center right")

maps = [("the only head of one", 1, 0), ("head 0 of two", 2, 0), ("head 1 of two", 2, 1)]
for ax, (title, n_heads, h) in zip(axes[1:], maps):
    model = players[n_heads][0]
    head = model.layer.heads[h]
    with torch.no_grad():
        x = model.vectors(ids)
        weights = attention(head.query(x), head.key(x), head.value(x), causal_mask(len(row)).to(device))[1]
    show_map(ax, weights[0], list(row), title)
plt.show()

with torch.no_grad():
    for n_heads, (model, _) in players.items():
        first, second = ("".join(chr(ord("a") + i) for i in answer) for answer in model(ids)[0].argmax(-1).T.tolist())
        print(f"{n_heads} head(s)   row {row}   one before: ··{first[2:]}   two before: ··{second[2:]}")
print(f"the truth   row {row}   one before: ··{row[1:-1]}   two before: ··{row[:-2]}")
ends = {n_heads: losses[-1] for n_heads, (_, losses) in players.items()}
notice(math.log(2) < ends[1] < 1.2 and ends[2] < 0.3,
       f"one head gets stuck at {ends[1]:.2f}, just above ln 2 ≈ 0.69; two heads go to {ends[2]:.2f}.",
       f"one head ended at {ends[1]:.2f} and two at {ends[2]:.2f} nats. Did you shorten STEPS? With 250 the first gets stuck "
       "just above ln 2 ≈ 0.69, and the second goes to almost 0.")

# %% [markdown]
# *Notice in the maps:* the single head does look at both places, with about half its weight on each. But what comes
# out is half of one letter plus half of the other, and a sum has no order: *tr* and *rt* give nearly the same
# blend. It knows **which two** letters there were, and not **which came first**. So each answer is close to the
# toss of a coin, and a fair coin costs $\ln 2 \approx 0.69$ nats: the orange curve can hardly get below that line.
#
# With two heads each place has a stripe of its own, and the two halves of the output keep the letters apart.
#
# To be fair: a larger network behind the head could pick some blends apart. But it would have to undo what need not
# have been done.
#
# (The first two rows are not asked anything, so they look wherever they please.)

# %% [markdown]
# ## 2 · Splitting: `split_heads`
#
# The loop above calls one small matrix product after the other. GPT-2 has 12 heads in each layer, GPT-3 has 96, and
# a GPU that is fed small jobs one by one stands idle for much of the time.
#
# Two observations make the loop go away.
#
# 1. **Making the queries.** Three heads of 32 channels each multiply $x$ by three matrices of 32 columns. Put side
#    by side, these are *one* matrix of 96 columns. One product makes the queries of all heads; head $h$ finds its
#    own in its **slice of channels**.
# 2. **Attending.** Your `attention` works for any number of leading dimensions: it takes `(..., T, d)` and treats
#    everything in front of `T` as a pile of separate problems. If the heads stand *there*, beside the batch, no
#    line of it needs to change.
#
# So all that is left is to bring the tensor into that form:
#
# $$x: (B, T, C) \;\longrightarrow\; (B, H, T, D), \qquad D = C / H, \qquad \text{out}_{b,h,t,d} = x_{b,\;t,\;hD + d}$$
#
# Head $h$ gets channels $hD$ to $(h+1)D - 1$ of **every** token. $C$ must be a multiple of $H$.
#
# **By hand.** One sequence, $T = 2$ tokens, $C = 4$ channels, $H = 2$ heads, so $D = 2$:
#
# $$\begin{bmatrix} 1 & 2 & 3 & 4 \\ 5 & 6 & 7 & 8 \end{bmatrix} \;\longrightarrow\;
# \text{head 0: } \begin{bmatrix} 1 & 2 \\ 5 & 6 \end{bmatrix} \quad \text{head 1: } \begin{bmatrix} 3 & 4 \\ 7 & 8 \end{bmatrix}$$
#
# ### Why not simply `x.view(B, H, T, D)`?
#
# It is one call, the number of elements fits, and the result has the right shape. This is the question that people
# ask most about this code, so let us see what that call does. Four tokens *a*, *b*, *c*, *d* have six channels
# each; every number carries its name, so *b4* is channel 4 of token *b*.

# %% demo folded="Plot: what `view` does, and what is wanted"
x = torch.arange(24).view(1, 4, 6)  # (B, T, C): one sequence, 4 tokens, 6 channels
bare = x.view(1, 2, 4, 3)  # (B, H, T, D): the right shape
wanted = [x[0, :, 0:3], x[0, :, 3:6]]

figure, ax = plt.subplots(figsize=(15, 5.2), layout="constrained")
draw_cells(ax, labels(x.view(1, 24)), 0, 7.2, "in memory: one long row, token after token")
draw_cells(ax, labels(x[0]), 0, 4.6, "x: a row for each token")
draw_cells(ax, labels(bare[0, 0]), 8, 4.6, "x.view: head 0")
draw_cells(ax, labels(bare[0, 1]), 11.6, 4.6, "head 1")
draw_cells(ax, labels(wanted[0]), 17, 4.6, "wanted: head 0")
draw_cells(ax, labels(wanted[1]), 20.6, 4.6, "head 1")
ax.text(11.3, 0.2, "✗  a head holds half of the tokens", ha="center", fontsize=12, color=ORANGE)
ax.text(20.3, 0.2, "✓  a head holds half of each token", ha="center", fontsize=12, color=BLUE)
ax.set(xlim=(-0.2, 24.2), ylim=(-0.3, 8.2), aspect="equal")
ax.axis("off")
plt.show()

# %% [markdown]
# *Notice:* a tensor lies in memory as one long row, the last dimension running fastest. **`view` never moves a
# number; it only cuts the same row into other pieces.** Cut into 2 × 4 × 3, the first half of the row goes to head
# 0, and the first half is the tokens *a* and *b*. Head 0 never sees *c* or *d*, and it takes the two halves of *a*
# for two different tokens.
#
# What we want needs numbers from every token, so the row has to be *read in another order*. The cure has two moves,
# and each does what it is good at:
#
# - `view` may cut the **channels** into heads, because the channels of a token lie next to each other:
#   $(B, T, C) \to (B, T, H, D)$;
# - `transpose` then exchanges two dimensions: $(B, T, H, D) \to (B, H, T, D)$. It moves nothing in memory either,
#   but it changes the order in which the row is read.
#
# ### Exercise: `split_heads` (2 points)
#
# <details><summary>Hint 1: where to begin</summary>
#
# Take $B$, $T$ and $C$ from the shape of `x`, and test first whether $C$ can be divided.
#
# </details>
#
# <details><summary>Hint 2: the first move</summary>
#
# Cut the last dimension in two, heads before their channels. Nothing may move in this step.
#
# </details>
#
# <details><summary>Hint 3: the second move</summary>
#
# Exchange the dimension of the heads with that of the tokens.
#
# </details>

# %% exercise="split_heads"
def split_heads(x, n_heads):
    """Cut the channels of every token into equal slices, one for each head.

    Args:
        x: tensor (B, T, C).
        n_heads: H, the number of heads.

    Returns:
        A tensor (B, H, T, D) with D = C / H: head h holds channels h·D to (h+1)·D - 1 of all tokens.
        x is not changed.

    Raises ValueError when C is not a multiple of n_heads.

    Example: [[[1, 2, 3, 4], [5, 6, 7, 8]]], of shape (1, 2, 4), and 2 heads give
    [[[[1, 2], [5, 6]], [[3, 4], [7, 8]]]], of shape (1, 2, 2, 2).
    """
    ### BEGIN SOLUTION
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError(f"{C} channels cannot be shared equally by {n_heads} heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)  # (B, T, H, D) → (B, H, T, D)
    ### END SOLUTION

# %% check="split_heads" points=2
x = sample(5, 4, 6)
probe(split_heads(x, 2), "5 sequences of 4 tokens, 6 channels, 2 heads")
probe(split_heads(torch.tensor([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]]), 2), "the example worked out by hand")
check_raises(ValueError, split_heads, sample(2, 3, 8), 3, what="8 channels, 3 heads")
check_equal(x, sample(5, 4, 6), "split_heads must not change its argument")
### BEGIN HIDDEN TESTS
probe(split_heads(sample(2, 5, 12, seed=1), 3), "2 sequences of 5 tokens, 12 channels, 3 heads")
probe(split_heads(sample(1, 7, 6, seed=2), 3), "one sequence of 7 tokens, 3 heads")
probe(split_heads(sample(2, 4, 5, seed=3), 1), "a single head")
probe(split_heads(sample(2, 4, 5, seed=4), 5), "as many heads as channels")
probe(split_heads(sample(3, 1, 6, seed=5), 3), "a single token")
probe(split_heads(sample(2, 6, 5, seed=8).transpose(1, 2), 3), "a tensor that does not lie in one piece")
check_raises(ValueError, split_heads, sample(2, 6, 4), 8, what="4 channels, 8 heads")
check_raises(ValueError, split_heads, sample(2, 6, 9), 6, what="9 channels, 6 heads")
x = sample(2, 3, 4, seed=6).requires_grad_()
y = split_heads(x, 2)
check_true(y.requires_grad, "gradients must flow from the result back to x")
(y * sample(2, 2, 3, 2, seed=7)).sum().backward()
probe(x.grad, "the gradient of x")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your function on the labelled tensor, this time with three heads.

# %% demo folded="Plot: your split_heads, with three heads"
x = torch.arange(24.0).view(1, 4, 6)  # (B, T, C)
heads = split_heads(x, 3)  # (1, 3, 4, 2)

figure, ax = plt.subplots(figsize=(11, 3.6), layout="constrained")
draw_cells(ax, labels(x[0]), 0, 4, f"x {tuple(x.shape)}")
for h in range(3):
    draw_cells(ax, labels(heads[0, h]), 8 + 2.8 * h, 4, f"head {h}")
ax.text(11.8, -0.3, f"split_heads(x, 3) {tuple(heads.shape)}", ha="center", va="top", fontsize=11)
ax.set(xlim=(-0.2, 16), ylim=(-1, 5), aspect="equal")
ax.axis("off")
plt.show()

# %% [markdown]
# *Notice:* every head has all four tokens, in order, and each token has given two of its six channels to each head.

# %% [markdown]
# **Quick question 1.** `x` has the shape `(1, 6, 4)`: six tokens with four channels. Somebody writes
# `x.view(1, 2, 6, 2)` to get two heads. What is in head 1?
#
# *a)* Channels 2 and 3 of all six tokens, as it should be.
#
# *b)* Channels 0 and 1 of all six tokens.
#
# *c)* All four channels of tokens 3, 4 and 5.
#
# *d)* All four channels of every second token.

# %% exercise="answer_bare_view"
# answer_bare_view = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_bare_view = "c"
### END SOLUTION

# %% check="answer_bare_view" points=1
probe_choice(answer_bare_view, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_bare_view, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### Catch the bug: `tests_split_heads` (2 points)
#
# Section 2 was about an error that no shape gives away. So how would *you* find out whether somebody's `split_heads` is
# right? Write the test: a function that gets a candidate, calls it as often as it likes, and says True or False.
#
# - **Known values.** Number the channels, as *b4* did above. With the numbers 0, 1, 2, … in `x` every misplaced one gives
#   itself away, and you can work out by hand where each belongs. Random numbers would do as well; equal ones show nothing.
# - **Asymmetric sizes.** With as many tokens as channels a head, or as many heads as sequences, two dimensions may change
#   places unseen. Take sizes that are all different, and more than one sequence.
# - **Extreme sizes.** A single head, a single token, one channel a head: some code loses a dimension of size 1.
# - **Properties.** Every number of `x` comes out once. Put the heads side by side again, and `x` is back.
# - **What must not change**: `x` itself. And what must flow: gradients, or nothing in front of it learns.
# - **The promise about errors.** $C$ that does not divide: a ValueError, not another one, not a silent result.
#
# Do not be too strict, either: a result that lies in memory in another way, or is a copy, keeps the contract.
#
# Three candidates for you to try are in the folded cell below, `candidate_a`, `candidate_b` and `candidate_c`; at least one is
# right and one wrong.

# %% candidates="split_heads"
visible = ["right numbered_channels", "wrong bare_exception", "wrong batch_of_one"]
base = "right view_transpose"

def never_raises(x, n_heads):
    width = x.shape[-1] // n_heads
    return torch.stack([x[..., h * width:(h + 1) * width] for h in range(n_heads)], dim=1)

def never_divides(x, n_heads):
    raise ValueError("no")

def zeros(x, n_heads):
    return torch.zeros_like(right(x, n_heads))

def same_numbers(x, n_heads):
    return x.reshape(right(x, n_heads).shape)

def of_equal_sizes(x, n_heads):
    return right(x, n_heads) if x.shape[0] == 1 else right(x, n_heads).flip(0)

def detaches(x, n_heads):
    return right(x, n_heads).detach()

def changes(x, n_heads):
    found = right(x, n_heads).clone()
    x.data.zero_()
    return found

def other_error(x, n_heads):
    try:
        return right(x, n_heads)
    except ValueError:
        raise RuntimeError("no") from None

# %% exercise="tests_split_heads"
def tests_split_heads(candidate):
    """Is `candidate` a right `split_heads`?

    candidate: a function that is called as split_heads is: candidate(x, n_heads), with x of shape (B, T, C).
    Returns True when it keeps the contract of split_heads, and False when it does not. When the candidate raises an
    error, you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_split_heads(lambda x, n_heads: x) gives False, for this one splits nothing.
    """
    ### BEGIN SOLUTION
    for B, T, H, D in [(2, 5, 3, 4), (3, 4, 2, 5), (1, 1, 2, 3), (2, 3, 1, 4), (3, 2, 4, 1)]:
        x = torch.arange(1.0, B * T * H * D + 1).view(B, T, H * D).requires_grad_()
        before = x.detach().clone()
        heads = candidate(x, H)
        if not isinstance(heads, torch.Tensor) or heads.shape != (B, H, T, D):
            return False
        if not torch.equal(x.detach(), before) or x.shape != before.shape or not heads.requires_grad:
            return False
        for h in range(H):
            if not torch.equal(heads[:, h], before[:, :, h * D:(h + 1) * D]):
                return False
    for C, H in [(8, 3), (9, 6), (4, 8), (7, 2)]:
        try:
            candidate(torch.ones(2, 6, C), H)
        except ValueError:
            continue
        return False
    return True
    ### END SOLUTION

# %% check="tests_split_heads" points=2
catch_bugs(tests_split_heads)
### BEGIN HIDDEN TESTS
catch_bugs(tests_split_heads, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Merging: `merge_heads`
#
# After attention every head holds an output `(T, D)`, and the next layer wants one vector of $C$ channels for each
# token again. That is the way back:
#
# $$(B, H, T, D) \;\longrightarrow\; (B, T, C), \qquad C = H \cdot D, \qquad \text{out}_{b,\;t,\;hD + d} = x_{b,h,t,d}$$
#
# **By hand.** $H = 2$, $T = 2$, $D = 2$, the example from above, backwards:
#
# $$\text{head 0: } \begin{bmatrix} 1 & 2 \\ 5 & 6 \end{bmatrix} \quad \text{head 1: } \begin{bmatrix} 3 & 4 \\ 7 & 8 \end{bmatrix}
# \;\longrightarrow\; \begin{bmatrix} 1 & 2 & 3 & 4 \\ 5 & 6 & 7 & 8 \end{bmatrix}$$
#
# The same trap waits here, from the other side. What comes out of attention is a fresh tensor, laid out head after
# head. Merge it without bringing the tokens to the front, and this is what the next layer gets:

# %% demo folded="Plot: a merge without the transpose"
x = torch.arange(24).view(4, 6)
heads = torch.stack([x[:, :3], x[:, 3:]])  # (H, T, D) = (2, 4, 3), split well
figure, ax = plt.subplots(figsize=(15, 3.4), layout="constrained")
draw_cells(ax, labels(heads[0]), 0, 4, "head 0")
draw_cells(ax, labels(heads[1]), 3.6, 4, "head 1")
draw_cells(ax, labels(heads.reshape(4, 6)), 9, 4, "reshape(B, T, C): ✗")
draw_cells(ax, labels(x), 17, 4, "wanted: ✓")
for place, token in enumerate("abcd"):
    ax.text(8.85, 3.5 - place, f"token {token}", ha="right", va="center", fontsize=10)
ax.set(xlim=(-0.2, 24.2), ylim=(-0.3, 5), aspect="equal")
ax.axis("off")
plt.show()

# %% [markdown]
# *Notice:* the first row goes on to the next layer as "token *a*", but half of it is from token *b*, which *a* must
# not see yet. A good split with a bad merge even leaks the future.
#
# So: first exchange heads and tokens back, then join the last two dimensions. If you join them with `view`, PyTorch
# stops you:

# %% demo
try:
    torch.zeros(1, 2, 4, 3).transpose(1, 2).view(1, 4, 6)
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# Now you can read this message. `view` only cuts the row as it lies in memory; after `transpose` the numbers of one
# token no longer lie next to each other, so there is no such cut. They have to be *copied* into a new row.
# `contiguous()` does that, and `reshape` does it by itself where it must.
#
# This is a guard rail with a gap: it stops `view` after a transpose, but nothing stops `view` or `reshape` *instead
# of* it.
#
# ### Exercise: `merge_heads` (1 point)
#
# <details><summary>Hint 1: the order</summary>
#
# Undo the two moves of `split_heads`, the last one first.
#
# </details>
#
# <details><summary>Hint 2: the call</summary>
#
# Joining the last two dimensions needs a copy here. Of the two calls that you have just met, one can copy.
#
# </details>

# %% exercise="merge_heads"
def merge_heads(x):
    """Lay the heads' channels side by side again: the inverse of split_heads.

    Args:
        x: tensor (B, H, T, D).

    Returns:
        A tensor (B, T, H·D): of each token first the D channels of head 0, then those of head 1, and so on.
        x is not changed.

    Example: [[[[1, 2], [5, 6]], [[3, 4], [7, 8]]]], of shape (1, 2, 2, 2), gives
    [[[1, 2, 3, 4], [5, 6, 7, 8]]], of shape (1, 2, 4).
    """
    ### BEGIN SOLUTION
    B, H, T, D = x.shape
    return x.transpose(1, 2).reshape(B, T, H * D)  # (B, T, H, D) → (B, T, C)
    ### END SOLUTION

# %% check="merge_heads" points=1
x = sample(2, 3, 5, 4)
probe(merge_heads(x), "2 sequences, 3 heads, 5 tokens, 4 channels a head")
probe(merge_heads(torch.tensor([[[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]]])),
      "the example worked out by hand")
check_equal(x, sample(2, 3, 5, 4), "merge_heads must not change its argument")
### BEGIN HIDDEN TESTS
probe(merge_heads(sample(3, 2, 4, 1, seed=1)), "one channel a head")
probe(merge_heads(sample(2, 1, 3, 4, seed=2)), "a single head")
probe(merge_heads(sample(1, 4, 6, 3, seed=3)), "one sequence")
probe(merge_heads(sample(2, 4, 1, 3, seed=4)), "a single token")
probe(merge_heads(sample(1, 12, 2, 1, seed=8)), "twelve heads")
probe(merge_heads(sample(2, 5, 3, 4, seed=5).transpose(1, 2)), "a tensor that does not lie in one piece")
x = sample(2, 3, 4, 2, seed=6).requires_grad_()
y = merge_heads(x)
check_true(y.requires_grad, "gradients must flow from the result back to x")
(y * sample(2, 4, 6, seed=7)).sum().backward()
probe(x.grad, "the gradient of x")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** There and back: for every number of heads that divides 12, the very same tensor. And
# beside it, what the short cut would have made of it.

# %% demo
x = torch.arange(5 * 12.0).view(1, 5, 12)
for n_heads in (1, 2, 3, 4, 6, 12):
    heads = split_heads(x, n_heads)
    there = torch.equal(merge_heads(heads), x)
    short = (heads.reshape(1, 5, 12) == x).float().mean().item()
    print(f"{n_heads:2} heads {str(tuple(heads.shape)):>14}   there and back the same: {there}   "
          f"numbers in place with a bare reshape: {short:.0%}")

# %% [markdown]
# *Notice the first line:* with one head the short cut is right. A test with `n_heads=1` proves nothing.

# %% [markdown]
# ## 4 · The layer: `MultiHeadAttention`
#
# Here is the whole way of the data, with the sizes of GPT-2 small for one text of 1,000 tokens:
#
# | | step | shape | GPT-2 small |
# |---|---|---|---|
# | 1 | `x` comes in | `(B, T, C)` | (1, 1000, 768) |
# | 2 | one linear layer, `qkv`, makes all queries, keys and values | `(B, T, 3C)` | (1, 1000, 2304) |
# | 3 | cut into q, k, v, **in this order** | 3 × `(B, T, C)` | 3 × (1, 1000, 768) |
# | 4 | split each of them into heads | 3 × `(B, H, T, D)` | 3 × (1, 12, 1000, 64) |
# | 5 | scores $q k^\top / \sqrt{D}$, causal mask, softmax | `(B, H, T, T)` | (1, 12, 1000, 1000) |
# | 6 | blend the values | `(B, H, T, D)` | (1, 12, 1000, 64) |
# | 7 | merge the heads | `(B, T, C)` | (1, 1000, 768) |
# | 8 | one more linear layer, `proj` | `(B, T, C)` | (1, 1000, 768) |
#
# Three things deserve a second look.
#
# - **The scale is $1/\sqrt D$, not $1/\sqrt C$.** A score is now a dot product of $D$ channels, so that is what its
#   variance grows with (step 2, section 3). With $\sqrt C$ the scores of GPT-2 would be $\sqrt{12} \approx 3.5$
#   times too small, and every head would start out nearly blind to differences. It trains all the same, only worse.
#   If you hand `attention` the split tensors, it does the right thing by itself.
# - **The mask has no dimension for the heads.** It is `(T, T)`, and it broadcasts over the batch and all heads: nobody may look
#   ahead.
# - **Why `proj`?** After step 7, channels 0 to 63 come from head 0 alone. `proj` lets every head write to *every*
#   channel. Cut its matrix into $H$ strips of $D$ columns, one for each head, and you see what it does: each head's
#   output passes through its own strip, and **the contributions are added up**.
#   $\;\text{out} = \sum_h \text{head}_h W_h^\top + b$.
#
# **By hand.** In section 1 the two heads brought home 7 and 3. Let `proj` have the matrix
# $\begin{bmatrix}1 & 1\\0 & 1\end{bmatrix}$ and the biases
# $[0, 1]$. Head 0 owns the first column, head 1 the second: $7 \cdot [1, 0] + 3 \cdot [1, 1] + [0, 1] = [10, 4]$.
#
# **Dropout** is new here. While training, it sets a random fraction $p$ of numbers to zero and multiplies the rest
# by $1/(1-p)$, so that no part of the network can rely on one other part. In evaluation it does nothing.
# `nn.Dropout(p)` keeps track of that: after `model.train()` it is active, after `model.eval()` it is not. GPT-2 has
# it in two places, on the weights and on the output of `proj`. In this course either place will do, or both.
#
# **By hand: the parameters.** A linear layer from $n$ to $m$ channels has $nm$ weights and $m$ biases:
#
# | | weights | biases | $C = 6$ | $C = 768$ (GPT-2 small) |
# |---|---|---|---|---|
# | `qkv` | $C \cdot 3C$ | $3C$ | 108 + 18 | 1,769,472 + 2,304 |
# | `proj` | $C \cdot C$ | $C$ | 36 + 6 | 589,824 + 768 |
# | together | $4C^2$ | $4C$ | **168** | **2,362,368** |
#
# The number of heads is not in the formula. (Unlike step 2's head, this layer has biases, because GPT-2 has.)
#
# ### Exercise: `MultiHeadAttention` (4 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# That of `nn.Module` first, then the test of the sizes, then two linear layers and one dropout layer.
#
# </details>
#
# <details><summary>Hint 2: the first lines of forward</summary>
#
# One call of `qkv`. Then cut its last dimension into three equal parts, and each part into heads.
#
# </details>
#
# <details><summary>Hint 3: all heads at once</summary>
#
# Step 2's `attention` takes the mask as its fourth argument and returns a *pair*. The mask is that of the $T$ of this
# very `x`, and lies on its device.
#
# </details>
#
# <details><summary>Hint 4: the way out</summary>
#
# Merge, project, and apply dropout.
#
# </details>

# %% exercise="MultiHeadAttention"
class MultiHeadAttention(nn.Module):
    """Causal self-attention with several heads.

    Args of the constructor:
        d_model: C, the channels of a token's vector, going in and coming out.
        n_heads: H, the number of heads. Each works on D = C / H channels.
        dropout: the fraction of numbers that dropout sets to zero, in training mode only.

    Attributes (the checks copy known weights in through these names):
        n_heads: H.
        qkv: nn.Linear from C to 3C channels, with bias. Of its output, the first C channels are the queries, the
            next C the keys, the last C the values.
        proj: nn.Linear from C to C channels, with bias.

    Raises ValueError (in the constructor) when C is not a multiple of n_heads.

    forward(x): (B, T, C) → (B, T, C), the output alone. Causal, scaled by 1/√(C/H). Any T, and a different one
    at each call. x is not changed. Dropout on the weights, on the output, or on both.

    Example: MultiHeadAttention(6, 3)(torch.randn(2, 5, 6)) has the shape (2, 5, 6); the layer has 168 parameters.
    """

    def __init__(self, d_model, n_heads, dropout=0.0):
        ### BEGIN SOLUTION
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError(f"{d_model} channels cannot be shared equally by {n_heads} heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        q, k, v = self.qkv(x).chunk(3, dim=-1)  # each (B, T, C)
        q, k, v = (split_heads(part, self.n_heads) for part in (q, k, v))  # each (B, H, T, D)
        output, _ = attention(q, k, v, causal_mask(x.shape[1]).to(x.device))  # (B, H, T, D), one mask for all heads
        return self.dropout(self.proj(merge_heads(output)))  # (B, T, C)
        ### END SOLUTION

# %% check="MultiHeadAttention" points=4 folded="Check: MultiHeadAttention"
NAMES = ("qkv.weight", "qkv.bias", "proj.weight", "proj.bias")


def part(layer, name):
    for attribute in name.split("."):
        layer = getattr(layer, attribute, None)
    return layer


def inventory(layer):
    """The shapes of the four parameters, and what else there is."""
    four = {name: part(layer, name) for name in NAMES}
    shapes = {name: list(w.shape) if isinstance(w, torch.Tensor) else "missing" for name, w in four.items()}
    known, registered = {id(w) for w in four.values()}, {id(w) for w in layer.parameters()}
    others = {name: list(w.shape) for name, w in layer.named_parameters() if id(w) not in known}
    unknown = [name for name, w in four.items() if shapes[name] != "missing" and id(w) not in registered]
    return shapes | {"other parameters": others, "unknown to layer.parameters()": unknown}


def dropped(p):
    """In words, what dropout makes of one token in 4,000 passes: how often, which numbers come, and their mean."""
    layer = MultiHeadAttention(6, 1, dropout=p)
    fill(layer, NAMES)
    token = sample(1, 1, 6, seed=9)
    whole, bias, keep = layer.eval()(token)[0, 0].detach(), layer.proj.bias.detach(), 1 / (1 - p)
    torch.manual_seed(0)
    y = layer.train()(token.expand(4000, 1, 6))[:, 0].detach()
    without = torch.isclose(y, torch.zeros(6), atol=1e-6)  # dropped from the output
    alone = (torch.isclose(y, bias, atol=1e-6) | torch.isclose(y, keep * bias, atol=1e-6)) & ~without  # the one weight
    shares = [without.float().mean().item(), alone.float().sum().item() / max(1, (~without).sum().item())]
    if (torch.isclose(y, whole, atol=1e-6)).all():
        return "nothing is dropped"
    if any(share > 0.02 and abs(share - p) > 0.06 for share in shares):
        return "another share than p is dropped"
    once = bias + keep * (whole - bias)
    usual = [torch.isclose(y, value, atol=1e-5) for value in (whole, keep * whole, once, keep * once)]
    if not torch.stack([without, alone, *usual]).any(dim=0).all():
        return "numbers come that dropout on the weights or the output cannot give"
    if (y.mean(dim=0) - whole).norm() > 0.12 * whole.norm():
        return "the mean is not kept"
    return "as dropout should"


layer = MultiHeadAttention(12, 4)
probe(inventory(layer), "names and shapes of the parameters")
fill(layer, NAMES)
one = MultiHeadAttention(6, 1)
fill(one, NAMES)
check_shape(one(sample(1, 3, 6)), (1, 3, 6), "3 tokens, 6 channels, a single head")
x = sample(2, 5, 12, seed=1)
probe(layer(x), "2 sequences of 5 tokens, 12 channels, 4 heads")
check_equal(x, sample(2, 5, 12, seed=1), "the layer must not change its input")
probe(layer(sample(3, 7, 12, seed=3)), "3 sequences of 7 tokens, by the same layer")
probe(layer(sample(1, 2, 12, seed=2)), "one sequence of 2 tokens, by the same layer")
probe(layer.n_heads, "the attribute n_heads")
check_raises(ValueError, MultiHeadAttention, 12, 5, what="12 channels, 5 heads")
still = MultiHeadAttention(12, 4, dropout=0.5)
fill(still, NAMES)
probe(still.eval()(x), "dropout=0.5, in evaluation mode")
check_equal(dropped(0.3), "as dropout should", "dropout=0.3, in training mode, one token 4,000 times")
### BEGIN HIDDEN TESTS
probe(layer(sample(3, 13, 12, seed=3)), "a longer sequence, after shorter ones")
probe(layer(sample(1, 1, 12, seed=5)), "a single token")
probe(layer(sample(2, 12, 5, seed=6).transpose(1, 2)), "a tensor that does not lie in one piece")
long = MultiHeadAttention(4, 2)
fill(long, NAMES)
probe(long(sample(1, 2100, 4, seed=5))[:, -2:], "the last two of 2,100 tokens")
changed = sample(2, 5, 12, seed=2)
changed[:, 3:] = 9.0
check_close(layer(changed)[:, :3], layer(sample(2, 5, 12, seed=2))[:, :3],
            "tokens 3 and 4 changed: outputs 0, 1 and 2 must stay")
check_raises(ValueError, MultiHeadAttention, 4, 8, what="4 channels, 8 heads")
for n_heads in (1, 2, 3, 6):
    other = MultiHeadAttention(6, n_heads)
    fill(other, NAMES, seed=6)
    probe(other(2 * sample(4, 5, 6, seed=7)), f"6 channels, {n_heads} head(s)")
torch.manual_seed(0)
check_true(torch.allclose(still(x), still(x)), "in evaluation mode, dropout does nothing")
still.train()
check_true(not torch.allclose(still(x), still(x)), "in training mode, dropout=0.5 gives another output at each call")
check_true(torch.allclose(layer(x), layer(x)), "in training mode, dropout=0 changes nothing")
check_equal(dropped(0.6), "as dropout should", "dropout=0.6, in training mode, one token 4,000 times")
fill(layer, NAMES, seed=10)
y = layer(x)
probe(y, "the same input after the weights have changed")
check_true(y.requires_grad, "gradients must flow from the output back to the weights")
(y * sample(2, 5, 12, seed=8)).sum().backward()
probe({name: part(layer, name).grad for name in NAMES}, "the gradients of the parameters")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint: the shape is right and the values are wrong</summary>
#
# Go through the table line by line, with a tensor of two tokens if need be. The usual suspects: the order in which
# `qkv` is cut; splitting before cutting (then each head gets a mixture of q, k and v); merging without the
# transpose; a scale taken from `d_model`; `proj` made but not used.
#
# </details>

# %% [markdown]
# **What you should see.** The next cell lets your own layer run and writes down every shape on the way. It wraps
# the functions that your `forward` calls, so a line that is missing here belongs to a function that you did not
# call (that is fine: a layer with PyTorch's own attention inside prints fewer lines).

# %% demo
def traced(name, function):
    """`function`, but each call prints the shapes of its first argument and of its (first) result."""

    def run(*args, **kwargs):
        result = function(*args, **kwargs)
        first = result[0] if isinstance(result, tuple) else result
        print(f"  {name:<12} {str(tuple(args[0].shape)):>16}  →  {tuple(first.shape)}")
        return result

    return run


layer = MultiHeadAttention(12, 3)
layer.qkv.forward = traced("qkv", layer.qkv.forward)
layer.proj.forward = traced("proj", layer.proj.forward)
print("B = 2 sequences, T = 5 tokens, C = 12 channels, H = 3 heads, D = 4 channels a head")
with mock.patch.dict(globals(), {f.__name__: traced(f.__name__, f) for f in (split_heads, attention, merge_heads)}):
    layer(torch.randn(2, 5, 12))

# %% [markdown]
# *Notice:* `split_heads` is called three times, `attention` once. That one call does the work of all heads in all
# sequences.
#
# Next, a witness from outside. PyTorch has this layer too, `nn.MultiheadAttention`. We copy your weights into it
# and compare. Two traps on the way are worth knowing: it wants `batch_first=True`, and **its mask is True where a
# query may *not* look**, the opposite of ours.

# %% demo
mine = MultiHeadAttention(48, 4)
theirs = nn.MultiheadAttention(48, 4, batch_first=True)
with torch.no_grad():
    theirs.in_proj_weight.copy_(mine.qkv.weight)  # (3C, C): q, k, v one below the other, as in yours
    theirs.in_proj_bias.copy_(mine.qkv.bias)
    theirs.out_proj.weight.copy_(mine.proj.weight)
    theirs.out_proj.bias.copy_(mine.proj.bias)

x = torch.randn(3, 20, 48)
expected, _ = theirs(x, x, x, attn_mask=~causal_mask(20))
difference = (mine(x) - expected).abs().max()
print(f"outputs between {expected.min():.2f} and {expected.max():.2f}, largest difference {difference:.1e}")
for name, layer in [("yours", mine), ("PyTorch's", theirs)]:
    print(f"{name:<10} {sum(p.numel() for p in layer.parameters()):,} parameters")
print(f"4C² + 4C  = {4 * 48**2 + 4 * 48:,}")

# %% [markdown]
# The difference is rounding: the last digit of 32-bit floats. You have rebuilt the library's layer, and you know
# what is in it.

# %% [markdown]
# **Quick question 2.** You change a layer from `MultiHeadAttention(64, 4)` to `MultiHeadAttention(64, 8)` and
# nothing else. What is true?
#
# *a)* It has twice as many parameters.
#
# *b)* It has the same parameters, and each token's output has 128 channels.
#
# *c)* It has the same number of parameters, and the scores are divided by 8, as before.
#
# *d)* It has the same number of parameters, and each score is a dot product of 8 channels instead of 16.

# %% exercise="answer_more_heads"
# answer_more_heads = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_more_heads = "d"
### END SOLUTION

# %% check="answer_more_heads" points=1
probe_choice(answer_more_heads, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_more_heads, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 5 · Four heads read a sentence
#
# Now a sentence, and a word that depends on two others:
#
# > **yesterday** the old **keys** of the king **were** gone
#
# Which form of *to be* comes after *king*? You need the tense (*yesterday*) and the number (*keys*; not *king*,
# though it stands nearer). These are two places. We train your layer, with four heads, on 3,500 sentences of this
# pattern with other words. It has to guess every next word, but only the verb can be known for sure.

# %% demo
NOUNS = ["key keys", "king kings", "lamp lamps", "boat boats", "door doors", "sailor sailors", "queen queens",
         "book books"]
VERBS = ["was", "were", "is", "are"]


def make_sentence(rng):
    def noun_phrase(noun, plural):
        adjective = [rng.choice("old red small lost new quiet".split())] if rng.random() < 0.5 else []
        return ["the", *adjective, noun.split()[plural]]

    past, plural, other_plural = (rng.random() < 0.5 for _ in range(3))
    subject, other = rng.sample(NOUNS, 2)
    return ["yesterday" if past else "today", *noun_phrase(subject, plural), rng.choice("of near behind".split()),
            *noun_phrase(other, other_plural), VERBS[2 * (not past) + plural],
            rng.choice("here gone late found cold ready".split()), "."]


rng = random.Random(0)
sentences = [make_sentence(rng) for _ in range(4000)]
vocabulary = sorted({word for sentence in sentences for word in sentence})
word_id = {word: i for i, word in enumerate(vocabulary)}
longest = max(map(len, sentences))
padded = torch.tensor([[word_id[word] for word in s + ["."] * (longest - len(s))] for s in sentences])  # (4000, 11)
targets = torch.full_like(padded, -100)
for i, sentence in enumerate(sentences):
    targets[i, :len(sentence) - 1] = padded[i, 1:len(sentence)]  # the next word; -100 after the end: not asked
for sentence in sentences[:4]:
    print(" ".join(sentence))


class Reader(nn.Module):
    """Word ids (B, T) → a score for each possible next word (B, T, V)."""

    def __init__(self, d_model=64, n_heads=4):
        super().__init__()
        self.tokens, self.places = nn.Embedding(len(vocabulary), d_model), nn.Embedding(longest, d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.readout = nn.Linear(d_model, len(vocabulary))

    def vectors(self, ids):
        return self.tokens(ids) + self.places.weight[:ids.shape[1]]  # (B, T, C) + (T, C)

    def forward(self, ids):
        x = self.vectors(ids)  # (B, T, C)
        return self.readout(x + self.attn(x))  # the + keeps the word itself in sight; step 4 is about this plus


def some_sentences(generator, batch=64):
    chosen = torch.randint(3500, (batch,), generator=generator)
    return padded[chosen], targets[chosen]


torch.manual_seed(4)
reader = Reader().to(device)
losses = train(reader, some_sentences, lr=0.01)
print(f"\nloss {losses[0]:.2f} → {losses[-1]:.2f} nats a word; "
      f"a blind guess among {len(vocabulary)} words costs {math.log(len(vocabulary)):.2f}")

# %% [markdown]
# (The loss cannot reach 0, since nobody can know whether the keys are gone or found.)
#
# Below: the weights of all four heads, on a sentence as far as *king*. In the framed row *king* looks around, and
# from what it finds comes the verb.

# %% demo folded="Plot: where the four heads look"
words = "yesterday the old keys of the king".split()
with torch.no_grad():
    ids = torch.tensor([[word_id[word] for word in words]], device=device)
    x = reader.vectors(ids)
    q, k, v = (split_heads(part, 4) for part in reader.attn.qkv(x).chunk(3, dim=-1))
    weights = attention(q, k, v, causal_mask(len(words)).to(device))[1]  # (1, H, T, T)
    chances = softmax(reader(ids)[0, -1])  # (V,): the next word

figure, axes = plt.subplots(1, 4, figsize=(17, 4.9), layout="constrained", sharey=True)
for head, ax in enumerate(axes):
    found = weights[0, head, -1].argmax().item()
    show_map(ax, weights[0, head], words, f"head {head}: “king” looks at “{words[found]}”", box=len(words) - 1)
    ax.set_ylabel("query: looks" if head == 0 else "")
plt.show()
print("next word:", ", ".join(f"{word} {chances[word_id[word]]:.3f}" for word in VERBS))
seen = {words[weights[0, head, -1].argmax().item()] for head in range(4)}
notice({"yesterday", "keys"} <= seen,
       "in the framed rows one head has gone for “yesterday”, and one for “keys”, past the nearer noun.",
       f"in the framed rows the heads look most at {', '.join(sorted(seen))}. Heads find their jobs by chance: these share "
       "“yesterday” and “keys” among them in another way. Try another seed in the cell above.")

# %% [markdown]
# No one assigned the heads their jobs. They are dealt out by chance at the start: change `torch.manual_seed(4)`, train
# again, and other heads take them.
#
# *Notice in the rest:* some heads stare at words like *of* and *the*, which tell them little. Attention weights
# must sum to 1, so a head with nothing to do has to look somewhere. Large models do the same; there it is often the
# first token.

# %% [markdown]
# ## Break it 1 · Turn one head off
#
# The heads' contributions are added up in `proj`. So one head can be taken out by setting its strip of
# `proj.weight` to 0, without training anything again. We do that with each head in turn, and count on 500 new
# sentences how often the verb has the right **tense** (*was, were* or *is, are*) and the right **number** (*was,
# is* or *were, are*).
#
# **Predict first**, from the maps above. When a head is turned off,
#
# 1. does everything get a little worse, whichever head it is,
# 2. does one head cost the tense and another one the number,
# 3. or do the remaining heads step in, so that nothing happens?

# %% demo
held_out, next_words = padded[3500:].to(device), targets[3500:]
verb_ids = torch.tensor([word_id[verb] for verb in VERBS])
asked = torch.isin(next_words, verb_ids)  # the places where a verb comes next, one in each sentence
truth = (next_words[asked][:, None] == verb_ids).float().argmax(dim=-1)  # (500,): which of the four verbs


def verb_scores(model):
    """How often tense and number of the verb are right."""
    with torch.no_grad():
        named = model(held_out).cpu()[asked][:, verb_ids].argmax(dim=-1)  # (500,)
    return (named // 2 == truth // 2).float().mean().item(), (named % 2 == truth % 2).float().mean().item()


results = {"all heads": verb_scores(reader)}
weight, width = reader.attn.proj.weight, 64 // 4
for head in range(4):
    strip = slice(head * width, (head + 1) * width)
    with torch.no_grad():
        kept = weight[:, strip].clone()
        weight[:, strip] = 0.0
        results[f"without\nhead {head}"] = verb_scores(reader)
        weight[:, strip] = kept

figure, ax = plt.subplots(figsize=(9.5, 3.8), layout="constrained")
for shift, part, colour, hatch in [(-0.2, 0, BLUE, ""), (0.2, 1, "#F0B98D", "//")]:
    bars = ax.bar(np.arange(5) + shift, [100 * scores[part] for scores in results.values()], 0.38, color=colour,
                  hatch=hatch, edgecolor="black", lw=0.6, label=("tense", "number")[part])
    ax.bar_label(bars, fmt="%.0f", padding=2, fontsize=10, bbox=dict(facecolor="white", edgecolor="none", pad=0.5))
ax.axhline(50, color=GREY, linestyle=":", label="a coin", zorder=0)
ax.set_xticks(range(5), results)
ax.set(ylabel="verbs right (%)", ylim=(0, 112), title="one head at a time turned off")
ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
plt.show()
lost = [max(results["all heads"][part] - scores[part] for scores in results.values()) for part in (0, 1)]
unmissed = sum(min(scores) > 0.98 for scores in results.values()) - (min(results["all heads"]) > 0.98)
notice(min(lost) > 0.2,
       f"one head costs {lost[0]:.0%} of the tenses and one {lost[1]:.0%} of the numbers; {unmissed} of the four can go unnoticed.",
       f"the head that is missed most costs {lost[0]:.0%} of the tenses, and another {lost[1]:.0%} of the numbers. Here the heads "
       "share their jobs, so that one can step in for another.")

# %% [markdown]
# <details><summary>What happened</summary>
#
# Read it off the bars; mostly it is answer 2. A head that alone looks at *yesterday* is missed in the tense, and one that
# alone looks at *keys* in the number. But there is often a piece of answer 3: a head can go and nobody notices, either
# because it had nothing to say or because another one says the same. Which heads these are depends on the seed.
#
# The same holds in the large. Michel and others took heads out of trained translation models, one at a time, and
# found that most of them were not missed, while a few were indispensable. You need several heads; which ones, and
# how many, nobody knows beforehand.
#
# </details>

# %% [markdown]
# ## Break it 2 · Leave the transpose away
#
# The classic mistake, with your own layer: split by a bare `view`, merge by a bare `view`. The two errors match, so
# every number ends up in the place that it came from. The shapes are right. Nothing leaks from the future. We play
# the game of section 1 once more, with two heads.
#
# **Predict first.** The layer without transposes
#
# 1. learns nothing: the heads see scrambled tokens,
# 2. learns just as well: a network can get used to any order of its numbers,
# 3. learns the game, except in a few places. (If so, in which? The labelled tensor in section 2 tells, for rows of
#    12 letters.)

# %% demo
def bare_split(x, n_heads):
    return x.reshape(x.shape[0], n_heads, x.shape[1], x.shape[2] // n_heads)


def bare_merge(x):
    return x.reshape(x.shape[0], x.shape[2], x.shape[1] * x.shape[3])


class BareAttention(MultiHeadAttention):
    """The same layer, same parameters, without the two transposes."""

    def forward(self, x):
        q, k, v = (bare_split(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        return self.proj(bare_merge(attention(q, k, v, causal_mask(x.shape[1]).to(x.device))[0]))


twins = {}
for name, kind in [("your layer", MultiHeadAttention), ("without transposes", BareAttention)]:
    torch.manual_seed(1)
    model = Game(kind(64, 2)).to(device)
    twins[name] = model, train(model, two_back)

# %% demo folded="Plot: with and without the transposes"
x = torch.randn(1, 12, 64, device=device)
changed = x.clone()
changed[:, 8:] = 0
figure, axes = plt.subplots(1, 2, figsize=(13, 3.9), layout="constrained", width_ratios=[1, 1.4])
looks = [(BLUE, "-", "", -0.2), (ORANGE, "--", "//", 0.2)]
for (name, (model, losses)), (colour, style, hatch, shift) in zip(twins.items(), looks):
    with torch.no_grad():
        moved = (model.layer(changed) - model.layer(x))[:, :8].abs().max().item()
    print(f"{name:<19} shape {tuple(model.layer(x).shape)}   "
          f"tokens 8 to 11 changed: outputs 0 to 7 moved by {moved:.1e}")
    axes[0].plot(losses, color=colour, linestyle=style, label=name)
    axes[1].bar(np.arange(2, 12) + shift, 100 * both_right(model)[2:], 0.38, color=colour, hatch=hatch,
                edgecolor="black", lw=0.6)
axes[0].axhline(math.log(2), color=GREY, linestyle="-.", lw=1.5, label="one head: ln 2")
axes[0].set(title="training loss", xlabel="step", ylabel="loss in nats, mean of both answers", ylim=(0, 3.4))
axes[0].legend(frameon=False)
axes[1].set(title="rows of 12 letters, by position", xlabel="position, counted from 0",
            ylabel="both letters right (%)", xticks=range(2, 12), ylim=(0, 105))
plt.show()
right = {name: both_right(model) for name, (model, _) in twins.items()}
bad = [place for place in range(2, 12) if right["without transposes"][place] < 0.5]
notice(right["your layer"][2:].min() > 0.9 and bad == [6, 7],
       "your layer knows both letters at every place; the one without transposes fails at places 6 and 7.",
       f"your layer is right in at least {right['your layer'][2:].min():.0%} at every place, and the one without transposes fails "
       f"at {bad or 'no place'}. With 250 steps it fails at 6 and 7: did you shorten STEPS?")

# %% [markdown]
# <details><summary>What happened</summary>
#
# Answer 3: places 6 and 7. A bare `view` into two heads cuts a row of 12
# letters into letters 0 to 5 and letters 6 to 11. Letter 6 is the first of its half: it can look at nothing but
# itself. Letter 7 can look one back, not two.
#
# So the model is nearly right, the loss falls, and every test but one lets it pass: shape, causality, number of
# parameters, "it trains". Now imagine this inside a GPT with 12 heads and texts of 1,024 tokens. In no layer could
# a token look back more than about 85 places, a text of another length would be cut at other places, and your
# training curve would look a little disappointing. Comparing *numbers* with a layer that is known to be right finds
# the mistake at once. That is why the checks of this course do.
#
# </details>

# %% [markdown]
# ## 6 · What it costs
#
# In step 1 we said that the bill for looking directly at everything is $T \times T$. Now you can read it off the
# shapes. Everything in your layer has $T$ once, except the weights: `(B, H, T, T)`. Let us measure, on a layer of
# 64 channels and 2 heads, for texts of 64 to 1,024 tokens.

# %% demo folded="Measure and plot: time and memory"
lengths = [64, 128, 256, 512, 1024]
layer = MultiHeadAttention(64, 2).to(device)


def milliseconds(function):
    """The shortest of at least five runs."""
    times, begin = [], time.perf_counter()
    while len(times) < 5 or time.perf_counter() - begin < 0.1:
        started = time.perf_counter()
        function().sum().item()  # .item() waits until a GPU is done
        times.append(1000 * (time.perf_counter() - started))
    return min(times)


whole, linear, table = [], [], []
with torch.no_grad():
    for T in lengths:
        x = torch.randn(1, T, 64, device=device)
        whole.append(milliseconds(lambda: layer(x)))
        linear.append(milliseconds(lambda: layer.proj(layer.qkv(x)[..., :64])))
        table.append(2 * T * T * 4 / 2**20)  # H · T · T numbers of 4 bytes
        print(f"T = {T:5}: {whole[-1]:8.2f} ms, of that {linear[-1]:.2f} ms in qkv and proj; "
              f"weights {table[-1]:6.2f} MiB")

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4), layout="constrained")
left.loglog(lengths, whole, "o-", color=BLUE, label="the whole layer")
left.loglog(lengths, linear, "s--", color=ORANGE, label="qkv and proj alone")
squares = [whole[-1] * (T / lengths[-1]) ** 2 for T in lengths]
left.loglog(lengths, squares, color=GREY, linestyle=":", label="T²: four times for twice the text")
left.set(title="time of one forward pass", xlabel="T, tokens", ylabel="milliseconds")
right.loglog(lengths, table, "o-", color=BLUE, label="weights (B, H, T, T)")
right.loglog(lengths, [T * 64 * 4 / 2**20 for T in lengths], "s--", color=ORANGE, label="output (B, T, C)")
right.set(title="memory", xlabel="T, tokens", ylabel="MiB")
for ax in (left, right):
    ax.set_xticks(lengths, lengths)
    ax.minorticks_off()
    ax.legend(frameon=False, fontsize=10)
plt.show()
growth = whole[-1] / whole[-2]
notice(3 < growth < 6,
       f"from 512 to 1,024 tokens the layer took {growth:.1f} times as long here. Four is what T² says.",
       f"from 512 to 1,024 tokens the layer took {growth:.1f} times as long here, where T² says four. A busy machine, a GPU with "
       "room to spare, or a table that no longer fits into the processor's cache can do that.")

# %% [markdown]
# On the right, by arithmetic: four times the memory for twice the text. On the left, measured: for short texts fixed
# costs and the two linear layers weigh more than the table; the longer the text, the more the table decides.
#
# At 100,000 tokens this one small layer would want $2 \cdot 10^{10}$ weights, 75 GiB. Long contexts needed another
# idea, and the closing names three.

# %% [markdown]
# **Quick question 3.** A layer works on texts of 1,000 tokens with 8 heads. You go to texts of 2,000 tokens, and to
# save memory you take 4 heads instead of 8, with `d_model` as before. For one text, how many attention weights are
# there now, where there were 8 million?
#
# *a)* 8 million.
#
# *b)* 16 million.
#
# *c)* 32 million.
#
# *d)* 4 million.

# %% exercise="answer_tables"
# answer_tables = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_tables = "b"
### END SOLUTION

# %% check="answer_tables" points=1
probe_choice(answer_tables, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_tables, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## What you built, and where the real ones differ
#
# A layer in which every token can look at several places at once, all heads in one go, equal to PyTorch's own up to
# rounding. You know why the transposes are there, you have seen heads take different jobs, and you know the price.
#
# - **GPT-2** has exactly this layer: `qkv` is called `c_attn` there and `proj` is `c_proj`, with 12 heads of 64
#   channels in each of the 12 layers of the small model. Its weights will fit yours in step 5. **GPT-3** has 96
#   heads of 128 channels in each of its 96 layers.
# - The open models since then, each layer of them:
#
#   | model | year | query heads | heads of keys and values | channels a head |
#   |---|---|---|---|---|
#   | GPT-2 small | 2019 | 12 | 12 | 64 |
#   | Llama 3.1 8B | 2024 | 32 | 8 | 128 |
#   | DeepSeek-V3 | 2024 | 128 | 128, kept compressed | 192 for scores, 128 for values |
#   | Qwen3 8B | 2025 | 32 | 8 | 128 |
#   | gpt-oss-20b | 2025 | 64 | 8 | 64 |
#
# - **LLaMA** leaves the biases of queries, keys, values and projection out, and turns queries and keys by their position before they meet (*rotary
#   positions*).
# - **Grouped queries.** While a model writes, the keys and values of all earlier tokens are kept in memory, and
#   they fill it. So most of them let several query heads share one head of keys and values. With Llama's 32 and 8 your
#   `qkv` would make $C + 2 \cdot \tfrac{8}{32} C$ channels instead of $3C$.
# - **Against $T^2$:** *FlashAttention* computes the same numbers without ever storing the table (memory grows with
#   $T$, time still with $T^2$); *sliding windows* (Mistral) let each token look at the last few thousand tokens
#   only; *state-space models* such as Mamba give the table up altogether.
#
# **What comes next.** Attention moves information between tokens, but it hardly *thinks*: its output is a blend.
# Step 4 puts a small network behind it that works on each token, adds the plus sign you met in `Reader`, and a
# normalisation that keeps a deep stack alive: the transformer block.
#
# **Three sources worth reading**
#
# 1. Vaswani and others, [*Attention Is All You Need*](https://arxiv.org/abs/1706.03762), 2017. Section 3.2.2 is
#    your layer; figure 5 shows two heads of a trained model at different jobs.
# 2. Michel, Levy and Neubig, [*Are Sixteen Heads Really Better than One?*](https://arxiv.org/abs/1905.10650), 2019.
#    Your first Break it, on real models.
# 3. Elhage and others,
#    [*A Mathematical Framework for Transformer Circuits*](https://transformer-circuits.pub/2021/framework/index.html),
#    2021. What follows from "the contributions of the heads are added up". Long, and worth it.
