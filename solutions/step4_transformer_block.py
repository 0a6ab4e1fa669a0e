# %% [markdown]
# # Step 4 · The transformer block
#
# In step 3 your tokens learned to exchange news. In this lesson each of them learns to *work out what the news
# means*, and you learn how to stack twelve such rounds without losing the signal on the way. That is what the
# transformer block is for. GPT-2 is this block, twelve times over, with embeddings in front and a readout behind.
#
# **What you will have built.** Four pieces, each one used by the next, and a test:
#
# | you write | what it does |
# |---|---|
# | `LayerNorm` | brings every token's vector to one common size |
# | `tests_LayerNorm` | finds out whether somebody else's LayerNorm is right, without reading its code |
# | `gelu` | bends a straight line, softly: the non-linearity of GPT-2 |
# | `FeedForward` | two layers with a bend between them, applied to each token alone |
# | `TransformerBlock` | attention and feed-forward, each behind a LayerNorm, each *added* to what was there |
#
# Then you stack twelve blocks and break them twice: once without the additions, and once with the LayerNorm moved by
# a few characters. The second change shows in no shape, and it decides how the stack has to be trained.
#
# **Time.** Two hours to two and a half, of which a good hour is for the exercises. The long runs say how long they
# take on your machine; no GPU is needed.
#
# **What you need to know.** Steps 2 and 3: what attention takes and gives back. Mean and variance. Of PyTorch:
# `nn.Module`, `nn.Linear`, `nn.Parameter`. That a gradient says how the loss reacts to a small change of a number;
# you need not be able to compute one.
#
# **The price of skipping ahead.** Step 5 prints the solved block into its notebook, so you can go on. But the classic
# faults of this lesson hide at full size: a wrong variance is off by 0.07 % in GPT-2, a misplaced epsilon by less.
# They do not show until you load OpenAI's weights in step 5 and the numbers agree to two digits instead of five.

# %% setup
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#6B6B6B"  # told apart by colour-blind eyes
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
torch.set_num_threads(1)  # with tensors this small, several CPU cores spend their time waiting for each other

# %% demo
draw_gpt("norm", "feed_forward", "residual")

# %% [markdown]
# The dark parts are the ones you build here: two LayerNorms, the feed-forward network, and the two paths that lead
# *around* the parts and end in a plus. The attention is yours already. Here it is, solved, with what it needs.

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% [markdown]
# ## 1 · LayerNorm: one size for every token
#
# Multiply a number by 0.8 forty times and 0.00013 of it is left. Multiply it by 1.25 forty times and it is 7,523
# times as large. Layers do the same to vectors. The next cell sends vectors of size 1 through forty random matrices.
# ("Size" means the root of the mean square of the entries; a standard normal vector has size 1.)

# %% demo
def size(x):
    """The root mean square along the last dimension, averaged over everything else; → float."""
    return x.square().mean(dim=-1).sqrt().mean().item()


def sizes_by_depth(factor, norm=None, depth=40, channels=64):
    """Send 100 random vectors through `depth` random layers that multiply sizes by about `factor`."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(100, channels, generator=generator)
    sizes = [size(x)]
    for _ in range(depth):
        if norm is not None:
            x = norm(x)
        x = x @ torch.randn(channels, channels, generator=generator) * factor / math.sqrt(channels)
        sizes.append(size(x))
    return sizes


for factor in (0.8, 1.0, 1.25):
    print(f"each layer × {factor:<4}: size after 40 layers  {sizes_by_depth(factor)[-1]:.2g}")

# %% [markdown]
# A little too small and the signal fades out; a little too large and it explodes. And *training moves the weights*,
# so even a stack that starts out right does not stay so.
#
# **Layer normalisation** (LayerNorm) ends this in the simplest way: before a layer reads a token's vector, bring the
# vector to mean 0 and variance 1. Each token's vector on its own, from its own $C$ numbers:
#
# $$\mu = \frac1C \sum_{c=1}^{C} x_c$$
#
# $$\sigma^2 = \frac1C \sum_{c=1}^{C} (x_c - \mu)^2$$
#
# $$\text{LayerNorm}(x)_c = \frac{x_c - \mu}{\sqrt{\sigma^2 + \varepsilon}} \cdot w_c + b_c$$
#
# | symbol | shape | what it is |
# |---|---|---|
# | $x$ | `(..., C)` | any number of leading dimensions; usually `(B, T, C)` |
# | $\mu,\ \sigma^2$ | `(..., 1)` | one mean and one variance *for each token* |
# | $w$ (`weight`), $b$ (`bias`) | `(C,)` | learned, shared by all tokens; they start at 1 and 0 |
# | $\varepsilon$ (`eps`) | a number | $10^{-5}$: keeps a vector of equal numbers from dividing by zero |
# | result | `(..., C)` | the shape of $x$ |
#
# Why $w$ and $b$? Because mean 0 and variance 1 is a rule that we imposed, and a layer may need one channel large and
# another small. They let it say so, *once for all tokens*.
#
# **By hand.** One token of four channels, $x = [9, 1, 3, 3]$:
#
# | | | | | | |
# |---|---|---|---|---|---|
# | $x$ | 9 | 1 | 3 | 3 | mean: $16 / 4 = 4$ |
# | $x - \mu$ | 5 | −3 | −1 | −1 | |
# | squared | 25 | 9 | 1 | 1 | variance: $36 / 4 = 9$, so divide by $\sqrt 9 = 3$ |
# | result | 1.667 | −1 | −0.333 | −0.333 | with $w = 1$, $b = 0$ |
#
# Now multiply $x$ by 100, or add 7 to all of it, and do it again: the same row comes out (up to the tiny eps).
#
# **Two details** where good programmers go wrong:
#
# - The variance divides by $C$. Statistics courses teach $C - 1$ (36 / 3 = 12 here), and that is what many library
#   functions do unless told otherwise.
# - $\varepsilon$ stands *inside* the root, beside the variance.
#
# ### Exercise: `LayerNorm` (3 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# The constructor of `nn.Module` comes first. A plain tensor is neither trained nor saved; what wraps it so that it
# is? And `forward` will need `eps`, which it is not given: where can the constructor leave it?
#
# </details>
#
# <details><summary>Hint 2: one mean for each token</summary>
#
# Take the mean along the last dimension. Print its shape beside the shape of $x$. To be subtracted from every
# channel of its own token, it must keep that dimension, at size 1.
#
# </details>
#
# <details><summary>Hint 3: the variance</summary>
#
# Either follow the formula (the mean of the squared distances, kept in the same way), or use `x.var`. But look up
# its argument `correction`, and what it is when you say nothing. The variance of $[9, 1, 3, 3]$ should be 9.
#
# </details>
#
# <details><summary>Hint 4: the last line</summary>
#
# Subtract, divide by the root, multiply, add, in this order, and each time into a new tensor. A division binds more
# tightly than a minus.
#
# </details>

# %% exercise="LayerNorm"
class LayerNorm(nn.Module):
    """Layer normalisation over the last dimension, by hand.

    Args of the constructor:
        d_model: C, the size of the last dimension.
        eps: added to the variance, inside the root.

    Attributes:
        weight: nn.Parameter of shape (C,), all ones at first.
        bias: nn.Parameter of shape (C,), all zeros at first.

    forward(x): (..., C) → (..., C), for any number of leading dimensions. Each vector along the last dimension
    is normalised on its own, then multiplied by weight, then bias is added. x itself does not change.

    By hand means: without nn.LayerNorm, F.layer_norm, nn.RMSNorm and the like.

    Example: LayerNorm(4)(torch.tensor([[9.0, 1.0, 3.0, 3.0]])) is [[1.667, -1.0, -0.333, -0.333]].
    """

    def __init__(self, d_model, eps=1e-5):
        ### BEGIN SOLUTION
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.eps = eps
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        centred = x - x.mean(dim=-1, keepdim=True)  # (..., C)
        variance = centred.square().mean(dim=-1, keepdim=True)  # (..., 1), divided by C and not by C − 1
        return centred / torch.sqrt(variance + self.eps) * self.weight + self.bias
        ### END SOLUTION

# %% check="LayerNorm" points=3 folded="Check: LayerNorm"
norm = LayerNorm(8)
probe([norm.weight, norm.bias], "a fresh LayerNorm(8), its weight and its bias")
probe(sum(parameter.numel() for parameter in norm.parameters()), "LayerNorm(8), the number of its parameters")
fill(norm, ["weight", "bias"])
x = sample(2, 3, 8, seed=2)
x[0, 1], x[1, 2], x[1, 0] = 0.01 * x[0, 1], 0.001 * x[1, 2], 3 * x[1, 0] + 4  # two quiet tokens and a loud one
kept = x.clone()
probe(norm(x), "2 sequences of 3 tokens, 8 channels; tokens [0, 1] and [1, 2] have standard deviations near 0.01 and 0.001")
check_equal(x, kept, "LayerNorm must not change its input")
probe(norm(sample(5, 8, seed=3)), "two dimensions")
wide = LayerNorm(5, eps=0.5)
fill(wide, ["weight", "bias"], seed=7)
probe(wide(sample(4, 3, 5, seed=6)), "5 channels and eps = 0.5")
check_by_hand(["layer_norm", "native_layer_norm"], LayerNorm(4), sample(2, 4))
x = sample(2, 3, 5, seed=8).requires_grad_()
y = wide(x)
probe(y.requires_grad, "do gradients flow?")
(y * sample(2, 3, 5, seed=9)).sum().backward()
probe([x.grad, wide.weight.grad, wide.bias.grad], "the gradients of x, weight and bias")
### BEGIN HIDDEN TESTS
probe(norm(sample(8, seed=4)), "one vector alone")
probe(norm(sample(2, 1, 4, 8, seed=5)), "four dimensions")
probe(norm(sample(3, 8, 4, seed=13).transpose(1, 2)), "an x that does not lie in one piece in memory")
probe(norm(torch.full((2, 8), 3.0)), "a token of equal numbers")
probe(norm(0.0005 * sample(3, 8, seed=12)), "very quiet tokens")
probe(norm.eval()(sample(2, 3, 8, seed=2)), "evaluation mode")
check_by_hand(["layer_norm", "native_layer_norm"], LayerNorm(4).eval(), sample(2, 3, 4))
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** On the left five tokens of 16 channels, each dot an entry, before and after your layer. On
# the right the forty layers from above, and the same forty with your layer before each of them.

# %% demo folded="Plot: five tokens and forty layers, before and after"
generator = torch.Generator().manual_seed(1)
tokens = torch.randn(5, 16, generator=generator) * torch.tensor([[0.3], [1.0], [3.0], [0.1], [1.5]]) \
    + torch.tensor([[2.0], [0.0], [-3.0], [-1.0], [4.0]])  # (T, C)
with torch.no_grad():
    normed = LayerNorm(16)(tokens)

figure, (left, right) = plt.subplots(1, 2, figsize=(11.5, 4), layout="constrained")
for token in range(5):
    left.scatter([token - 0.15] * 16, tokens[token], s=22, color=ORANGE, marker="x", label="before" if token == 0 else None)
    left.scatter([token + 0.15] * 16, normed[token], s=22, color=BLUE, marker="o", alpha=0.7,
                 label="after" if token == 0 else None)
left.axhline(0, color=GREY, linewidth=1)
left.set(title="five tokens, 16 channels each", xlabel="token", ylabel="value", xticks=range(5))
left.legend(frameon=False, loc="lower right")
ends = {}
for factor, style in [(1.25, "--"), (1.0, "-"), (0.8, ":")]:
    sizes = sizes_by_depth(factor)
    right.semilogy(sizes, style, color=ORANGE, label="without LayerNorm" if factor == 1 else None)
    right.text(41, sizes[-1], f"× {factor:g}", va="center", color=ORANGE)
    with torch.no_grad():
        ends[factor] = sizes_by_depth(factor, LayerNorm(64))
    right.semilogy(ends[factor], style, color=BLUE, label="LayerNorm before each" if factor == 1 else None)
right.set(title="forty random layers", xlabel="layers passed", ylabel="size of the vectors (log scale)", xlim=(-1, 47),
          ylim=(1e-5, 1e5))
right.legend(frameon=False, loc="upper left")
plt.show()
notice([normed.mean(dim=-1).abs().max() < 0.01, (normed.std(dim=-1, correction=0) - 1).abs().max() < 0.02]
       + [0.5 < one < 2 for line in ends.values() for one in line],
       "on the left, five different offsets and spreads go in; what comes out has mean 0 and spread 1 in every column, and "
       "the pattern within a token is kept. On the right, the three blue lines are flat: changes of size no longer multiply, "
       "because each layer starts from size 1 again.",
       "not every token comes out with mean 0 and spread 1. Does your layer pass its check?")

# %% [markdown]
# Now the library's own layer as a witness, and the two details on a token where they show: 8 channels, standard
# deviation 0.01.

# %% demo folded="Your layer, PyTorch's, and two slips, on a quiet token"
x = torch.tensor([1.0, -1.0, 0.5, 2.0, -0.5, -1.5, 0.3, -0.8])
x = 0.01 * (x - x.mean()) / x.std(correction=0)  # mean 0, standard deviation 0.01
with torch.no_grad():
    rows = {
        "your LayerNorm": LayerNorm(8)(x),
        "nn.LayerNorm": nn.LayerNorm(8)(x),
        "variance / (C − 1)": x / torch.sqrt(x.var() + 1e-5),
        "eps outside the root": x / (x.std(correction=0) + 1e-5),
    }
for name, row in rows.items():
    print(f"{name:21}", "  ".join(f"{value:7.4f}" for value in row),
          f"   largest error {(row - rows['nn.LayerNorm']).abs().max():.1e}")

# %% demo folded="Plot: where the divisor and the place of eps show"
figure, (left, right) = plt.subplots(1, 2, figsize=(11.5, 3.8), layout="constrained")
channels = np.array([2, 4, 8, 16, 32, 64, 128, 256, 768, 2048])
left.loglog(channels, 100 * (1 - np.sqrt((channels - 1) / channels)), "o-", color=ORANGE)
for count, place in [(8, (14, 12)), (768, (5, 0.05))]:
    error = 100 * (1 - math.sqrt((count - 1) / count))
    left.annotate(f"{count} channels: {error:.2g} %", (count, error), place, arrowprops={"arrowstyle": "-", "color": GREY})
left.set(title="dividing by C − 1: how much too small", xlabel="channels C", ylabel="error in %")

spreads = torch.logspace(-4, 0, 60)
pattern = torch.tensor([1.0, -1.0] * 4)  # mean 0, standard deviation 1
with torch.no_grad():
    inside = [size(LayerNorm(8)(spread * pattern)) for spread in spreads]
outside = spreads / (spreads + 1e-5)
right.semilogx(spreads, inside, color=BLUE, label="eps inside (yours)")
right.semilogx(spreads, outside, color=ORANGE, linestyle="--", label="eps outside")
right.axvline(0.01, color=GREY, linestyle=":")
right.text(0.0115, 0.05, "0.01", color=GREY)
right.set(title="where eps stands", xlabel="standard deviation of the token", ylabel="size after normalising", ylim=(0, 1.08))
right.legend(frameon=False, loc="center right", bbox_to_anchor=(1.0, 0.4), fontsize=10)
plt.show()

# %% [markdown]
# *Notice on the left:* at GPT-2's 768 channels the wrong divisor costs 0.065 %. No loss curve will ever show it, and
# a test with a loose tolerance passes. At 8 channels it is 6.5 %, and that is why the checks use 8. *On the right:*
# for tokens of ordinary size the two curves are one. For quiet tokens they part: your eps says "what is much smaller
# than $\sqrt{10^{-5}} \approx 0.003$ is noise, leave it small", the other one makes noise as large as everything else.
#
# A trained model has adapted to one of the two. If you want its numbers, you need its epsilon in its place.

# %% claim
assert abs(100 * (1 - math.sqrt(767 / 768)) - 0.065) < 0.001, "768 channels: 0.065 %"
assert abs(100 * (1 - math.sqrt(7 / 8)) - 6.5) < 0.1, "8 channels: 6.5 %"
assert abs(inside[-1] - outside[-1].item()) < 0.001 and outside[10] > 0.95 > 2 * inside[10], "the curves part for quiet tokens"
assert (rows["your LayerNorm"] - rows["nn.LayerNorm"]).abs().max() < 1e-4, "your layer is PyTorch's"

# %% [markdown]
# **Quick question 1.** A friend takes mean and variance along dimension 1 of a `(B, T, C)` tensor, over the
# *positions*, and not along the last one. The loss in training even looks a little better. What has happened?
#
# *a)* Nothing that matters, since mean and variance are still 0 and 1.
#
# *b)* The output has another shape, and a later layer will raise an error.
#
# *c)* An early output now depends on tokens that come after it.
#
# *d)* The first position alone is wrong: it has nothing to average with.

# %% exercise="answer_wrong_axis"
# answer_wrong_axis = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_wrong_axis = "c"
### END SOLUTION

# %% check="answer_wrong_axis" points=1
probe_choice(answer_wrong_axis, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_wrong_axis, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## Catch the bug
#
# The checks of this notebook found your slips, if you made any. How does one write such a check? Now you do: a
# function `tests_LayerNorm(candidate)` that gets *somebody's class* and says whether it keeps every promise of the
# docstring above. You cannot read the code, only build layers and call them.
#
# A misplaced eps showed on a quiet token only: it is the choice of inputs that makes a test. What scientists choose:
#
# - **Known values**, worked out on paper. You have one: $[9, 1, 3, 3]$. What does it say about $w$ and $b$, as long
#   as these are 1 and 0?
# - **Properties** that hold for every input: a mean, a spread, and what happens to the output when a token is
#   multiplied by 3 and moved by 7.
# - **Invariance**: what must *not* move. Change one token: which outputs may change? Which tensor must be the same
#   after the call as before?
# - **Lopsided inputs**: all sizes different, one token quiet and another large, more and fewer dimensions than three.
# - **A witness**: another implementation, made by somebody else. It sees what you ask, and nothing else. Do the
#   gradients agree, too?
#
# A test fails in two ways. **Too weak**: it lets a bug through. **Too strict**: it refuses an author who did nothing
# wrong, because it demands what the docstring leaves open. (Which attributes does it name? Does it say that results
# are equal to the last digit?)
#
# The folded cell below brings three candidates, `candidate_a`, `candidate_b` and `candidate_c`, at least one of them
# right and at least one wrong. Play with them in a cell of your own.

# %% candidates="LayerNorm"
visible = ["right length", "wrong eps_outside", "wrong bias_before_gain"]
left_out = {
    "right properties": "how a test puts numbers into weight is left open, and here a new Parameter cannot take its place",
    "right two_names": "how a test puts numbers into weight is left open, and here a new Parameter would not be used",
    "wrong library_functional": "its results are right; that it is not made by hand cannot be seen by calls",
    "wrong library_subclass": "its results are right; that it is not made by hand cannot be seen by calls",
    "wrong library_in_evaluation": "its results are right; that it is not made by hand cannot be seen by calls",
}
base = "right var_unbiased_false"

class cannot_be_called(right):
    def forward(self, x):
        raise ValueError("no")

class zeros(right):
    def forward(self, x):
        return torch.zeros_like(x)

class only_the_example(right):
    def forward(self, x):
        row = torch.tensor([5.0, -3.0, -1.0, -1.0]) / 3
        return row.expand_as(x) if x.shape[-1] == 4 else x * 1

class no_weight_and_no_bias(right):
    def forward(self, x):
        centred = x - x.mean(-1, keepdim=True)
        return centred / torch.sqrt(centred.square().mean(-1, keepdim=True) + self.eps)

class one_mean_for_all(right):
    def forward(self, x):
        return (x - x.mean()) / torch.sqrt(x.var(correction=0) + self.eps) * self.weight + self.bias

class no_eps(right):
    def forward(self, x):
        centred = x - x.mean(-1, keepdim=True)
        return centred / centred.square().mean(-1, keepdim=True).sqrt() * self.weight + self.bias

class divides_by_c_minus_one(right):
    def forward(self, x):
        return (x - x.mean(-1, keepdim=True)) / torch.sqrt(x.var(-1, keepdim=True) + self.eps) * self.weight + self.bias

class changes_x(right):
    def forward(self, x):
        y = super().forward(x)
        x.data.copy_(y.data)
        return y

class no_gradient(right):
    def forward(self, x):
        return super().forward(x).detach()

class starts_elsewhere(right):
    def __init__(self, d_model, eps=1e-5):
        super().__init__(d_model, eps)
        torch.nn.init.normal_(self.weight)

class with_a_buffer(right):
    def __init__(self, d_model, eps=1e-5):
        super().__init__(d_model, eps)
        self.register_buffer("more", torch.zeros(3))

class without_eps_attribute(right):
    def __init__(self, d_model, eps=1e-5):
        super().__init__(d_model, eps)
        self.epsilon = self.__dict__.pop("eps")

    def forward(self, x):
        self.eps = self.epsilon
        y = super().forward(x)
        del self.eps
        return y

class another_last_digit(right):
    def forward(self, x):
        return super().forward(x.double()).to(x.dtype) * (1 + 1e-6)

# %% [markdown]
# ### Exercise: `tests_LayerNorm` (3 points)
#
# <details><summary>Hint 1: where to begin</summary>
#
# Build a layer, call it on the example worked out by hand, and compare with a tolerance. That catches many bugs
# already, and none of those that hide where $w$ is 1 and $b$ is 0.
#
# </details>
#
# <details><summary>Hint 2: making w and b count</summary>
#
# They are parameters of the layer that you built: copy numbers of your own into them, all different, without
# recording gradients. Which of the two comes first is visible only then.
#
# </details>
#
# <details><summary>Hint 3: what else the docstring promises</summary>
#
# Read it sentence by sentence and ask of each: which input would show that this is broken? The default of eps and
# where it stands, another eps, any number of leading dimensions, what the parameters are at first, an x that stays.
#
# </details>

# %% exercise="tests_LayerNorm"
def tests_LayerNorm(candidate):
    """Is `candidate` a right `LayerNorm`?

    candidate: a class that is used as LayerNorm is: candidate(d_model) or candidate(d_model, eps=…) makes a layer.
    Returns True when it keeps the contract of LayerNorm, and False when it does not. When it raises an error, you
    may let it pass through: that counts as False. That a layer is written by hand you cannot see, and need not test.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_LayerNorm(nn.Identity) gives False.
    """
    ### BEGIN SOLUTION
    fresh = candidate(7)
    if not torch.equal(fresh.weight, torch.ones(7)) or not torch.equal(fresh.bias, torch.zeros(7)):
        return False
    if sum(parameter.numel() for parameter in fresh.parameters() if parameter.requires_grad) != 14:
        return False  # weight and bias are not parameters, or something else is
    generator = torch.Generator().manual_seed(0)
    for shape, eps in [((2, 3, 5), 1e-5), ((4, 6), 0.3), ((3,), 1e-5), ((2, 1, 3, 9), 1e-5), ((5, 2, 8), 1e-3)]:
        layer = candidate(shape[-1]) if eps == 1e-5 else candidate(shape[-1], eps=eps)
        witness = nn.LayerNorm(shape[-1], eps)
        with torch.no_grad():
            for own, other in [(layer.weight, witness.weight), (layer.bias, witness.bias)]:
                own.copy_(other.copy_(torch.randn(own.shape, generator=generator)))
        for spread in (1.0, 30.0, 0.01, 0.0005, 0.0):  # loud tokens, quiet ones, and one of equal numbers
            x = 0.4 + spread * torch.randn(shape, generator=generator)
            mine, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()
            y, expected = layer(mine), witness(theirs)
            if y.shape != expected.shape or not torch.allclose(y, expected.float(), rtol=1e-3, atol=1e-4):
                return False
            direction = torch.randn(shape, generator=generator)
            (y * direction).sum().backward()
            (expected * direction).sum().backward()
            pairs = [(mine, theirs), (layer.weight, witness.weight), (layer.bias, witness.bias)]
            if not all(torch.allclose(a.grad, b.grad, rtol=1e-2, atol=1e-3) for a, b in pairs):
                return False
            with torch.no_grad():
                kept = x.clone()
                layer(x)
                if not torch.equal(x, kept):
                    return False
    return True
    ### END SOLUTION

# %% check="tests_LayerNorm" points=3
catch_bugs(tests_LayerNorm)
### BEGIN HIDDEN TESTS
catch_bugs(tests_LayerNorm, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · GELU: a bend between straight lines
#
# A linear layer can only draw straight lines. What about two of them, one after the other? Still straight:
# $(x W_1) W_2$ is $x (W_1 W_2)$, and $W_1 W_2$ is just another matrix.
#
# And straight lines are not enough for a puzzle as small as "one or the other, but not both":
#
# | $a$ | $b$ | wanted |
# |---|---|---|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# Here is the best that a linear layer can do, and the best that two of them can do.

# %% demo folded="The best that linear layers can do"
def best_fit(features, wanted):
    """What a linear layer on `features` (n, C) answers when it fits `wanted` (n,) as well as any linear layer can."""
    table = torch.cat([features, torch.ones(len(features), 1)], dim=1).double()
    return (table @ torch.linalg.pinv(table, rtol=1e-5) @ wanted.double()).round(decimals=2).abs()


inputs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
wanted = torch.tensor([0.0, 1.0, 1.0, 0.0])
torch.manual_seed(0)
first = nn.Linear(2, 8)  # a random first layer
with torch.no_grad():
    print("wanted:                       ", wanted.tolist())
    print("one linear layer:             ", best_fit(inputs, wanted).tolist())
    print("two linear layers:            ", best_fit(first(inputs), wanted).tolist())
    print("two, with ReLU between them:  ", best_fit(F.relu(first(inputs)), wanted).tolist())

# %% [markdown]
# One half for everything: no straight line does better. With a *bend* between the two layers the puzzle is solved.
# The simplest bend is **ReLU**, $\max(0, x)$, and with it you can do it in your head:
#
# $$\text{ReLU}(a + b) - 2 \cdot \text{ReLU}(a + b - 1)$$
#
# For the four rows of the table this is $0 - 0 = 0$, $1 - 0 = 1$, $1 - 0 = 1$ and $2 - 2 = 0$.
#
# But left of zero ReLU is flat, so its gradient there is exactly 0. A unit that happens to be negative for every
# token gets no gradient, never moves again, and is called *dead*. And at zero it has a corner.
#
# GPT-2 uses a softer bend, the **GELU** (Gaussian error linear unit): multiply $x$ by the probability that a standard
# normal random number is smaller than $x$. Far right that probability is 1 and $x$ passes; far left it is 0; in
# between it is a soft yes or no. The exact probability needs a special function that was slow when GPT-2 was made, so
# its authors used an approximation, and **we need the same one**, since its weights were trained with it:
#
# $$\text{gelu}(x) = \tfrac12\, x \left(1 + \tanh\!\left(\sqrt{\tfrac{2}{\pi}}\,\left(x + 0.044715\, x^3\right)\right)\right)$$
#
# It works on each number alone; the shape stays.
#
# **By hand**, with a pocket calculator, $\sqrt{2/\pi} = 0.79788$:
#
# | $x$ | $x + 0.044715\,x^3$ | $\times\ 0.79788$ | $\tanh$ | $1 + \tanh$ | $\tfrac12 x \cdot (1 + \tanh)$ |
# |---|---|---|---|---|---|
# | 1 | 1.04472 | 0.83356 | 0.68238 | 1.68238 | **0.84119** |
# | −1 | −1.04472 | −0.83356 | −0.68238 | 0.31762 | **−0.15881** |
#
# Subtract the second from the first: $0.84119 + 0.15881 = 1$. That is no accident:
# $\text{gelu}(x) - \text{gelu}(-x) = x$ for every $x$. (Can you see why from the formula?) It makes a good test.
#
# ### Exercise: `gelu` (1 point)
#
# <details><summary>Hint 1: the order</summary>
#
# Write what stands inside tanh first, from the inside out: the cube, its factor, the sum, the root. Then what stands
# around it. There is an $x$ in front, outside tanh.
#
# </details>
#
# <details><summary>Hint 2: numbers and tensors</summary>
#
# $\sqrt{2/\pi}$ is one plain number, and `math` makes it. The tanh is taken of a tensor, and PyTorch makes that.
#
# </details>

# %% exercise="gelu"
def gelu(x):
    """GPT-2's GELU, the tanh form, by hand.

    Args:
        x: float tensor of any shape.

    Returns:
        A tensor of the same shape: each number on its own, by the formula above. Numbers as large as 100 or
        -100 are no problem. x does not change, and gradients flow.

    By hand means: without F.gelu and nn.GELU. torch.tanh is yours to use.

    Example: gelu(torch.tensor([-1.0, 0.0, 1.0])) is [-0.15881, 0.0, 0.84119].
    """
    ### BEGIN SOLUTION
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    ### END SOLUTION

# %% check="gelu" points=1 folded="Check: gelu"
x = torch.linspace(-3, -0.25, 12)
probe(gelu(x), "12 numbers from -3 to -0.25, where the bend is")
probe(gelu(torch.linspace(-4, 4, 17)), "17 numbers from -4 to 4")
check_equal(x, torch.linspace(-3, -0.25, 12), "gelu must not change its argument")
probe(gelu(torch.tensor([-100.0, -15.0, 15.0, 100.0])), "numbers of 15 and 100")
check_by_hand(["gelu"], gelu, sample(5))
x = (1.5 * sample(4, 3, seed=2)).requires_grad_()
y = gelu(x)
probe(y.requires_grad, "do gradients flow?")
(y * sample(4, 3, seed=3)).sum().backward()
probe(x.grad, "the gradient of x")
x = torch.tensor([-100.0, -15.0, 0.0, 15.0, 100.0], requires_grad=True)
gelu(x).sum().backward()
probe(x.grad, "the gradient at numbers of 0, 15 and 100")
### BEGIN HIDDEN TESTS
probe(gelu(2 * sample(2, 3, 5, seed=1)), "a (2, 3, 5) tensor")
probe(gelu(sample(4, 3, seed=4).T), "a tensor that does not lie in one piece in memory")
check_by_hand(["gelu"], gelu, sample(2, 3, 5))
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your curve beside ReLU, then the slopes of both (autograd takes your function apart), then
# how far the tanh form is from the exact GELU.

# %% demo folded="Plot: the curves, their slopes, the two forms"
x = torch.linspace(-4, 4, 400, requires_grad=True)
curve = gelu(x)
slope, = torch.autograd.grad(curve.sum(), x)
x, curve = x.detach(), curve.detach()

figure, axes = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
axes[0].plot(x, F.relu(x), "--", color=ORANGE, label="ReLU")
axes[0].plot(x, curve, color=BLUE, label="your gelu")
axes[0].set(title="the curves", ylabel="value", ylim=(-0.5, 4))
axes[1].plot(x, (x > 0).float(), "--", color=ORANGE, label="ReLU")
axes[1].plot(x, slope, color=BLUE, label="your gelu")
axes[1].set(title="their slopes: what a gradient meets", ylabel="slope")
axes[2].plot(x, 1000 * (curve - F.gelu(x)), color=BLUE)
axes[2].set(title="tanh form − exact form", ylabel="difference × 1000")
for ax in axes:
    ax.axhline(0, color=GREY, linewidth=1)
    ax.set_xlabel("x")
for ax in axes[:2]:
    ax.legend(frameon=False, loc="upper left")
plt.show()
print(f"largest difference from F.gelu(x, approximate='tanh'): {(curve - F.gelu(x, approximate='tanh')).abs().max():.1e}")

# %% [markdown]
# *Notice:* GELU dips below zero, is lowest near $x = -0.75$, and comes back. Its slope is not 0 on half the line; it
# crosses 0 at the lowest point and fades out slowly on the left, so a unit that is a little below zero still gets a
# gradient. On the right: the two forms of GELU differ by less than 0.0005. You would never see it in a loss, and
# still it moves the last digits of what GPT-2 answers.

# %% claim
assert abs(x[curve.argmin()].item() + 0.75) < 0.02, "lowest near -0.75"
assert 0 < (curve - F.gelu(x)).abs().max() < 0.0005, "the two forms differ by less than 0.0005"
assert slope[100].abs() > 0.05, "at -2 the slope is not 0"
assert best_fit(inputs, wanted).tolist() == best_fit(first(inputs), wanted).tolist() == [0.5] * 4, "one half for everything"
assert best_fit(F.relu(first(inputs)), wanted).tolist() == [0, 1, 1, 0], "solved with a bend"

# %% [markdown]
# ## 3 · The feed-forward network: each token on its own
#
# Attention *blends*. Whatever the weights, what arrives at a token is a weighted average of values. Some questions
# cannot be read off an average by a linear layer. For example: *am I the second half of a double letter?* (Like the
# `tt` in *letter*.)
#
# Say attention did its part perfectly and delivered to each position the blend of two letters' vectors, its own and
# its neighbour's: $\tfrac12(e_a + e_b)$. A linear readout of that is $f(a) + f(b)$ for some numbers $f$. It would
# need $f(a) + f(a) = 1$ and $f(b) + f(b) = 1$ for the doubles, so every $f$ is $\tfrac12$; but then $f(a) + f(b) = 1$
# too, and every pair looks like a double. The best compromise, measured:

# %% demo folded="The best that a linear readout can do with blends"
letter_vectors = torch.randn(10, 16, generator=torch.Generator().manual_seed(0))  # ten letters, 16 channels
one, two = torch.meshgrid(torch.arange(10), torch.arange(10), indexing="ij")
one, two = one.flatten(), two.flatten()  # all 100 pairs
times = torch.where(one == two, 9, 1)  # each double nine times, so that half of the examples are doubles
one, two = one.repeat_interleave(times), two.repeat_interleave(times)
blends, doubles = (letter_vectors[one] + letter_vectors[two]) / 2, (one == two).float()  # (180, 16), (180,)

answers = best_fit(blends, doubles)
print(f"best linear readout: {answers[doubles == 1].min():.2f} to {answers[doubles == 1].max():.2f} for double letters, "
      f"{answers[doubles == 0].min():.2f} to {answers[doubles == 0].max():.2f} for all others")

# %% [markdown]
# So after the exchange each token needs a network of its own, with a bend in it. That is the **feed-forward
# network** (also *MLP*, multi-layer perceptron): widen the vector to four times its channels, bend every one of them,
# come back.
#
# | step | shapes |
# |---|---|
# | $x$ | `(B, T, C)` |
# | `fc`: $h = x W_1 + b_1$ | `(B, T, C)` → `(B, T, 4C)` |
# | $\text{gelu}(h)$ | `(B, T, 4C)` |
# | `proj`: $y = \text{gelu}(h)\, W_2 + b_2$ | `(B, T, 4C)` → `(B, T, C)` |
# | dropout, in training mode only | `(B, T, C)` |
#
# The same two matrices serve every position, and no position sees another. One may read each of the $4C$ hidden units
# as a small *rule*: its row of `fc.weight` is a pattern to look for, its column of `proj.weight` is what to add to the
# token where the pattern is found. Four times as many as channels is a habit of the field, not a law.
#
# **Dropout** with probability $p$ sets numbers to zero at random while training, each with probability $p$, and
# divides the others by $1 - p$, so that the mean stays the same: of $[4, 4, 4, 4]$ and $p = \tfrac12$ it may make
# $[8, 0, 0, 8]$. Nothing can then rely on one single rule. In evaluation mode it does nothing. `nn.Dropout` knows the
# mode by itself; your task is to put it in its place, behind the bend.
#
# **By hand**, with $C = 1$, so four hidden units. Let $x = 1$, the weights of `fc` $[1, -1, 2, 0]$ without bias, the
# weights of `proj` $[1, -1, 0, 5]$ with the bias $3$. Hidden: $[1, -1, 2, 0]$. After GELU:
# $[0.841, -0.159, 1.955, 0]$. Out: $0.841 + 0.159 + 0 + 0 + 3 = 4$. (The first two units together just carry $x$
# through. You know that identity.)
#
# ### Exercise: `FeedForward` (2 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# `nn.Module`'s own first, as always. Then the two layers, under these very names, and an `nn.Dropout`. Layers are
# made here, once; `gelu` is a function, and there is nothing to make.
#
# </details>
#
# <details><summary>Hint 2: forward</summary>
#
# Follow the table of shapes above from top to bottom, a line for each row of it.
#
# </details>

# %% exercise="FeedForward"
class FeedForward(nn.Module):
    """The feed-forward network of a block: widen, bend, narrow. Each token on its own.

    Args of the constructor:
        d_model: C, the channels of a token's vector.
        dropout: the probability of dropout.

    Attributes:
        fc: nn.Linear from C to 4C channels, with bias.
        proj: nn.Linear from 4C back to C channels, with bias.

    forward(x): (B, T, C) → (B, T, C). The bend is your gelu. Dropout acts on the output, in training mode only.
    (On the hidden layer, behind the gelu, is as good; both is allowed.)

    Example: FeedForward(6) has 6·24 + 24 + 24·6 + 6 = 318 parameters.
    """

    def __init__(self, d_model, dropout=0.0):
        ### BEGIN SOLUTION
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        hidden = gelu(self.fc(x))  # (B, T, 4C)
        return self.dropout(self.proj(hidden))  # (B, T, C)
        ### END SOLUTION

# %% check="FeedForward" points=2 folded="Check: FeedForward"
mlp_names = ["fc.weight", "fc.bias", "proj.weight", "proj.bias"]
for width in (6, 5):
    mlp = FeedForward(width).eval()
    probe([list(mlp.fc.weight.shape), list(mlp.fc.bias.shape), list(mlp.proj.weight.shape), list(mlp.proj.bias.shape)],
          f"FeedForward({width}), the shapes of fc.weight, fc.bias, proj.weight and proj.bias")
probe(sum(parameter.numel() for parameter in mlp.parameters()), "FeedForward(5), the number of its parameters")
mlp = FeedForward(6).eval()
fill(mlp, mlp_names)
x = sample(3, 4, 6, seed=5)
probe(mlp(x), "3 sequences of 4 tokens, 6 channels")
check_equal(x, sample(3, 4, 6, seed=5), "FeedForward must not change its input")
y = mlp(x)
probe(y.requires_grad, "do gradients flow?")
(y * sample(3, 4, 6, seed=10)).sum().backward()
probe([mlp.fc.weight.grad, mlp.fc.bias.grad, mlp.proj.weight.grad, mlp.proj.bias.grad], "the gradients of the parameters")
torch.manual_seed(0)
dropping = FeedForward(6, dropout=0.6)
fill(dropping, mlp_names)
dropping.eval()
probe(torch.equal(dropping(x), dropping(x)), "evaluation mode, dropout 0.6: twice the same?")
probe(dropping(x), "evaluation mode, dropout 0.6")
dropping.train()
probe(torch.equal(dropping(x), dropping(x)), "training mode, dropout 0.6: twice the same?")
mlp.train()
probe(torch.equal(mlp(x), mlp(x)), "training mode, no dropout: twice the same?")
with torch.no_grad():  # from here on each output is the gelu of one input, so whatever dropout strikes shows as a zero
    for parameter in (dropping.fc.weight, dropping.fc.bias, dropping.proj.weight, dropping.proj.bias):
        parameter.zero_()
    dropping.fc.weight[:6], dropping.proj.weight[:, :6] = torch.eye(6), torch.eye(6)
halves = torch.full((2000, 3, 6), 0.5)
once, many = dropping.eval()(halves[:1]).mean(), dropping.train()(halves)
check_true(many.requires_grad, "gradients must flow in training mode with dropout, too")
check_true(many.mean() > 0.9 * once,
           "the mean over many passes in training mode is no less than in evaluation mode: what stays grows to make up for the rest")
check_true(many.mean() < 1.1 * once,
           "the mean over many passes in training mode is no more than in evaluation mode: dropout acts behind the gelu")
share = (many == 0).float().mean()
check_true(any(abs(share - (1 - 0.4**places)) < 0.02 for places in (1, 2)),
           "dropout=0.6 sets six of ten numbers to zero, on the output, on the hidden layer or on both")
check_true(torch.equal(dropping.eval()(halves[:2]), dropping(halves[:2])), "back in evaluation mode, dropout stops")
### BEGIN HIDDEN TESTS
probe(mlp(x), "training mode, no dropout")
probe(mlp(sample(1, 7, 6, seed=6)), "one sequence of 7 tokens")
probe(mlp(sample(3, 6, 5, seed=12).transpose(1, 2)), "an x that does not lie in one piece in memory")
narrow = FeedForward(3, 0.25)
fill(narrow, mlp_names, seed=7)
narrow.eval()
probe(narrow(3 * sample(4, 2, 3, seed=8)), "3 channels")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** First the double letters: your network with a linear readout behind it, trained on the same
# blends that a linear readout alone could not read. Then the test of step 2: replace one token and look at what
# moves.

# %% demo folded="Plot: double letters read, and what one token moves"
torch.manual_seed(0)
network = nn.Sequential(FeedForward(16), nn.Linear(16, 1))
optimizer = torch.optim.AdamW(network.parameters(), lr=0.01)
scores = []
for _ in range(80):
    logits = network(blends).squeeze(-1)  # (180,)
    loss = F.binary_cross_entropy_with_logits(logits, doubles)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scores.append(100 * ((logits > 0) == (doubles == 1)).float().mean().item())

torch.manual_seed(0)
before = torch.randn(1, 10, 16)
after = before.clone()
after[:, 5] = torch.randn(16)
figure, axes = plt.subplots(1, 3, figsize=(14, 3.8), layout="constrained")
axes[0].plot(scores, color=BLUE, label="feed-forward, then linear")
axes[0].axhline(50, color=GREY, linestyle=":", label="guessing")
axes[0].set(title="is it a double letter?", xlabel="training step", ylabel="right answers in %", ylim=(40, 103))
axes[0].legend(frameon=False, loc="center right")
moved = {}
for ax, part, title, colour in [(axes[1], MultiHeadAttention(16, 4), "attention", ORANGE),
                                (axes[2], FeedForward(16), "feed-forward", BLUE)]:
    with torch.no_grad():
        moved[title] = (part(after) - part(before)).norm(dim=-1)[0]  # (T,)
    ax.bar(range(10), moved[title], color=colour)
    ax.set(title=f"{title}: what token 5 moves", xlabel="position", ylabel="distance moved", xticks=range(10))
plt.show()
still = [moved["attention"][:5].max() < 1e-4, moved["attention"][5:].min() > 1e-3,
         moved["feed-forward"][[*range(5), *range(6, 10)]].max() < 1e-4, moved["feed-forward"][5] > 1e-3]
notice([scores[-1] > 90, *still],
       lambda: f"with a bend in between, {scores[-1]:.0f} % of the pairs are read rightly. And the two parts have divided the "
       "work: attention carries news from a position to itself and to later ones; the feed-forward network never looks "
       "sideways, it moves the changed token alone.",
       lambda: f"{scores[-1]:.0f} % of the pairs are read rightly after {len(scores)} steps, or another position moved than it "
       "should. Do your gelu and your FeedForward pass their checks?")

# %% [markdown]
# **Quick question 2.** Count only the big matrices, not the biases. A block of width $C$ has one attention (your
# `qkv` and `proj` of step 3) and one feed-forward network. Which share of these parameters sits in the feed-forward
# network?
#
# *a)* one quarter  *b)* one third  *c)* one half  *d)* two thirds

# %% exercise="answer_share"
# answer_share = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_share = "d"
### END SOLUTION

# %% check="answer_share" points=1
probe_choice(answer_share, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_share, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 4 · The block: add, do not replace
#
# You have all the parts. Put them in a row, attention, feed-forward, attention, feed-forward, twelve rounds, each
# behind a LayerNorm. What comes out at the end? The next cell starts with 16 random tokens, which have nothing in
# common, and prints after some rounds how alike they are: the average cosine between two different tokens of a
# sequence (0: unrelated, 1: the same direction).

# %% demo
def likeness(x):
    """The average cosine between two different tokens of one sequence; x (B, T, C) → float."""
    directions = F.normalize(x, dim=-1)
    cosines = directions @ directions.transpose(-2, -1)  # (B, T, T), ones on the diagonal
    n_tokens = x.shape[1]
    return ((cosines.sum(dim=(-2, -1)) - n_tokens) / (n_tokens * (n_tokens - 1))).mean().item()


torch.manual_seed(0)
with torch.no_grad():
    x = torch.randn(8, 16, 64)  # (B, T, C)
    print(f"at the start        {likeness(x):5.2f}")
    for number in range(1, 13):
        x = MultiHeadAttention(64, 4)(LayerNorm(64)(x))
        x = FeedForward(64)(LayerNorm(64)(x))
        if number in (1, 2, 3, 6, 12):
            print(f"after {number:2} rounds     {likeness(x):5.2f}")
notice(likeness(x) > 0.95, "sixteen tokens went in, and what came out is nearly one vector, sixteen times.",
       "the tokens are less alike than usual. Do your LayerNorm and your FeedForward pass their checks?")

# %% [markdown]
# Each attention averages, an average of averages is flatter still, and nothing keeps which token was which. The next
# word cannot be predicted from that.
#
# The cure is one plus sign. Each part gets a copy of the stream, and what it computes is **added** to the stream:
#
# $$a = x + \text{Attention}(\text{LayerNorm}_1(x))$$
#
# $$y = a + \text{FeedForward}(\text{LayerNorm}_2(a))$$
#
# Every tensor here has the shape `(B, T, C)`. The path of the plain $x$ is called the **residual** or *skip
# connection*, and the sum that runs through all blocks the *residual stream*. Think of a document that is passed
# around an office: nobody types it anew, everybody adds a note.

# %% demo folded="Picture: the block, from left to right"
def draw_block(ax, post_ln=False):
    """Draw one block on `ax`, from left to right: pre-LN, or post-LN."""
    dark, norm, part = "#062B4D", "#F6D58A", "#C6DBEF"

    def box(x, y, label, colour, width=1.7):
        ax.add_patch(plt.Rectangle((x - width / 2, y - 0.42), width, 0.84, facecolor=colour, edgecolor=dark, lw=1.2, zorder=3))
        ax.text(x, y, label, ha="center", va="center", fontsize=10, zorder=4)

    def arrow(*points):
        xs, ys = zip(*points)
        ax.plot(xs[:-1], ys[:-1], color=dark, lw=1.6, zorder=2, solid_capstyle="butt")
        ax.annotate("", points[-1], points[-2], arrowprops={"arrowstyle": "-|>", "color": dark, "lw": 1.6, "shrinkA": 0, "shrinkB": 0})

    def plus(x):
        ax.add_patch(plt.Circle((x, 0), 0.3, facecolor="white", edgecolor=dark, lw=1.6, zorder=5))
        ax.text(x, -0.02, "+", ha="center", va="center", fontsize=14, zorder=6)

    start = 0.6
    for name, number, middle in [("attention", 1, "a"), ("feed-forward", 2, "y")]:
        ax.text(start - 0.25, 0.2, "x" if number == 1 else "a", ha="center", fontsize=12, style="italic")
        sum_at = start + (3.4 if post_ln else 5.6)
        arrow((start - 0.6, 0), (sum_at - 0.3, 0))  # the stream goes straight on
        if post_ln:
            arrow((start, 0), (start, 1.6), (sum_at, 1.6), (sum_at, 0.3))
            box(start + 1.7, 1.6, name, part, 2.1)
            arrow((sum_at + 0.3, 0), (sum_at + 3.2, 0))
            box(sum_at + 1.5, 0, f"LayerNorm {number}", norm, 1.9)
        else:
            arrow((start, 0), (start, 1.6), (sum_at, 1.6), (sum_at, 0.3))
            box(start + 1.5, 1.6, f"LayerNorm {number}", norm, 1.9)
            box(start + 4.0, 1.6, name, part, 2.1)
            arrow((sum_at + 0.3, 0), (sum_at + 0.9, 0))
        plus(sum_at)
        start = sum_at + (3.8 if post_ln else 1.5)
    ax.text(start - 0.25, 0.2, "y", ha="center", fontsize=12, style="italic")
    ax.set(xlim=(-0.3, start + 0.3), ylim=(-0.7, 2.4), aspect="equal")
    ax.axis("off")


figure, ax = plt.subplots(figsize=(11, 2.6), layout="constrained")
draw_block(ax)
ax.set_title("your block: the stream runs straight through, and each part adds to it", fontsize=12)
plt.show()

# %% [markdown]
# - $y$ depends on the $a$ of the *middle*, not on $x$: the second part reads what the first has added.
# - The stream itself is never normalised. LayerNorm stands on the branch, right before a part; this is called
#   **pre-LN**.
# - Forward, what a token was stays in the sum. Backward, the gradient of a sum goes to each of its parts unchanged,
#   so it reaches the first layer along the plus signs.
#
# **By hand**, with one token of two channels, $x = [1, 3]$. To keep it short, let "attention" double what it gets and
# "feed-forward" multiply by 10. LayerNorm of two numbers is easy: the smaller becomes −1, the larger 1 (if $w = 1$,
# $b = 0$, and we forget about eps).
#
# | | |
# |---|---|
# | LayerNorm of $x = [1, 3]$ | $[-1, 1]$ |
# | attention doubles it | $[-2, 2]$ |
# | $a = x + {}$that | $[-1, 5]$ |
# | LayerNorm of $a$ | $[-1, 1]$ |
# | feed-forward, times 10 | $[-10, 10]$ |
# | $y = a + {}$that | $[-11, 15]$ |
#
# ### Exercise: `TransformerBlock` (4 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# Four parts under these four names. Two of them take a dropout: hand yours on to both.
#
# </details>
#
# <details><summary>Hint 2: forward</summary>
#
# Two lines, one for each formula. Read each from the inside out: what is normalised, what gets it, what is that
# added to? Make each sum a new tensor; adding in place would change the tensor that the caller gave you.
#
# </details>
#
# <details><summary>Hint 3: the shapes are right and the numbers are not</summary>
#
# Nearly every mistake here keeps the shape. Follow the table of the worked example with your code in hand and ask at
# each line: what is the input of this LayerNorm? What exactly is added to what? Which of the two LayerNorms is this?
#
# </details>

# %% exercise="TransformerBlock"
class TransformerBlock(nn.Module):
    """One pre-LN transformer block, as in GPT-2.

    Args of the constructor:
        d_model: C, the channels of a token's vector.
        n_heads: the heads of the attention; divides C.
        dropout: the probability of dropout, for the attention and for the feed-forward network.

    Attributes:
        ln_1: LayerNorm before the attention.
        attn: MultiHeadAttention.
        ln_2: LayerNorm before the feed-forward network; a second one, with weights of its own.
        mlp: FeedForward.

    forward(x): (B, T, C) → (B, T, C), causal, any T. x itself does not change.

    Example: TransformerBlock(6, 2)(torch.randn(2, 5, 6)) has the shape (2, 5, 6). The block has
    2 · 12 + (6·18 + 18 + 6·6 + 6) + 318 = 510 parameters.
    """

    def __init__(self, d_model, n_heads, dropout=0.0):
        ### BEGIN SOLUTION
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))
        ### END SOLUTION

# %% check="TransformerBlock" points=4 folded="Check: TransformerBlock"
block_names = ["ln_1.weight", "ln_1.bias", "attn.qkv.weight", "attn.qkv.bias", "attn.proj.weight", "attn.proj.bias",
               "ln_2.weight", "ln_2.bias", "mlp.fc.weight", "mlp.fc.bias", "mlp.proj.weight", "mlp.proj.bias"]
block = TransformerBlock(6, 2).eval()
shapes = []
for part in (block.ln_1, block.attn.qkv, block.attn.proj, block.ln_2, block.mlp.fc, block.mlp.proj):
    shapes += [list(part.weight.shape), list(part.bias.shape)]
probe(dict(zip(block_names, shapes)), "TransformerBlock(6, 2), the shapes of its parameters")
probe(sum(parameter.numel() for parameter in block.parameters()), "TransformerBlock(6, 2), the number of its parameters")
fill(block, block_names)
x = sample(3, 5, 6, seed=3)
probe(block(x), "3 sequences of 5 tokens, 6 channels, 2 heads")
check_equal(x, sample(3, 5, 6, seed=3), "the block must not change its input")
wide = TransformerBlock(12, 4)
fill(wide, block_names, seed=40)
probe(wide(sample(2, 3, 12, seed=8)), "12 channels, 4 heads")
probe(block(sample(1, 9, 6, seed=4)), "a longer sequence, after a shorter one")
x = sample(2, 3, 6, seed=9).requires_grad_()
y = block(x)
probe(y.requires_grad, "do gradients flow?")
(y * sample(2, 3, 6, seed=10)).sum().backward()
probe(x.grad, "the gradient of the input")
gradients = {}
for name in block_names:
    parameter = block
    for step in name.split("."):
        parameter = getattr(parameter, step)
    gradients[name] = parameter.grad
probe(gradients, "the gradients of the parameters")
torch.manual_seed(0)
x = sample(4, 5, 6, seed=3)
dropping = TransformerBlock(6, 3, dropout=0.6).eval()
fill(dropping, block_names, seed=20)
probe(torch.equal(dropping(x), dropping(x)), "evaluation mode, dropout 0.6: twice the same?")
probe(dropping(x), "evaluation mode, dropout 0.6, 3 heads")
dropping.train()
probe(torch.equal(dropping(x), dropping(x)), "training mode, dropout 0.6: twice the same?")
block.train()
probe(torch.equal(block(x), block(x)), "training mode, no dropout: twice the same?")
with torch.no_grad():
    dropping.mlp.proj.weight.zero_(), dropping.mlp.proj.bias.zero_()
probe(torch.equal(dropping(x), dropping(x)), "training mode, dropout 0.6, a feed-forward network that adds nothing: twice the same?")
fill(dropping, block_names, seed=20)
with torch.no_grad():
    dropping.attn.proj.weight.zero_(), dropping.attn.proj.bias.zero_()
probe(torch.equal(dropping(x), dropping(x)), "training mode, dropout 0.6, an attention that adds nothing: twice the same?")
with torch.no_grad():
    dropping.mlp.proj.weight.zero_(), dropping.mlp.proj.bias.zero_()
probe(dropping(x), "training mode, dropout 0.6, two parts that add nothing")
many, added = sample(3000, 1, 6, seed=11), {}  # single tokens: whatever dropout strikes leaves its number of the stream as it was
with torch.no_grad():
    for parameter in (dropping.ln_2.weight, dropping.mlp.fc.weight, dropping.mlp.fc.bias, dropping.attn.qkv.weight,
                      dropping.attn.qkv.bias):
        parameter.zero_()
    dropping.ln_2.bias.fill_(1.0), dropping.attn.qkv.bias[12:].fill_(1.0)  # the network reads ones, the values are ones
    dropping.mlp.fc.weight[:6] = torch.eye(6)
    dropping.attn.proj.weight.copy_(torch.eye(6))
    added["attention"] = dropping(many) - many, dropping.eval()(many) - many
    dropping.train().attn.proj.weight.zero_()
    dropping.mlp.proj.weight[:, :6] = torch.eye(6)
    added["feed-forward network"] = dropping(many) - many, dropping.eval()(many) - many
for part, (training, evaluation) in added.items():
    check_true(0.9 < training.mean() / evaluation.mean() < 1.1,
               f"the mean over many passes: the {part} adds as much in training mode as in evaluation mode")
    share = (training == 0).float().mean()
    check_true(any(abs(share - (1 - 0.4**places)) < 0.02 for places in (1, 2, 3)),
               f"dropout=0.6 drops six of ten numbers that the {part} adds")
### BEGIN HIDDEN TESTS
x = sample(3, 5, 6, seed=3)
probe(block(x), "training mode, no dropout")
with torch.no_grad():
    block(x)
check_equal(x, sample(3, 5, 6, seed=3), "the block must not change its input where no gradients are recorded")
probe(block(sample(3, 6, 7, seed=4).transpose(1, 2)), "an x that does not lie in one piece in memory")
probe(block(sample(4, 2, 6, seed=5)), "a shorter sequence, after a longer one")
probe(block(sample(1, 1, 6, seed=6)), "a single token")
probe(block(0.01 * sample(2, 3, 6, seed=7)), "quiet tokens")
with torch.no_grad():
    probe(block(sample(1, 2100, 6, seed=12))[:, -3:], "the last three of 2,100 tokens")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 3.** Predict before you look. A stream of size 1 enters twelve blocks. Each of their 24 parts adds
# a vector of size $\tfrac14$, in a direction that has nothing to do with what is there already. (Size: the root of
# the mean of the squares.) About how large is the stream at the end?
#
# *a)* 1.0  *b)* 1.6  *c)* 7  *d)* 211

# %% exercise="answer_growth"
# answer_growth = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_growth = "b"
### END SOLUTION

# %% check="answer_growth" points=1
probe_choice(answer_growth, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_growth, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Twelve of your blocks in a row, fresh from the constructor. The line is the size of the
# residual stream, the bars are what each part adds to it. Beside it, what one block costs at GPT-2's width.

# %% demo folded="Plot: the stream through twelve blocks, and what a block costs"
torch.manual_seed(0)
stream, heard, thought = [], [], []
with torch.no_grad():
    x = torch.randn(8, 16, 64)  # (B, T, C)
    for _ in range(12):
        block = TransformerBlock(64, 4)
        note = block.attn(block.ln_1(x))
        heard.append(size(note))
        thought.append(size(block.mlp(block.ln_2(x + note))))
        x = block(x)
        stream.append(size(x))

block = TransformerBlock(768, 12)
parts = {name: sum(weight.numel() for weight in part.parameters()) for name, part in block.named_children()}
total = sum(parts.values())

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4), layout="constrained", width_ratios=[1.3, 1])
numbers = np.arange(1, 13)
left.plot(numbers, stream, "o-", color="black", label="the stream after the block")
left.bar(numbers - 0.2, heard, 0.4, color=ORANGE, label="added by attention")
left.bar(numbers + 0.2, thought, 0.4, color=BLUE, label="added by feed-forward", hatch="//", edgecolor="white")
left.set(title="twelve fresh blocks", xlabel="block", ylabel="size (root mean square)", xticks=numbers, ylim=(0, 2.1))
left.legend(frameon=False, loc="upper left")
bars = right.barh(list(parts), list(parts.values()), color=[GREY, ORANGE, GREY, BLUE])
right.bar_label(bars, [f"{count:,}" for count in parts.values()], padding=3, fontsize=10)
right.invert_yaxis()
right.set(title="parameters of one block, C = 768", xlabel="parameters", xlim=(0, 6.4e6))
right.xaxis.set_major_formatter(lambda count, _: f"{count / 1e6:g} M")
plt.show()
print(f"one block: {total:,};  twelve: {12 * total:,} of the 124,439,808 parameters of GPT-2 small")
notice([before < after for before, after in zip(stream, stream[1:])]
       + [added < 0.6 for added in heard + thought] + [1 < stream[-1] < 3],
       lambda: f"on the left, each part adds a little, in a direction of its own, so the stream grows slowly and steadily, to "
       f"{stream[-1]:.1f}. No part wipes out what the others wrote. On the right is the answer to quick question 2; the "
       "LayerNorms cost next to nothing.",
       lambda: f"the stream ends at a size of {stream[-1]:.1f}, or shrinks on the way. Does your block pass its check?")

# %% [markdown]
# **Quick question 4.** In a fresh block you set the weights and biases of `attn.proj` and of `mlp.proj` to zero. All
# other weights stay random. What does your block make of an input $x$?
#
# *a)* zeros everywhere  *b)* $x$, unchanged  *c)* the LayerNorm of $x$  *d)* it depends on the random weights

# %% exercise="answer_silent"
# answer_silent = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_silent = "b"
### END SOLUTION

# %% check="answer_silent" points=1
probe_choice(answer_silent, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_silent, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 5 · A stack to play with
#
# The two experiments need a small model with many blocks: letters in, a score for each possible next letter out. It
# takes twelve blocks of whatever kind we hand it, and keeps the residual stream after each of them.

# %% demo
STEPS = 60  # updates of each training run in "Break it 2"; fewer is faster, and shows less

story = ("the small red boat sails on the blue sea. the sun is warm and the wind is soft. a gull sits on the mast "
         "and sings to the sea. the boat is small but the sea is kind. at night the moon is round and the stars "
         "are bright. the gull sleeps on the mast. in the morning the wind is strong and the boat sails home. ")
letters = sorted(set(story))
data = torch.tensor([letters.index(letter) for letter in story])  # (about 300,)
LENGTH = 16  # letters that the model sees at once


class Stack(nn.Module):
    """ids (B, T) → scores for the next letter (B, T, V), through twelve blocks of a kind."""

    def __init__(self, kind, n_blocks=12, d_model=32, n_heads=4):
        super().__init__()
        self.token, self.place = nn.Embedding(len(letters), d_model), nn.Embedding(LENGTH, d_model)
        self.blocks = nn.ModuleList(kind(d_model, n_heads) for _ in range(n_blocks))
        self.last_norm, self.readout = LayerNorm(d_model), nn.Linear(d_model, len(letters))

    def forward(self, ids):
        x = self.token(ids) + self.place.weight[:ids.shape[1]]  # (B, T, C)
        self.stream = [x]
        for block in self.blocks:
            x = block(x)
            self.stream.append(x)
        return self.readout(self.last_norm(x))


def windows(generator, batch=8):
    starts = torch.randint(len(data) - LENGTH, (batch, 1), generator=generator)
    pieces = data[starts + torch.arange(LENGTH + 1)].to(device)  # (B, T + 1)
    return pieces[:, :-1], pieces[:, 1:]  # the answer at each position is the letter after it


def loss_of(model, batch):
    ids, answers = batch
    return F.cross_entropy(model(ids).flatten(0, 1), answers.flatten())

# %% [markdown]
# ## Break it 1 · Take the residual away
#
# Four kinds of block: with and without the residual, with and without the LayerNorms. For each we build twelve, send
# one batch through, compute the gradient, and look at two things at every depth: how large is the gradient that
# arrives there, and how alike are the tokens?
#
# **Predict first.** Write it down, one line each:
#
# 1. In which of the four does the gradient vanish on its way to the first block?
# 2. LayerNorm keeps sizes in order. Does it make the residual unnecessary?

# %% demo
class NoResidual(TransformerBlock):
    def forward(self, x):
        return self.mlp(self.ln_2(self.attn(self.ln_1(x))))


class NoNorm(TransformerBlock):
    def forward(self, x):
        heard = x + self.attn(x)
        return heard + self.mlp(heard)


class Neither(TransformerBlock):
    def forward(self, x):
        return self.mlp(self.attn(x))


kinds = [("your block", TransformerBlock, BLUE, "o-"), ("without the norms", NoNorm, GREEN, "s-"),
         ("without the residual", NoResidual, ORANGE, "^--"), ("without either", Neither, GREY, "x:")]
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2), layout="constrained")
norms, alike = {}, {}
for name, kind, colour, style in kinds:
    torch.manual_seed(0)
    model = Stack(kind).to(device)
    loss = loss_of(model, windows(torch.Generator().manual_seed(0)))
    norms[name] = [gradient.norm().item() for gradient in torch.autograd.grad(loss, model.stream)]
    alike[name] = [likeness(x.detach()) for x in model.stream]
    left.semilogy(norms[name], style, color=colour, label=name)
    right.plot(alike[name], style, color=colour)
left.set(title="the gradient that arrives at each depth", xlabel="after block (0: the embeddings)",
         ylabel="norm of the gradient (log scale)")
left.legend(frameon=False, loc="lower right")
right.set(title="how alike the tokens are", xlabel="after block (0: the embeddings)", ylabel="average cosine", ylim=(-0.05, 1.05))
plt.show()
lost = math.log10(norms["without either"][-1] / norms["without either"][0])
kept = max(max(norms[name]) / min(norms[name]) for name in ("your block", "without the norms", "without the residual"))
notice([lost > 9, kept < 100, min(alike["without the residual"][6:]) > 0.95, max(alike["your block"]) < 0.9],
       lambda: f"without either, the gradient shrinks by {lost:.0f} orders of magnitude on its way back through twelve blocks. In "
       f"the three others it stays within a factor of {kept:.0f}. But the triangles: without the residual, all tokens are "
       "one token after a few blocks, though the gradient has a healthy size.",
       lambda: f"without either, the gradient shrinks by {lost:.0f} orders of magnitude; in the others it varies by a factor of "
       f"{kept:.0f}. Other random weights give other curves; does your block pass its check?")

# %% [markdown]
# <details><summary>Both predictions, with the reason</summary>
#
# 1. Without either, each block passes on a small part of the gradient, and twelve small factors multiply: the first
#    block would never learn anything. With the residual the gradient has the way along the plus signs.
# 2. It does not. With norms but without residual the gradient has a healthy *size*, since each LayerNorm scales it up
#    again. But it can no longer say anything about a particular letter, because the tokens have become one.
#
# Norms keep the *size*, the residual keeps the *content*. A deep stack needs both.
#
# </details>

# %% [markdown]
# ## Break it 2 · Move the norm: post-LN
#
# The original transformer of 2017 put the LayerNorm somewhere else, *on the stream*, after each addition:
#
# $$a = \text{LayerNorm}_1(x + \text{Attention}(x))$$
#
# $$y = \text{LayerNorm}_2(a + \text{FeedForward}(a))$$
#
# This is **post-LN**. The same parts, the same number of parameters.

# %% demo folded="Picture: pre-LN and post-LN"
figure, axes = plt.subplots(2, 1, figsize=(11, 5), layout="constrained")
for ax, post_ln, title in [(axes[0], False, "pre-LN (yours, GPT-2): the norms stand on the branches"),
                           (axes[1], True, "post-LN (2017): the norms stand on the stream")]:
    draw_block(ax, post_ln)
    ax.set_title(title, fontsize=12)
plt.show()

# %% [markdown]
# In post-LN there is no way from end to end without a norm on it. Each LayerNorm *shrinks* what was there to make
# room for what was added, and twelve blocks do that 24 times.
#
# Both stacks start from the same weights, drawn as in the original (Xavier's rule: as large as keeps sizes about
# equal from layer to layer).
#
# **Predict first.**
#
# 1. At the start of training, which stack's weights get the larger gradients? Is the difference the same in the first
#    block and in the last?
# 2. What happens if you train both with the same learning rate?

# %% demo folded="Both stacks before the first step"
class PostLN(TransformerBlock):
    def forward(self, x):
        heard = self.ln_1(x + self.attn(x))
        return self.ln_2(heard + self.mlp(heard))


def stack(kind, seed):
    """A `Stack` whose linear layers start by Xavier's rule, with biases of zero."""
    torch.manual_seed(seed)
    model = Stack(kind)
    for part in model.blocks.modules():
        if isinstance(part, nn.Linear):
            nn.init.xavier_uniform_(part.weight)
            nn.init.zeros_(part.bias)
    return model.to(device)


figure, axes = plt.subplots(1, 2, figsize=(12, 4), layout="constrained")
at_start = {}
for name, kind, colour, style in [("pre-LN (yours)", TransformerBlock, BLUE, "o-"), ("post-LN", PostLN, ORANGE, "s--")]:
    gradients, alike = [], []
    for seed in range(5):
        model = stack(kind, seed)
        loss_of(model, windows(torch.Generator().manual_seed(seed), batch=32)).backward()
        gradients.append([block.mlp.fc.weight.grad.norm().item() for block in model.blocks])
        alike.append([likeness(x.detach()) for x in model.stream])
    at_start[name] = np.mean(gradients, axis=0), np.mean(alike, axis=0)  # (12,), (13,)
    axes[0].plot(range(1, 13), at_start[name][0], style, color=colour, label=name)
    axes[1].plot(range(13), at_start[name][1], style, color=colour, label=name)
axes[0].set(title="gradients before the first step, mean of five seeds", xlabel="block",
            ylabel="norm of the gradient of mlp.fc.weight", xticks=range(1, 13),
            ylim=(0, 1.4 * max(at_start["post-LN"][0].max(), at_start["pre-LN (yours)"][0].max())))
axes[1].set(title="how alike the tokens are, mean of five seeds", xlabel="after block (0: the embeddings)",
            ylabel="average cosine", ylim=(-0.05, 1.05))
for ax in axes:
    ax.legend(frameon=False, loc="upper left")
plt.show()
times = at_start["post-LN"][0] / at_start["pre-LN (yours)"][0]
notice([times.min() > 1, times[-1] > 1.5 * times[0], at_start["post-LN"][1][-1] > 0.2 + at_start["pre-LN (yours)"][1][-1]],
       lambda: f"post-LN's gradients are larger in every block: {times[0]:.1f} times in the first, {times[-1]:.1f} times in the "
       f"last. And before any training its tokens end up much alike ({at_start['post-LN'][1][-1]:.2f}, with pre-LN "
       f"{at_start['pre-LN (yours)'][1][-1]:.2f}): each norm on the stream has shrunk what they were.",
       lambda: f"post-LN's gradients are {times[0]:.1f} times as large in the first block and {times[-1]:.1f} times in the last. "
       "Does your block pass its check?")

# %% [markdown]
# <details><summary>Why larger in the last block?</summary>
#
# In your stack a later addition to a grown stream counts for less. In post-LN every block's addition counts as much
# as the first one's. (The theory in source 2 below says: at the last block, a factor that grows like the root of the
# number of blocks, and $\sqrt{12} \approx 3.5$.)
#
# </details>
#
# And now training, the same data for all, with AdamW. The inventors of post-LN gave it a **warm-up**: the learning
# rate starts near zero and grows step by step, here up to 0.003 at the very last one. (You will write one in step 6.)
#
# If it helps, *what* helped: that the rate grows, or just that it was smaller? To know that takes a **control**, a run
# that shares one of the two and not the other. Post-LN gets two of them, both with a rate that never changes:
# 0.0015, which is the warm-up's average, and 0.001.

# %% demo
def train_stack(kind, lr, warmup=0, what=""):
    """Train a stack for STEPS updates. → its losses, and how alike its tokens were after block 12, step by step"""
    model, losses, alike, generator = stack(kind, seed=0), [], [], torch.Generator().manual_seed(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    for step in paced(range(STEPS), what, "set STEPS lower in section 5"):
        for group in optimizer.param_groups:
            group["lr"] = lr * min(1.0, (step + 1) / max(warmup, 1))
        loss = loss_of(model, windows(generator))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        alike.append(likeness(model.stream[-1].detach()))
    return losses, alike


plans = {"pre-LN (yours), 0.003": (TransformerBlock, 0.003, 0), "post-LN, 0.003": (PostLN, 0.003, 0),
         "post-LN, warm-up to 0.003": (PostLN, 0.003, STEPS), "post-LN, control: 0.0015": (PostLN, 0.0015, 0),
         "post-LN, control: 0.001": (PostLN, 0.001, 0)}
curves = {name: train_stack(*plan, what=name) for name, plan in plans.items()}

# %% demo folded="Plot: five runs, their losses and how alike their tokens are"
shares = data.bincount() / len(data)
frequencies = -(shares * shares.log()).sum().item()  # the loss of a model that only knows how frequent each letter is
figure, axes = plt.subplots(1, 2, figsize=(13, 4.8), layout="constrained")
looks = [(BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), ("black", ":"), (GREY, "-")]
for (name, (losses, alike)), (colour, style) in zip(curves.items(), looks):
    axes[0].plot(losses, style, color=colour, label=name)
    axes[1].plot(alike, style, color=colour)
axes[0].axhline(frequencies, color="black", linewidth=1, label="knows only how frequent letters are")
axes[0].set(title="training, twelve blocks", xlabel="step", ylabel="loss in nats", ylim=(0, 3.7))
axes[0].legend(frameon=False, loc="lower left", fontsize=9.5)
axes[1].set(title="how alike the tokens are after block 12", xlabel="step", ylabel="average cosine", ylim=(-0.05, 1.05))
plt.show()
late = {name: np.mean(losses[-10:]) for name, (losses, _) in curves.items()}
for name, loss in late.items():
    print(f"{name:26} loss over the last ten steps {loss:.2f}, likeness at the end {curves[name][1][-1]:.2f}")
pre, post, warm, same, small = late.values()
stuck = curves["post-LN, 0.003"][1]
notice(lambda: [STEPS >= 40, min(stuck[STEPS // 3:]) > 0.98, abs(post - frequencies) < 0.15, pre < post - 0.5],
       "at a rate of 0.003, your stack learns from the first steps on. In the post-LN stack all tokens soon point in one "
       "direction, and stay so: what is left to learn is how frequent each letter is. No error anywhere, just a line that goes flat.",
       lambda: f"the last losses are {pre:.2f} for pre-LN and {post:.2f} for post-LN, both at 0.003, after {STEPS} steps. "
       "With fewer than 40 steps there is little to see, and other random weights give other curves.")
notice(lambda: [STEPS >= 40, warm < post - 0.2, same > post - 0.1, small < min(post - 0.2, warm + 0.1), pre < min(warm, small) - 0.2],
       lambda: f"with warm-up, post-LN learns ({warm:.2f}). With the same rate on average, but constant, it does not ({same:.2f}); "
       f"with a constant 0.001 it does ({small:.2f}), as well as with warm-up or better. So what post-LN cannot bear is large steps at "
       "the beginning: a slow start avoids them, and so does a small rate. Pre-LN bears them, and is ahead of all.",
       lambda: f"post-LN ends at {post:.2f}, with warm-up at {warm:.2f}, the controls at {same:.2f} and {small:.2f}. Which of them "
       "begin to learn in so few steps depends on the random weights, as the table below shows.")

# %% [markdown]
# One seed proves little. We ran seeds 0 to 3, with 60 steps (two CPU cores, torch 2.13):
#
# | | learned, of four seeds |
# |---|---|
# | pre-LN, 0.003 | 4 |
# | post-LN, 0.003 | 0 |
# | post-LN, warm-up to 0.003 | 3 |
# | post-LN, control 0.0015 | 1 |
# | post-LN, control 0.001 | 3 |
#
# So all that we may say is that warm-up and a small rate did equally well *here*. Without the controls we would have
# praised the warm-up. Why does everybody warm up, then, and not simply take a small rate? Because a small rate stays
# small; after the warm-up the full rate is there, for 100,000 steps and not for 60. These runs are too short to show
# that.
#
# The papers of 2017 and 2018 insisted on warm-up, and GPT-2 (2019) moved the norm. Post-LN is not wrong; it forgives
# less.

# %% [markdown]
# ## What newer models put in their place
#
# Two of these parts have newer replacements. Each fits in five lines.
#
# **RMSNorm** (Zhang and Sennrich, 2019) drops the mean and the bias of LayerNorm: just divide by the root mean
# square. It was found to work as well, and it is cheaper.
#
# **SwiGLU** (Shazeer, 2020) gives the feed-forward network a *gate*: one matrix says how far each unit opens, another
# says what it lets through, and the two are multiplied. Its bend is $\text{silu}(x) = x \cdot \text{sigmoid}(x)$, a
# relative of GELU. With three matrices in place of two, a hidden width of $\tfrac83 C$ in place of $4C$ costs the
# same: $3 \cdot C \cdot \tfrac83 C = 8 C^2 = 2 \cdot C \cdot 4C$.

# %% demo
def rms_norm(x, weight, eps=1e-5):
    mean_square = x.square().mean(dim=-1, keepdim=True)  # (..., 1)
    return x / torch.sqrt(mean_square + eps) * weight


def swiglu(x, gate, up, down):
    opened = F.silu(x @ gate)  # (..., hidden): how far is each unit open?
    offered = x @ up  # (..., hidden): what would it let through?
    return (opened * offered) @ down  # (..., C)


generator = torch.Generator().manual_seed(0)
C, hidden = 48, 128  # 128 is 8/3 of 48
x = 3 + torch.randn(2, 5, C, generator=generator)  # (B, T, C), with a mean of 3
gate, up, down = (torch.randn(*shape, generator=generator) / math.sqrt(shape[0])
                  for shape in [(C, hidden), (C, hidden), (hidden, C)])
with torch.no_grad():
    for name, y in [("LayerNorm", LayerNorm(C)(x)), ("RMSNorm", rms_norm(x, torch.ones(C)))]:
        print(f"{name:9}  mean {y.mean():5.2f}   size {size(y):.2f}")
print("SwiGLU    ", tuple(x.shape), "→", tuple(swiglu(x, gate, up, down).shape))
print(f"weights    SwiGLU {gate.numel() + up.numel() + down.numel():,}, feed-forward {2 * C * 4 * C:,}")

x = torch.linspace(-4, 4, 200)
figure, ax = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
for name, bend, colour, style in [("ReLU", F.relu, GREY, ":"), ("gelu (GPT-2)", gelu, BLUE, "-"),
                                  ("silu (LLaMA's gate)", F.silu, ORANGE, "--")]:
    ax.plot(x, bend(x), style, color=colour, label=name)
ax.set(title="three bends", xlabel="x", ylabel="value")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# *Notice:* RMSNorm leaves the offset in (a mean of about 0.95 here, LayerNorm makes it 0), and gives size 1 all the
# same.
#
# ## What you built, and where the real ones differ
#
# | model | norm, eps | feed-forward: hidden width | biases | blocks |
# |---|---|---|---|---|
# | **you** | LayerNorm, 1e-5 | GELU: 4C | yes | 1, and 12 |
# | GPT-2 small, 2019 | LayerNorm, 1e-5 | GELU: 4C, C = 768 | yes | 12 |
# | Llama 3.1 8B, 2024 | RMSNorm, 1e-5 | SwiGLU: 3.5C, C = 4,096 | no | 32 |
# | DeepSeek-V3, 2024 | RMSNorm, 1e-6 | SwiGLU: 2,048 in each of 256 experts, C = 7,168 | no | 61 |
# | Qwen3 8B, 2025 | RMSNorm, 1e-6 | SwiGLU: 3C, C = 4,096 | no | 36 |
# | gpt-oss-120b, 2025 | RMSNorm, 1e-5 | SwiGLU: C in each of 128 experts, C = 2,880 | yes | 36 |
#
# All of them are pre-LN, with one more norm after the last block (step 5); the original transformer and BERT are
# post-LN. An **expert** is a feed-forward network of its own, and a small layer chooses a few for each token: eight
# in DeepSeek-V3 (beside one that all tokens visit), four in gpt-oss. The stream and the plus signs stay as they are.
#
# **What comes next.** Step 5 adds both ends: token and position vectors in front, twelve of these blocks, one last
# LayerNorm, and a score for each of 50,257 tokens. Then OpenAI's weights can go in.
#
# **Three sources worth reading**
#
# 1. Ba, Kiros and Hinton, [*Layer Normalization*](https://arxiv.org/abs/1607.06450), 2016. Section 3 is your first
#    exercise.
# 2. Xiong and others, 2020, [*On Layer Normalization in the Transformer
#    Architecture*](https://arxiv.org/abs/2002.04745). It is "Break it 2", with the theory.
# 3. Dong, Cordonnier and Loukas, [*Attention is not all you need: pure attention loses rank doubly exponentially with
#    depth*](https://arxiv.org/abs/2103.03404), 2021. Why the tokens of "Break it 1" become one.
