# %% [markdown]
# # Step 5 · The complete GPT
#
# You have the parts: attention, heads, the block. Today you put them together, and then you find out whether the
# result is *really* a GPT-2, by the hardest test there is: weights that other people trained are copied into the
# class that you wrote, and it must compute what theirs computes.
#
# **What you will have built.**
#
# | you write | what it does |
# |---|---|
# | `GPT` | token ids in, a score for each possible next token out, and the loss |
# | `tests_GPT` | finds out whether somebody else's `GPT` is right |
# | `init_weights` | GPT-2's starting weights, so that training begins at "I do not know" |
# | `count_parameters` | the size of any GPT from its configuration, before it is built |
# | `load_gpt2_weights` | copies published GPT-2 weights into your model |
#
# On the way you check that gradients reach every weight, break the model twice on purpose, and sketch two
# changes that most models since 2023 have in common: rotary positions and grouped queries. At the end, where
# there is a network for 548 MB, OpenAI's GPT-2 writes with your code. In Colab that happens by itself;
# elsewhere you change one line. Without a network, a small file of the same form takes its place in the test.
#
# **Time.** About two and a half hours. Running everything but that download takes well under a minute on a
# laptop; no GPU is needed.
#
# **What you need to know.** Steps 2 to 4: what attention and a transformer block do. Python's dictionaries,
# `nn.Module` and `nn.Parameter`. You need not have trained anything yet; that is step 6.
#
# **The price of skipping ahead.** Steps 6 to 8 train, sample and fine-tune *this* class, and print a solved
# copy of it, so you could go on. But when your own model one day starts with a loss of 30, or a file of weights
# loads without an error and the model then writes nonsense, the reasons are in this lesson.

# %% setup
import json
import math
import os
import re
import sys
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#6B6B6B"  # told apart by colour-blind eyes and in grey print
torch.set_num_threads(1)  # the matrices of this lesson are tiny: a second CPU core would mostly wait

# %% demo folded="Picture: the GPT, with this lesson's parts"
draw_gpt("embedding", "positions", "final_norm", "lm_head", "probabilities")

# %% [markdown]
# The coloured parts are those that you add today: the two embeddings on the left, the final LayerNorm and the
# head on the right. The block in the middle is step 4's.
#
# The next cells are solved copies of what you wrote in steps 1 to 4. (The tokenizer of step 1 is needed at
# the end only.)

# %% recap="step1_foundations merge bpe_encode bpe_decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% [markdown]
# Six numbers describe a whole GPT. They stay together in a **configuration**, so that a model can be
# rebuilt from it years later. This class is given; so is GPT-2 small.

# %%
@dataclass
class GPTConfig:
    vocab_size: int  # V, how many different tokens there are
    block_size: int  # the longest text that the model can look at, in tokens
    n_layer: int  # how many blocks
    n_head: int  # H, the heads of each block
    d_model: int  # C, the channels of a token's vector
    dropout: float = 0.0


GPT2_SMALL = GPTConfig(vocab_size=50257, block_size=1024, n_layer=12, n_head=12, d_model=768)

# %% [markdown]
# ## 1 · From a block to a model
#
# Why is a stack of blocks not a model yet? For one thing, it takes vectors, and we have token ids. That is
# easily mended with a table of vectors, one for each token: an **embedding**. Let us try that, with one
# block, and ask about two sentences.

# %% demo
torch.manual_seed(0)
words = ["dog", "man", "bit", "the", "."]
table, block = nn.Embedding(len(words), 32), TransformerBlock(32, n_heads=4)

ends = []
for sentence in ("the dog bit the man .", "the man bit the dog ."):
    ids = torch.tensor([[words.index(word) for word in sentence.split()]])  # (1, 6)
    with torch.no_grad():
        x = block(table(ids))  # (1, 6, 32)
    ends.append(x[0, -1])
    print(f"{sentence}  → at the full stop: {[round(value, 4) for value in x[0, -1, :4].tolist()]} …")
print(f"largest difference between the two: {(ends[0] - ends[1]).abs().max():.1e}")

# %% claim
assert (ends[0] - ends[1]).abs().max() < 1e-5, "one block without positions gives the same vector for both sentences"

# %% [markdown]
# Six tokens were read, and who bit whom is lost. Attention is a weighted *average*, and an average does not
# depend on the order of what goes in. (With several blocks the causal mask lets a little of the order
# through; the second experiment below shows how much that is worth.)
#
# So a GPT adds a second table: a vector for each **position**. In step 1 you computed such vectors from sines
# and cosines. GPT-2 learns them, like everything else. And at the other end, something has to turn the
# last vectors into scores for $V$ tokens. The whole path, with names that are GPT-2's own:
#
# | step | what happens | shape |
# |---|---|---|
# | `idx` | token ids, each from 0 to $V-1$ | `(B, T)` |
# | `wte` | *word token embedding*: a row of a `(V, C)` table for each id | `(B, T, C)` |
# | `wpe` | *word position embedding*: rows 0 to $T-1$ of a `(block_size, C)` table | `(T, C)` |
# | sum | token + position, the same positions in every row of the batch; then dropout | `(B, T, C)` |
# | `h` | the blocks, one after the other | `(B, T, C)` |
# | `ln_f` | a final LayerNorm | `(B, T, C)` |
# | `lm_head` | a linear layer without bias, from $C$ to $V$: the **logits** | `(B, T, V)` |
#
# **Why a final LayerNorm?** In a pre-LN block (step 4) nothing ever normalises the residual stream itself.
# Each block adds to it, so it grows. `ln_f` brings it to one size before the head reads it.
#
# **One table, used twice.** `lm_head` needs a `(V, C)` matrix, and `wte` *is* a `(V, C)` matrix. GPT-2 uses
# one for both: the logit of a token is the dot product of the final vector with that token's own embedding.
# The head is **tied**. That saves 38.6 million parameters in GPT-2 small, and every step of training teaches
# both ends. Tied means *the very same* `nn.Parameter` object. A copy with the same numbers is equal at first;
# after one step of training the two differ.
#
# **The loss.** At each position the model is asked for the next token. If the right one gets probability
# $p$, the loss there is $-\ln p$; the loss of a batch is the mean over all $B \cdot T$ positions. That is
# `F.cross_entropy`, which wants its logits as `(N, V)` and its targets as `(N,)`. (In step 6 you write it
# yourself.) The targets are *handed in*, already shifted by one; the model does not shift anything.
#
# **By hand.** $V = 3$, $C = 2$, no blocks at all, and
#
# $$\text{wte} = \begin{bmatrix}3 & 0\\ 0 & 1\\ 2 & 2\end{bmatrix},\qquad
# \text{wpe} = \begin{bmatrix}0 & 0\\ -1 & 2\end{bmatrix}$$
#
# with $\text{idx} = [0, 1]$:
#
# | | position 0 | position 1 |
# |---|---|---|
# | token + position | $[3,0] + [0,0] = [3,0]$ | $[0,1] + [-1,2] = [-1,3]$ |
# | LayerNorm (of two numbers: the larger becomes 1, the other −1) | $[1,-1]$ | $[-1,1]$ |
# | logits: dot products with the three rows of `wte` | $[3,-1,0]$ | $[-3,1,0]$ |
#
# With `targets = [1, 2]`: position 0 costs $\ln(e^3 + e^{-1} + e^0) - (-1) = 4.07$, position 1 costs
# $\ln(e^{-3} + e^1 + e^0) - 0 = 1.33$, and the loss is their mean, **2.70**.
#
# ### Exercise: `GPT` (6 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# Begin with `super().__init__()`, or PyTorch refuses your first layer. Then store the config, and make one
# layer for each row of the table above, in any order, and an `nn.Dropout` for the sum.
#
# </details>
# <details><summary>Hint 2: the blocks</summary>
#
# Each block is an object of its own: build a new one `n_layer` times. PyTorch finds layers only in attributes
# that are modules; in a plain Python list it overlooks them, and they would not be trained, saved or moved to
# the GPU. `nn.ModuleList` is the list that it looks into. (`[block] * 3` is one block, named three times.)
#
# </details>
# <details><summary>Hint 3: tying the head</summary>
#
# An `nn.Linear` keeps its matrix in the attribute `weight`, and so does an `nn.Embedding`. Assign one
# Parameter to the other's place. Whatever copies numbers (`.data`, `.clone()`, `.copy_()`) does not tie: then
# the check counts $V \cdot C$ parameters too many.
#
# </details>
# <details><summary>Hint 4: forward, the beginning</summary>
#
# Look at $T$ first: too long is an error, whose message should name both numbers. The positions are
# 0 to $T - 1$, whatever the tokens are: `torch.arange`, on the device of `idx`.
#
# </details>
# <details><summary>Hint 5: forward, the loss</summary>
#
# Merge $B$ and $T$ into one dimension, in the logits and in the targets alike. A batch may be a window of a larger
# tensor, whose rows do not lie next to each other in memory. `view` refuses to merge the dimensions of such a tensor;
# `reshape` and `flatten` copy where they must.
#
# </details>

# %% exercise="GPT"
class GPT(nn.Module):
    """A GPT-2: token ids in, logits for the next token out.

    Args of the constructor:
        config: a GPTConfig.

    Attributes (the names matter: weights are copied in through them):
        config: what was handed in.
        wte: nn.Embedding, vocab_size rows of d_model channels.
        wpe: nn.Embedding, block_size rows of d_model channels.
        h: an nn.ModuleList of n_layer different TransformerBlocks, each with the config's heads and dropout:
            TransformerBlock(d_model, n_heads, dropout), as in step 4.
        ln_f: LayerNorm of d_model channels.
        lm_head: nn.Linear from d_model to vocab_size, without bias. Its weight is the very Parameter of wte.
    In training mode, dropout (the config's) also acts on the sum of the two embeddings.

    forward(idx, targets=None):
        idx: (B, T) token ids. targets: None, or (B, T) ids, the right next token at each position.
        Both may lie in memory in any way; neither is changed.
        Returns the tuple (logits, loss): logits (B, T, V), before any softmax; loss the mean cross-entropy
        over all B · T positions in nats, a tensor with a single number, or None where targets is None.
        Raises ValueError when T is larger than block_size.

    Example: for the numbers worked out above, with no block, the logits are [[3, -1, 0], [-3, 1, 0]] and the
    loss for targets [1, 2] is 2.70.
    """

    def __init__(self, config):
        ### BEGIN SOLUTION
        super().__init__()
        self.config = config
        self.wte = nn.Embedding(config.vocab_size, config.d_model)
        self.wpe = nn.Embedding(config.block_size, config.d_model)
        self.drop = nn.Dropout(config.dropout)
        self.h = nn.ModuleList(TransformerBlock(config.d_model, config.n_head, config.dropout)
                               for _ in range(config.n_layer))
        self.ln_f = LayerNorm(config.d_model)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        self.lm_head.weight = self.wte.weight  # tied: one Parameter under two names
        ### END SOLUTION

    def forward(self, idx, targets=None):
        ### BEGIN SOLUTION
        T = idx.shape[1]
        if self.config.block_size < T:
            raise ValueError(f"{T} tokens are more than the block size of {self.config.block_size}")
        positions = torch.arange(T, device=idx.device)
        x = self.drop(self.wte(idx) + self.wpe(positions))  # (B, T, C) + (T, C)
        for block in self.h:
            x = block(x)  # (B, T, C)
        logits = self.lm_head(self.ln_f(x))  # (B, T, V)
        loss = None
        if targets is not None:
            loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten())  # (B·T, V), (B·T,)
        return logits, loss
        ### END SOLUTION

# %% check="GPT" points=6 folded="The check of GPT"
def names_of(n_layer):
    return ["wte.weight", "wpe.weight", "ln_f.weight", "ln_f.bias"] + [
        f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
        for layer in ("ln_1", "attn.qkv", "attn.proj", "ln_2", "mlp.fc", "mlp.proj")]


def layers(model):
    return {"shape of wte.weight": list(model.wte.weight.shape), "shape of wpe.weight": list(model.wpe.weight.shape),
            "number of blocks in h": len(model.h), "shape of lm_head.weight": list(model.lm_head.weight.shape),
            "the head has a bias": getattr(model.lm_head, "bias", None) is not None,
            "the head's weight is the Parameter of wte": model.lm_head.weight is model.wte.weight,
            "number of parameters": sum(weight.numel() for weight in model.parameters()),
            "config.block_size": getattr(getattr(model, "config", None), "block_size", None)}


model = GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=3, n_head=2, d_model=6))
probe(layers(model), "the layers of a GPT of 3 blocks with 2 heads")
fill(model, names_of(3))
idx = torch.tensor([[3, 7, 0, 5, 1], [2, 2, 6, 4, 0], [7, 1, 1, 3, 6], [1, 9, 3, 0, 8]])
targets = torch.tensor([[7, 0, 5, 1, 10], [2, 6, 4, 0, 9], [1, 1, 3, 6, 8], [9, 3, 0, 8, 2]])
probe(model(idx), "4 texts of 5 tokens, no targets: (logits, None)")
probe(model(idx[:2, :3].contiguous(), targets[:2, :3].contiguous()), "2 texts of 3 tokens with targets: (logits, loss)")
probe(model(idx, targets), "4 texts of 5 tokens with targets: (logits, loss)")
text = torch.tensor([[3, 7, 0, 5, 1, 10], [2, 2, 6, 4, 0, 9], [7, 1, 1, 3, 6, 8], [1, 9, 3, 0, 8, 2]])
probe(model(text[:, :-1], text[:, 1:]), "the same, idx and targets as two windows of one tensor")
check_raises(ValueError, model, torch.zeros(1, 9, dtype=torch.long), what="9 tokens for a block size of 8")
check_equal([idx, targets], [[[3, 7, 0, 5, 1], [2, 2, 6, 4, 0], [7, 1, 1, 3, 6], [1, 9, 3, 0, 8]],
                             [[7, 0, 5, 1, 10], [2, 6, 4, 0, 9], [1, 1, 3, 6, 8], [9, 3, 0, 8, 2]]],
            "idx and targets must stay as they are")


def dropped(p, large=1e-5):
    """What a GPT with dropout `p` does to 40,000 sums of embeddings, and to what its block adds; rounded, so that chance
    does not show. So small a number passes the final LayerNorm unchanged but for a factor, which is divided out."""
    model = GPT(GPTConfig(vocab_size=5, block_size=8, n_layer=1, n_head=2, d_model=6, dropout=p))
    fill(model, names_of(1))
    with torch.no_grad():
        for name in names_of(1):
            if name.endswith("bias") or name.startswith(("wte", "wpe")):
                model.get_parameter(name).zero_()
        model.ln_f.weight.fill_(1.0), model.ln_f.bias.zero_()
        for layer in (model.h[0].attn.proj, model.h[0].mlp.fc, model.h[0].mlp.proj):
            layer.weight.zero_()
        model.h[0].mlp.proj.bias[3] = 2 * large  # all that the block adds
        for table in (model.wte.weight[0], model.wpe.weight):
            table[..., 0], table[..., 1] = large, -large
        model.wte.weight[1:] = torch.tensor([[1.0, 0, -1, 0, 0, 0], [0, 0, -1, 1, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]])
    torch.manual_seed(0)
    found = {}
    for mode in (False, True):
        logits = model.train(mode)(torch.zeros(5000, 8, dtype=torch.long))[0].detach() / (2 * large) * 1e-5**0.5
        for place, what in [(1, "the sum of the embeddings"), (2, "what a block adds")]:
            numbers = logits[..., place].flatten()
            found[f"{what}, {'training' if mode else 'evaluation'}: share set to 0, mean, largest"] = [
                round(20 * (numbers.abs() < 0.1).float().mean().item()) / 20, round(numbers.mean().item(), 1),
                round(numbers.max().item(), 1)]
    return found


probe(dropped(0.4), "40,000 ones through a GPT with dropout 0.4")
### BEGIN HIDDEN TESTS
full = torch.tensor([[10, 9, 8, 0, 1, 10, 3, 3], [4, 4, 4, 4, 4, 4, 4, 4]])
probe(model(full), "as many tokens as the block size")
probe(model(torch.tensor([[9]]), torch.tensor([[10]])), "a single token")
changed = idx.clone()
changed[:, 3:] = 10
check_close(model(changed)[0][:, :3], model(idx)[0][:, :3], "tokens 3 and 4 changed: logits 0, 1 and 2 must stay")
check_raises(ValueError, model, torch.zeros(2, 30, dtype=torch.long), what="30 tokens for a block size of 8")
probe(model(idx, torch.zeros_like(idx)), "targets that are all token 0")
probe(model(idx.t().contiguous().t(), targets.t().contiguous().t()), "idx and targets with their columns in a row in memory")
loss = model(idx, targets)[1]
check_true(loss.requires_grad, "gradients must flow from the loss back to the weights")
loss.backward()
probe([model.wte.weight.grad, model.wpe.weight.grad, model.ln_f.weight.grad, model.h[0].attn.qkv.weight.grad],
      "the gradients of wte, wpe, ln_f and the first attention")
other = GPT(GPTConfig(vocab_size=7, block_size=5, n_layer=2, n_head=4, d_model=12))
fill(other, names_of(2), seed=100)
probe(other(torch.tensor([[6, 0, 3, 1], [5, 2, 2, 4], [0, 6, 6, 1]]), torch.tensor([[0, 3, 1, 1], [2, 2, 4, 6], [6, 6, 1, 5]])), "other sizes")
probe(model(full), "eight tokens, after another model with a smaller block size was made")
fill(model, ["wpe.weight"], seed=300)
probe(model(full), "eight tokens, after the positions have changed, as they do in training")
bare = GPT(GPTConfig(vocab_size=11, block_size=2100, n_layer=0, n_head=1, d_model=6))
fill(bare, ["wte.weight", "wpe.weight", "ln_f.weight", "ln_f.bias"])
probe(bare(idx)[0], "a model without blocks")
long = (torch.arange(2100) * 7 % 11)[None]
probe(bare(long)[0][:, [1023, 1024, 2099]], "2,100 tokens, as many as the block size: logits 1023, 1024 and 2099")
probe(dropped(0.75), "40,000 ones through a GPT with dropout 0.75")
dropping = GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=1, n_head=3, d_model=6, dropout=0.5))
fill(dropping, names_of(1))
with torch.no_grad():
    for layer in (dropping.h[0].attn.proj, dropping.h[0].mlp.proj):  # a block that adds nothing
        layer.weight.zero_()
        layer.bias.zero_()
dropping.eval()
probe(dropping(idx), "evaluation mode of a model with dropout")
dropping.train()
torch.manual_seed(0)
with torch.no_grad():
    dropping.wte.weight[:6] = torch.eye(6)  # so that six of the logits are the final norm's own output, whose mean is 0
    dropping.ln_f.weight.fill_(1.0), dropping.ln_f.bias.zero_()
check_true(dropping(idx)[0][..., :6].mean(dim=-1).abs().max() < 1e-4, "no dropout after the blocks")
blocks = GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=2, n_head=1, d_model=6, dropout=0.5)).train().h
x = sample(2, 8, 6, seed=50)
check_true(not any(torch.equal(block(x), block(x)) for block in blocks), "dropout in each block in training mode")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your model, with 4 blocks and 64 channels, reads a sentence letter by letter.
# Hooks note what comes out of each part, without touching the model. (A *hook* is a function that PyTorch
# calls whenever a layer has run.)

# %% demo
TEXT = ("the lamp is lit at dusk and put out at dawn. in between the keeper counts the boats, the stars and the "
        "stairs. the boats come and go, the stars turn slowly, the stairs are always ninety nine. ")
letters = sorted(set(TEXT))
data = torch.tensor([letters.index(letter) for letter in TEXT])  # (about 190,)
SMALL = GPTConfig(vocab_size=len(letters), block_size=32, n_layer=4, n_head=4, d_model=64)

torch.manual_seed(0)
model = GPT(SMALL)
stages = {}


def note(name):
    def hook(module, inputs, output):
        stages[name] = output[0].detach()  # (T, C), the first text of the batch
    return hook


hooks = [model.wte.register_forward_hook(note("wte"))]
hooks += [block.register_forward_hook(note(f"block {i}")) for i, block in enumerate(model.h)]
hooks += [model.ln_f.register_forward_hook(note("ln_f")), model.lm_head.register_forward_hook(note("logits"))]
logits, loss = model(data[None, :12], data[None, 1:13])
for hook in hooks:
    hook.remove()
stages["logits"] = logits[0].detach()
print(f"idx {tuple(data[None, :12].shape)} → " + " → ".join(f"{name} {tuple(x.shape)}" for name, x in stages.items()))

# %% demo folded="Plot: four stages of the model"
shown = [name for name in ("wte", "block 3", "ln_f", "logits") if name in stages]
figure, axes = plt.subplots(1, len(shown), figsize=(15, 3.6), layout="constrained",
                            width_ratios=[0.55 if name == "logits" else 1 for name in shown], squeeze=False)
for ax, name in zip(axes[0], shown):
    image = ax.imshow(stages[name] / (10 if name == "logits" else 1), cmap="PuOr", vmin=-3, vmax=3, aspect="auto")
    ax.set(title={"wte": "after wte", "block 3": "after the last block", "ln_f": "after ln_f"}.get(name, "logits ÷ 10"),
           xlabel="token (V)" if name == "logits" else "channel (C)")
    ax.set_yticks(range(12), [letter.replace(" ", "␣") for letter in TEXT[:12]])
axes[0, 0].set_ylabel("position, with its letter")
figure.colorbar(image, ax=axes, shrink=0.9)
plt.show()
sizes = {name: x.std().item() for name, x in stages.items()}
places = [i for i in range(12) if TEXT[i] == " "]  # the spaces
notice(lambda: [torch.equal(stages["wte"][places[0]], stages["wte"][places[1]]),
                not torch.allclose(stages["block 3"][places[0]], stages["block 3"][places[1]], atol=0.1),
                abs(sizes["ln_f"] - 1) < 0.1 < sizes["block 3"] - 1, stages["logits"].max() > 20],
       lambda: f"after wte, the same letter has the same row (look at the {len(places)} spaces). After the last block they "
               f"differ: each position has taken something from its context and from its place. ln_f brings everything "
               f"to one size (a standard deviation of {sizes['ln_f']:.1f} after {sizes['block 3']:.1f}). And the logits "
               "had to be divided by 10 to fit the colours.",
       "this GPT calls its layers in another way than most, or starts with other weights: compare the colours yourself.")

# %% [markdown]
# Logits as large as that are suspicious in a model that knows nothing. Section 2 looks at the loss.
#
# ### Catch the bug
#
# Until now the checks judged your code. Now you judge somebody else's: `tests_GPT(candidate)` gets *a class*
# and says whether it keeps the contract in the docstring of `GPT`. Whoever takes a model from the internet is
# in this position. So is whoever has just rewritten a model to make it faster.
#
# A model of random weights gives no output that you would know by heart. Four ways to test it all the same:
#
# - **Known values.** Write numbers into the parameters, small enough to work by hand, as in the table above:
#   no block, $V = 3$, $C = 2$. What does such a test never see?
# - **A second way.** Compute the same thing from the candidate's own parts, slowly and plainly: its `wte.weight`,
#   its `wpe.weight`, its blocks in order, its `ln_f`. Then compare. What the parts are must be tested too.
# - **Properties.** Later tokens must not change earlier logits. An answer must not depend on what the model was asked
#   before, nor on how many other models there are. One step of training must keep the head tied.
# - **Sizes that all differ.** With two heads and two blocks nobody sees which number went where.
#
# Then go through the docstring, sentence by sentence: *what would break this one, and would I see it?* A test that
# is **too strict** fails, too: a candidate may call its dropout layer what it likes, hold more attributes than
# yours, and start from other random weights.
#
# The folded cell below brings `candidate_a`, `candidate_b` and `candidate_c`. At least one is right and at least
# one is wrong. Try your tests on them in a cell of your own.
#
# ### Exercise: `tests_GPT` (3 points)
#
# <details><summary>Hint 1: where to begin</summary>
#
# Build a candidate from a small configuration whose six numbers all differ. First ask about its parts: how many blocks,
# which shapes, how many parameters in all, one Parameter or two.
#
# </details>
# <details><summary>Hint 2: then values</summary>
#
# Fresh biases are all 0 and fresh LayerNorm weights all 1: with those, many a mistake does not show. Fill every
# parameter with random numbers, inside `torch.no_grad()`, before you compare logits and loss with your second way.
#
# </details>
# <details><summary>Hint 3: then what happens at the edges</summary>
#
# A text of exactly `block_size` tokens, and one more. Targets that are all 0. Windows of a larger tensor. The gradients of
# the loss. Dropout 0.5 in training mode and in evaluation mode.
#
# </details>

# %% candidates="GPT"
visible = ["right rows_of_the_table", "wrong head_tied_by_copy", "wrong blocks_backwards"]
base = "right plain"

def crashes(config):
    raise ValueError("no")

class right_shapes(right):
    def forward(self, idx, targets=None):
        logits, loss = super().forward(idx, targets)
        return torch.randn_like(logits), loss

class doubled(right):
    def forward(self, idx, targets=None):
        logits = 2 * super().forward(idx)[0]
        loss = None if targets is None else F.cross_entropy(logits.flatten(0, 1), targets.flatten())
        return logits, loss

class other_loss(right):
    def forward(self, idx, targets=None):
        logits, loss = super().forward(idx, targets)
        return logits, None if loss is None else 2 * loss

class no_loss(right):
    def forward(self, idx, targets=None):
        return super().forward(idx)

class knows_no_limit(right):
    def forward(self, idx, targets=None):
        return super().forward(idx[:, : self.config.block_size], targets)

class one_block_more(right):
    def __init__(self, config):
        super().__init__(config)
        self.h.append(TransformerBlock(config.d_model, config.n_head, config.dropout))

class own_head(right):
    def __init__(self, config):
        super().__init__(config)
        self.lm_head.weight = nn.Parameter(self.wte.weight.detach().clone())

class always_drops(right):
    def forward(self, idx, targets=None):
        return F.dropout(super().forward(idx)[0], 0.5), super().forward(idx, targets)[1]

class contiguous_only(right):
    def forward(self, idx, targets=None):
        return super().forward(idx.view(-1).view(idx.shape), targets)

# %% exercise="tests_GPT"
def tests_GPT(candidate):
    """Is `candidate` a right `GPT`?

    candidate: a class that is called as GPT is: model = candidate(config), then model(idx) and model(idx, targets).
    Returns True when it keeps the contract of GPT, and False when it does not. When the candidate raises an error,
    you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_GPT(nn.Linear) gives False (or raises an error), for a linear layer has no wte.
    """
    ### BEGIN SOLUTION
    config = GPTConfig(vocab_size=11, block_size=7, n_layer=3, n_head=2, d_model=6)
    model = candidate(config)
    other = candidate(GPTConfig(vocab_size=9, block_size=5, n_layer=2, n_head=4, d_model=12))  # must not disturb the first
    each = 12 * 6 * 6 + 13 * 6  # parameters of a block
    parts = [len(model.h), [block.attn.n_heads for block in model.h], sum(weight.numel() for weight in model.parameters()),
             tuple(model.wte.weight.shape), tuple(model.wpe.weight.shape), model.lm_head.weight is model.wte.weight,
             getattr(model.lm_head, "bias", None) is None, model.config.block_size, len(other.h), other.h[1].attn.n_heads]
    if parts != [3, [2, 2, 2], (11 + 7) * 6 + 3 * each + 2 * 6, (11, 6), (7, 6), True, True, 7, 2, 4]:
        return False

    def logits_of(model, idx):  # the second way
        x = model.wte.weight[idx] + model.wpe.weight[: idx.shape[1]]
        for block in model.h:
            x = block(x)
        return model.ln_f(x) @ model.wte.weight.T

    generator = torch.Generator().manual_seed(0)
    bare = candidate(GPTConfig(vocab_size=9, block_size=1030, n_layer=0, n_head=1, d_model=4))
    for asked in (bare, model, other):
        asked(torch.zeros(1, 2, dtype=torch.long))  # what it remembers of this must not matter
        with torch.no_grad():
            for weight in asked.parameters():
                weight.copy_(torch.randn(weight.shape, generator=generator))
    cases = [(model, (4, 5)), (model, (2, 7)), (other, (3, 5)), (model, (3, 2)), (model, (1, 1)), (bare, (2, 1030)), (model, (7, 7))]
    for asked, size in cases:
        idx = torch.randint(9, size, generator=generator)
        before, expected = idx.clone(), logits_of(asked, idx)
        logits, loss = asked(idx)
        if loss is not None or logits.shape != expected.shape or not torch.allclose(logits, expected, rtol=1e-3, atol=1e-4):
            return False
        for targets in (torch.zeros_like(idx), idx.flip(0), (idx.t().contiguous().t() + 1) % 9):
            logits, loss = asked(idx.t().contiguous().t(), targets)
            nats = F.cross_entropy(expected.flatten(0, 1), targets.flatten())
            if not torch.allclose(logits, expected, rtol=1e-3, atol=1e-4) or not torch.allclose(loss, nats, rtol=1e-3, atol=1e-4):
                return False
        if not torch.equal(idx, before):
            return False
        weights = [weight for weight in asked.parameters()]
        gradients = [torch.autograd.grad(value, weights) for value in (loss, nats)]
        if not all(torch.allclose(mine, theirs, rtol=1e-2, atol=1e-4) for mine, theirs in zip(*gradients)):
            return False
    for length in (8, 30):
        try:
            model(torch.zeros(1, length, dtype=torch.long))
            return False
        except ValueError:
            pass

    p, seen = 0.25, {}
    model = candidate(GPTConfig(vocab_size=5, block_size=60, n_layer=2, n_head=2, d_model=8, dropout=p))
    model.h[0].register_forward_pre_hook(lambda block, inputs: seen.update(first=inputs[0]))
    model.h[1].register_forward_hook(lambda block, inputs, output: seen.update(last=output))
    idx = torch.zeros(40, 60, dtype=torch.long)
    with torch.no_grad():
        model.wte.weight[0], model.wpe.weight[:] = 1.0, 2.0  # only token 0 is asked about; the other rows read the result
        for layer in (model.h[0].attn.proj, model.h[0].mlp.proj):
            layer.weight.zero_(), layer.bias.zero_()
        model.h[0].mlp.proj.bias.fill_(3.0)  # this block adds 3 to every channel
        for mode in (True, False):
            logits = model.train(mode)(idx)[0]
            if not torch.allclose(logits, model.ln_f(seen["last"]) @ model.wte.weight.T, rtol=1e-3, atol=1e-4):
                return False
            x = torch.zeros(40, 60, 8)
            for kept in (seen["first"], model.h[0](x)):
                zeros = (kept == 0).float().mean().item()
                if abs(zeros - (p if mode else 0)) > 0.03 or abs(kept.max().item() - 3 / (1 - p if mode else 1)) > 1e-3:
                    return False
    return True
    ### END SOLUTION

# %% check="tests_GPT" points=3
catch_bugs(tests_GPT)
### BEGIN HIDDEN TESTS
catch_bugs(tests_GPT, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · A good beginning: I do not know
#
# A model that has learned nothing should say so: each of the $V$ tokens with probability $1/V$, a loss of
# $-\ln \tfrac1V = \ln V$. What does yours say, fresh from PyTorch?

# %% demo
torch.manual_seed(0)
first_losses = {}
for vocab_size in (23, 1000, 10000):
    model = GPT(GPTConfig(vocab_size, block_size=32, n_layer=4, n_head=4, d_model=64))
    idx, targets = torch.randint(vocab_size, (2, 8, 32))  # two (8, 32) tensors
    with torch.no_grad():
        logits, loss = model(idx, targets)
    first_losses[vocab_size] = loss.item()
    print(f"V = {vocab_size:>6,}:  loss {loss:5.1f},  ln V = {math.log(vocab_size):4.1f},  "
          f"logits from {logits.min():.0f} to {logits.max():.0f}")
notice([loss > 1.5 * math.log(vocab_size) for vocab_size, loss in first_losses.items()],
       "far worse than “I do not know”. The model knows nothing and is sure of it. The first steps of training would "
       "go into unlearning that.",
       "your GPT starts near ln V already, so its constructor sets other weights than PyTorch's own. What follows says why.")

# %% [markdown]
# The cause: `nn.Embedding` draws its weights with standard deviation 1. After `ln_f` each of the $C$
# channels has size about 1 too, so a logit is a sum of $C$ products of size 1, with a standard deviation of
# about $\sqrt C = 8$. (The $\sqrt{d}$ of step 2 again.) One logit is larger still: the residual stream
# still holds the embedding of the token that was just read, and the tied head multiplies it with itself,
# $C$ squares, all positive. So the model is certain that every token comes twice. With GPT-2's $C = 768$
# it would be worse. GPT-2's answer is to start small:
#
# | what | starts as |
# |---|---|
# | the weights of all linear layers and both embeddings | normal, mean 0, **standard deviation 0.02** |
# | all biases | 0 |
# | LayerNorms | weight 1, bias 0: a LayerNorm that does nothing extra |
# | `attn.proj.weight` and `mlp.proj.weight` of each block | normal, standard deviation $0.02 / \sqrt{2 N}$, $N$ = `n_layer` |
#
# (In OpenAI's own code `wpe` starts at 0.01. Hugging Face's and most others use 0.02 for both tables, and so do we.)
#
# **Why are the projections special?** A block *adds* to the residual stream twice, once through each of them, so a
# model of $N$ blocks adds $2N$ times. Independent random contributions add up in their
# **variances**: $2N$ of them with variance $s^2$ give $2N s^2$. Divide each by $\sqrt{2N}$, and the sum has
# variance $2N \cdot \tfrac{s^2}{2N} = s^2$, whatever the depth.
#
# **By hand.** $N = 8$ blocks add $16$ times. $\sqrt{16} = 4$, so the projections start at
# $0.02 / 4 = 0.005$. For GPT-2 small, $N = 12$: $0.02 / \sqrt{24} \approx 0.0041$.
#
# `init_weights` changes a model **in place** and has nothing to return. It must work on any GPT, also on
# one that was trained before, so do not rely on what the weights are. And the head needs no line of its
# own: it is the embedding.
#
# ### Exercise: `init_weights` (3 points)
#
# <details><summary>Hint 1: how to reach every layer</summary>
#
# `model.modules()` goes through all layers, however deep; ask each one for its type with `isinstance`. Or go
# through `model.named_parameters()` and decide by the names.
#
# </details>
# <details><summary>Hint 2: how to write into a weight</summary>
#
# `nn.init` has functions that write into a tensor in place; their names end in an underscore. Not every linear layer
# has a bias.
#
# </details>
# <details><summary>Hint 3: the two projections</summary>
#
# Treat all layers alike first. Then go through the blocks and draw the two projections once more.
#
# </details>

# %% exercise="init_weights"
def init_weights(model):
    """Give a GPT the starting weights of GPT-2, in place.

    model: a GPT, in any state. n_layer stands in model.config.

    Afterwards: the weights of all linear layers and embeddings are normally distributed with mean 0 and standard
    deviation 0.02, all biases are 0, all LayerNorms have weight 1 and bias 0. In each block, attn.proj.weight
    and mlp.proj.weight have standard deviation 0.02 / √(2 · n_layer) instead. The head stays tied.

    Example: for n_layer = 8 the standard deviation of model.h[0].attn.proj.weight is about 0.005.
    """
    ### BEGIN SOLUTION
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
        if isinstance(module, LayerNorm):
            nn.init.ones_(module.weight)
        if isinstance(module, (nn.Linear, LayerNorm)) and module.bias is not None:
            nn.init.zeros_(module.bias)
    for block in model.h:
        for projection in (block.attn.proj, block.mlp.proj):
            nn.init.normal_(projection.weight, mean=0.0, std=0.02 / math.sqrt(2 * model.config.n_layer))
    ### END SOLUTION

# %% check="init_weights" points=3 folded="The check of init_weights"
def centre_and_spread(weight):
    """[mean, standard deviation] of a tensor, rounded so that chance does not show; 0.01 and 0.02 stay apart."""
    spread = weight.detach().std().item()
    steps = round(4 * math.log2(spread / 0.02)) if spread > 1e-6 else None  # from one step to the next: 19 % more
    return [round(weight.detach().mean().item(), 2) + 0.0, 0.0 if steps is None else round(0.02 * 2 ** (steps / 4), 4)]


model = GPT(GPTConfig(vocab_size=101, block_size=90, n_layer=2, n_head=4, d_model=96))
with torch.no_grad():
    for weight in model.parameters():
        weight.fill_(0.7)  # init_weights must not rely on what is there
torch.manual_seed(0)
init_weights(model)
names = ["wte.weight", "wpe.weight", "ln_f.weight", "ln_f.bias"]
names += [f"h.{i}.{layer}.{part}" for i in range(2) for part in ("weight", "bias")
          for layer in ("ln_1", "attn.qkv", "attn.proj", "ln_2", "mlp.fc", "mlp.proj")]
probe({name: centre_and_spread(model.get_parameter(name)) for name in names},
      "[mean, standard deviation] in a GPT of two blocks")
probe({"the head is still tied": model.lm_head.weight is model.wte.weight,
       "all weights can be trained": all(weight.requires_grad for weight in model.parameters()),
       "some weights lie beyond 3 standard deviations, as in a normal distribution":
           bool((model.h[0].mlp.fc.weight.abs() > 0.06).any()),
       "the two blocks start with different numbers":
           not torch.equal(model.h[0].attn.qkv.weight, model.h[1].attn.qkv.weight)}, "what else must hold")
### BEGIN HIDDEN TESTS
model = GPT(GPTConfig(vocab_size=70, block_size=80, n_layer=8, n_head=2, d_model=64))
init_weights(model)
names = [f"h.{i}.{layer}.{part}" for i in (0, 3, 7) for part in ("weight", "bias")
         for layer in ("ln_1", "attn.qkv", "attn.proj", "ln_2", "mlp.fc", "mlp.proj")]
probe({name: centre_and_spread(model.get_parameter(name)) for name in names},
      "[mean, standard deviation] in a GPT of eight blocks")
idx = torch.arange(66).reshape(2, 33)
loss = model(idx, idx.flip(0))[1].item()
check_true(abs(loss - math.log(70)) < 0.3, "a fresh model's loss is near ln V")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your models once more, before and after `init_weights`, for vocabularies from 10
# to 10,000 tokens. On the right: how the residual stream of a 32-block model grows on its way, with the
# scaled projections and with 0.02 everywhere.

# %% demo
torch.manual_seed(0)
sizes, fresh, started = [10, 30, 100, 300, 1000, 3000, 10000], [], []
for vocab_size in sizes:
    model = GPT(GPTConfig(vocab_size, block_size=32, n_layer=2, n_head=4, d_model=64))
    idx, targets = torch.randint(vocab_size, (2, 8, 32))
    with torch.no_grad():
        fresh.append(model(idx, targets)[1].item())
        init_weights(model)
        started.append(model(idx, targets)[1].item())

deep = GPT(GPTConfig(vocab_size=50, block_size=32, n_layer=32, n_head=4, d_model=64))
init_weights(deep)
curves = {}
with torch.no_grad():
    for name in ("scaled by 1/√(2N)", "0.02 everywhere"):
        x = deep.wte(torch.arange(32)) + deep.wpe(torch.arange(32))
        x, spreads = x[None], [x.std().item()]  # (1, T, C)
        for block in deep.h:
            x = block(x)
            spreads.append(x.std().item())
        curves[name] = spreads
        for block in deep.h:  # for the second round: undo the scaling
            block.attn.proj.weight *= math.sqrt(64)
            block.mlp.proj.weight *= math.sqrt(64)

# %% demo folded="Plot: first losses, and the residual stream by depth"
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4), layout="constrained")
left.semilogx(sizes, np.log(sizes), color=GREY, linestyle=":", label="ln V: “I do not know”")
left.semilogx(sizes, fresh, "s--", color=ORANGE, label="before init_weights")
left.semilogx(sizes, started, "o", color=BLUE, markersize=8, label="after init_weights")
left.set(title="loss before any training", xlabel="vocabulary size V", ylabel="loss in nats", ylim=(0, None))
left.legend(frameon=False)
for (name, spreads), colour, style in zip(curves.items(), (BLUE, ORANGE), ("-", "--")):
    right.plot(spreads, style, color=colour, label=name)
right.set(title="the residual stream of 32 blocks", xlabel="after block", ylabel="standard deviation", ylim=(0, None))
right.legend(frameon=False, title="projections")
plt.show()
notice([abs(loss - math.log(size)) < 0.2 for size, loss in zip(sizes, started)],
       "on the left, the blue dots lie on the dotted line.",
       "on the left, the blue dots should lie on the dotted line, and at least one does not. Run the check of init_weights.")
growth = {name: spreads[-1] / spreads[0] for name, spreads in curves.items()}
scaled, unscaled = growth.values()
notice(unscaled > 2 * scaled,
       f"on the right, the scaled stream ends {scaled:.1f} times as large as it began, the other one {unscaled:.1f} times.",
       f"on the right, the streams end {scaled:.1f} and {unscaled:.1f} times as large as they began: the two should lie further apart.")

# %% [markdown]
# **This is the first thing to check in any training run:** a loss at step 0 of $\ln V$. Much more: the start is
# bad. Less: something leaks. And without the scaling, the deeper a model is, the larger its stream is at the start.

# %% [markdown]
# **Quick question 1.** You build a GPT with $V = 50{,}257$, so $\ln V = 10.8$. Before any training, you
# measure a loss of **27**. What can you conclude?
#
# *a)* Nothing: the loss of an untrained model is a matter of chance.
#
# *b)* It gives most right tokens a probability far below $1/V$.
#
# *c)* It sees the next token: the causal mask is missing somewhere.
#
# *d)* The text has more kinds of tokens than you think, about $e^{27}$.

# %% exercise="answer_loss"
# answer_loss = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_loss = "b"
### END SOLUTION

# %% check="answer_loss" points=1
probe_choice(answer_loss, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_loss, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · How big is it?
#
# Someone offers you a GPU with 80 GB and asks whether GPT-3 fits: 96 layers, 96 heads, 12,288 channels, 2,048
# positions, 50,257 tokens. One way to find out is to build it and wait for the crash. The other is a sum:
# every tensor in the model has a shape that follows from the configuration.
#
# **By hand**, with tiny numbers, $V = 10$ tokens, $T = 4$ positions (that is `block_size`), $C = 2$ channels,
# one block:
#
# | tensor | shape | parameters |
# |---|---|---|
# | `wte.weight` | $V \times C$ | $10 \cdot 2 = 20$ |
# | `wpe.weight` | $T \times C$ | $4 \cdot 2 = 8$ |
# | `ln_1` weight, bias | $C$, $C$ | $2 + 2 = 4$ |
# | `attn.qkv` weight, bias | $3C \times C$, $3C$ | $12 + 6 = 18$ |
# | `attn.proj` weight, bias | $C \times C$, $C$ | $4 + 2 = 6$ |
# | `ln_2` weight, bias | $C$, $C$ | $2 + 2 = 4$ |
# | `mlp.fc` weight, bias | $4C \times C$, $4C$ | $16 + 8 = 24$ |
# | `mlp.proj` weight, bias | $C \times 4C$, $C$ | $16 + 2 = 18$ |
# | `ln_f` weight, bias | $C$, $C$ | $2 + 2 = 4$ |
# | `lm_head.weight` | *the one of* `wte` | $0$ |
#
# The block has $4 + 18 + 6 + 4 + 24 + 18 = 74$, the model $20 + 8 + 74 + 4 = \mathbf{106}$.
#
# The exercise is to write this as a formula in $V$, $T$, $C$ and the number of layers, with plain
# multiplication and addition: no model is built.
#
# ### Exercise: `count_parameters` (2 points)
#
# <details><summary>Hint 1: one block</summary>
#
# Add up one block in terms of $C$, from the table above: so many times $C^2$, so many times $C$.
#
# </details>
# <details><summary>Hint 2: the model</summary>
#
# Multiply by the number of blocks; add the two embeddings and the final LayerNorm. Which field of the configuration
# does not appear in the sum at all?
#
# </details>

# %% exercise="count_parameters"
def count_parameters(config):
    """The number of parameters of GPT(config), from the formula, without building anything.

    config: a GPTConfig. Returns an int. The tied table counts once.

    Example: count_parameters(GPTConfig(vocab_size=10, block_size=4, n_layer=1, n_head=1, d_model=2)) is 106.
    """
    ### BEGIN SOLUTION
    C = config.d_model
    block = 12 * C * C + 13 * C  # qkv 3C²+3C, proj C²+C, fc 4C²+4C, proj 4C²+C, two LayerNorms 4C
    return (config.vocab_size + config.block_size) * C + config.n_layer * block + 2 * C
    ### END SOLUTION

# %% check="count_parameters" points=2 folded="The check of count_parameters"
probe(count_parameters(GPTConfig(vocab_size=17, block_size=9, n_layer=3, n_head=2, d_model=6)), "a model of three blocks")
probe(count_parameters(GPTConfig(vocab_size=10, block_size=4, n_layer=1, n_head=1, d_model=2)), "the table above")
probe(count_parameters(GPT2_SMALL), "GPT-2 small")
### BEGIN HIDDEN TESTS
probe(count_parameters(GPTConfig(vocab_size=10**15, block_size=3, n_layer=1, n_head=1, d_model=5)),
      "more tokens than fit into any computer: a formula does not mind")
probe(count_parameters(GPTConfig(vocab_size=65, block_size=64, n_layer=4, n_head=4, d_model=128, dropout=0.2)), "step 6's model")
probe(count_parameters(GPTConfig(vocab_size=50257, block_size=1024, n_layer=48, n_head=25, d_model=1600)), "GPT-2 XL")
probe(count_parameters(GPTConfig(vocab_size=10, block_size=4, n_layer=0, n_head=1, d_model=3)), "a model without blocks")
small = GPTConfig(vocab_size=13, block_size=7, n_layer=2, n_head=3, d_model=6)
check_equal(count_parameters(small), 78 + 42 + 2 * 510 + 12, "two blocks of 510")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** 124,439,808, the famous 124 million. Now the proof. PyTorch has a device called
# `meta` whose tensors have shapes but no memory: your *whole class* can be built on it in a moment, at any
# size.

# %% demo
GPT2_FAMILY = {"small": (12, 12, 768), "medium": (24, 16, 1024), "large": (36, 20, 1280), "XL": (48, 25, 1600)}
built = {}
print(f"{'':14}{'formula':>16}{'on meta':>16}{'float32':>10}")
for name, (n_layer, n_head, d_model) in [*GPT2_FAMILY.items(), ("GPT-3", (96, 96, 12288))]:
    config = GPTConfig(50257, 2048 if name == "GPT-3" else 1024, n_layer, n_head, d_model)
    with torch.device("meta"):
        model = GPT(config)
    built[name] = sum(weight.numel() for weight in model.parameters())  # a tied Parameter comes up once
    print(f"{name:14}{count_parameters(config):>16,}{built[name]:>16,}{4 * built[name] / 1e9:>7.1f} GB")
twice = sum(weight.numel() for weight in GPT(SMALL).state_dict().values())
print(f"\nBeware of state_dict(): it lists the tied table under both names ({twice:,} for "
      f"{count_parameters(SMALL):,} in our small model).")

# %% claim
assert built["small"] == 124_439_808, "124,439,808"
assert 690e9 < 4 * built["GPT-3"] < 700e9 and 4 * built["GPT-3"] > 8 * 80e9, "GPT-3's weights, some 700 GB, do not fit on eight GPUs of 80 GB"
assert twice == count_parameters(SMALL) + len(letters) * 64, "state_dict() lists the tied table twice"

# %% demo folded="Plot: where GPT-2 keeps its parameters"
figure, ax = plt.subplots(figsize=(10, 3.4), layout="constrained")
parts = {}
for row, (size, (n_layer, n_head, d_model)) in enumerate(GPT2_FAMILY.items()):
    config = GPTConfig(50257, 1024, n_layer, n_head, d_model)
    shares = {"token embedding = head": 50257 * d_model, "positions": 1024 * d_model,
              "attention": n_layer * (4 * d_model**2 + 4 * d_model), "feed-forward": n_layer * (8 * d_model**2 + 5 * d_model)}
    start, total = 0.0, count_parameters(config)
    parts[size] = {part: number / total for part, number in shares.items()}
    for (part, number), colour, hatch in zip(shares.items(), (ORANGE, GREY, "#9CC9E5", BLUE), ("", "", "//", "")):
        ax.barh(row, 100 * number / total, left=start, color=colour, hatch=hatch, edgecolor="white",
                label=part if row == 0 else None)
        if number / total > 0.06:
            ax.text(start + 50 * number / total, row, f"{100 * number / total:.0f} %", ha="center", va="center",
                    color="black" if colour == "#9CC9E5" else "white", fontsize=11, weight="bold")
        start += 100 * number / total
ax.set_yticks(range(4), [f"{name}: {count_parameters(GPTConfig(50257, 1024, *size)) / 1e6:,.0f} M"
                         for name, size in GPT2_FAMILY.items()])
ax.invert_yaxis()
ax.set(xlabel="share of the parameters in %", xlim=(0, 100), title="Where GPT-2 keeps its parameters")
ax.legend(ncols=4, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.22), fontsize=10)
plt.show()

# %% claim
assert 0.28 < parts["small"]["token embedding = head"] < 1 / 3, "in GPT-2 small almost a third is the table of tokens"
assert parts["XL"]["token embedding = head"] < 0.06, "in the largest a twentieth"
assert all(abs(share["feed-forward"] / (share["feed-forward"] + share["attention"]) - 2 / 3) < 0.01 for share in parts.values()), "of each block, two thirds are feed-forward"
assert 25 * 2 * 768 == 38_400, "38,400 parameters of LayerNorms"

# %% [markdown]
# So the question is answered: GPT-3's weights alone, some 700 GB in float32, do not fit on *eight* GPUs of 80 GB.
#
# *What to notice:* in GPT-2 small almost a third is the table of tokens, in XL a twentieth, because a block grows with
# $C^2$ and the table only with $C$. (Untied, there would be two such pieces.) Of each block, two thirds are
# feed-forward, though attention gets the fame. The LayerNorms are too small to see: 38,400 parameters in GPT-2 small.

# %% [markdown]
# **Quick question 2.** GPT-2 small has 39 million parameters in its tables, 85 million in its blocks. You double
# its channels, from 768 to 1,536, and its heads, from 12 to 24. All in all, how many parameters does it have now?
#
# *a)* about 248 million  *b)* about 326 million  *c)* about 418 million  *d)* about 498 million

# %% exercise="answer_width"
# answer_width = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_width = "c"
### END SOLUTION

# %% check="answer_width" points=1
probe_choice(answer_width, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_width, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 4 · Does it learn? One batch, by heart
#
# Before you spend an evening of GPU time, spend eighty steps: **train on one single batch and see whether
# the loss goes to zero.** That is not learning a language, it is memorising 128 letters. But a model that
# cannot even do that has a fault: a detached tensor, a layer that is not registered, a target that does not
# fit. No other test finds so much for so little.
#
# A **training step** has four moves. *Forward:* compute the loss. *Zero:* forget the old gradients.
# *Backward:* compute, for every weight, in which direction the loss grows (its gradient). *Step:* the optimizer
# moves every weight a little the other way. Step 6 does this properly.

# %% demo
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
STEPS = 80  # fewer is faster


def windows(batch=4, length=32):
    """Inputs and targets (B, T): for each letter, the one after it."""
    starts = torch.arange(batch)[:, None] * length
    pieces = data[starts + torch.arange(length + 1)]  # (B, T + 1)
    return pieces[:, :-1].to(device), pieces[:, 1:].to(device)


def memorise(model, inputs, targets, steps=STEPS, lr=3e-3):
    """Train `model` again and again on one batch → the loss at each step."""
    optimizer = torch.optim.AdamW([weight for weight in model.parameters() if weight.requires_grad], lr=lr)
    losses = []
    for _ in paced(range(steps), "learning by heart", "set STEPS lower"):
        loss = model(inputs, targets)[1]  # forward
        optimizer.zero_grad()  # zero
        loss.backward()  # backward
        optimizer.step()  # step
        losses.append(loss.item())
    return losses


torch.manual_seed(0)
model = GPT(SMALL).to(device)
init_weights(model)
inputs, targets = windows()

model(inputs, targets)[1].backward()
gradients = {id(weight): weight.grad.norm().item() for weight in model.parameters() if weight.grad is not None}
losses = memorise(model, inputs, targets)
print(f"loss {losses[0]:.3f} (ln {len(letters)} = {math.log(len(letters)):.3f}) → {losses[-1]:.4f} in {STEPS} steps, on {device}")

# %% demo folded="Plot: the loss, and the first gradients"
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4), layout="constrained", width_ratios=[1, 1.25])
left.semilogy(losses, color=BLUE, label="your GPT")
left.axhline(math.log(len(letters)), color=GREY, linestyle=":", label=f"ln {len(letters)}")
left.set(title="one batch, learned by heart", xlabel="step", ylabel="loss in nats (log scale)")
left.legend(frameon=False)
groups = {"wte (and head)": model.wte, "wpe": model.wpe}
for i, block in enumerate(model.h):
    groups |= {f"block {i}, attn": block.attn, f"block {i}, mlp": block.mlp}
groups["ln_f"] = model.ln_f
heights = [math.sqrt(sum(gradients.get(id(weight), 0.0) ** 2 for weight in layer.parameters())) for layer in groups.values()]
right.bar(range(len(groups)), heights, color=BLUE)
right.set_yscale("log")
right.set_ylim(0.003, None)
right.set_xticks(range(len(groups)), groups, rotation=40, ha="right", rotation_mode="anchor", fontsize=10)
right.set(title="size of the first gradient", ylabel="norm (log scale)")
plt.show()

model.eval()
with torch.no_grad():
    guesses = model(inputs)[0].argmax(dim=-1)  # (B, T): the most likely letter at each position
for row in range(2):
    print("read:    ", "".join(letters[i] for i in inputs[row]).replace(" ", "␣"))
    print("guessed:  " + "".join(letters[i] for i in guesses[row]).replace(" ", "␣") + "\n")
silent = [name for name, height in zip(groups, heights) if not height > 0]
notice(not silent and abs(losses[0] - math.log(len(letters))) < 0.2,
       "the curve starts at ln V. On the right, no bar is missing: a gradient reaches every part of the model.",
       f"a gradient should reach every part, and the curve should start at ln V. It starts at {losses[0]:.2f}; parts "
       f"without a gradient: {', '.join(silent) or 'none'}.")
right_guesses = (guesses == targets).float().mean().item()
notice(losses[-1] < 0.1 and right_guesses > 0.95,
       f"the loss falls to {losses[-1]:.2f}, almost nothing. In the text, each guess is the letter that comes next, so the second line is "
       "the first one, shifted by one.",
       f"after {len(losses)} steps the loss is {losses[-1]:.2f} and {right_guesses:.0%} of the guesses are right: too few steps to "
       "know the batch by heart. Set STEPS higher.")

# %% [markdown]
# ## Break it 1 · Forget to shift the targets
#
# A classic. The targets should be the *next* letters; someone hands in the inputs themselves. No shape
# complains.
#
# **Predict first.** Compared with the run before, will the loss
#
# 1. stay at $\ln V$, because nothing can be learned,
# 2. fall more slowly,
# 3. fall faster?
#
# And what will that model *write*?

# %% demo
def write(model, prompt, n_new):
    """Append the most likely letter, `n_new` times."""
    ids = torch.tensor([[letters.index(letter) for letter in prompt]], device=device)
    model.eval()
    with torch.no_grad():
        for _ in range(n_new):
            logits, _ = model(ids[:, -model.config.block_size:])  # (1, T, V)
            ids = torch.cat([ids, logits[:, -1:].argmax(dim=-1)], dim=1)
    return "".join(letters[i] for i in ids[0])


torch.manual_seed(0)
parrot = GPT(SMALL).to(device)
init_weights(parrot)
parrot_losses = memorise(parrot, inputs, inputs)

# %% demo folded="Plot: both losses"
figure, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
ax.semilogy(losses, color=BLUE, label="targets: the next letters")
ax.semilogy(parrot_losses, color=ORANGE, linestyle="--", label="targets: the same letters")
ax.axhline(math.log(len(letters)), color=GREY, linestyle=":", label=f"ln {len(letters)}")
ax.set(title="two losses", xlabel="step", ylabel="loss in nats (log scale)")
ax.legend(frameon=False)
plt.show()
texts = {name: write(trained, "the lamp", n_new=24) for name, trained in [("next letters", model), ("same letters", parrot)]}
for name, text in texts.items():
    print(f"{name}: {text!r}")
reached = [next((step for step, loss in enumerate(run) if loss < 0.3), None) for run in (losses, parrot_losses)]
notice(lambda: [parrot_losses[0] < math.log(len(letters)) - 0.3, reached[1] < reached[0], set(texts["same letters"][8:]) == {"p"}],
       lambda: f"answer 3. With the same letters as targets the loss is below ln V before anything was learned ({parrot_losses[0]:.2f}) and below 0.3 after "
               f"{reached[1]} steps, with the next letters after {reached[0]}. But that model only repeats the last letter of its prompt.",
       lambda: f"with the same letters as targets the loss starts at {parrot_losses[0]:.2f} (ln V is {math.log(len(letters)):.2f}) and ends at {parrot_losses[-1]:.3f}, the "
               f"other at {losses[-1]:.3f}. With more STEPS the first one usually falls first, and its model repeats one letter.")

# %% [markdown]
# <details><summary>Why?</summary>
#
# To say the letter that you have just read is the easiest task in the world, above all with a
# tied head: the residual stream already *holds* that letter's embedding, and the head asks which embedding
# it is.
#
# Keep both signs in mind: a loss at step 0 that is *below* $\ln V$, and a model that repeats itself.
#
# </details>

# %% [markdown]
# ## Break it 2 · Take the positions away
#
# We set `wpe` to zero and keep it there. Everything else stays: four blocks, the causal mask, the same batch. It
# gets three times as many steps.
#
# **Predict first.** Section 1 showed that one block alone cannot tell *dog bit man* from *man bit dog*. Can
# this model of four blocks learn the batch by heart
#
# 1. not at all,
# 2. yes, only later,
# 3. just as well?
#
# The question is harder than it looks. Think of what position 0 sees, and position 1.

# %% demo
torch.manual_seed(0)
lost = GPT(SMALL).to(device)
init_weights(lost)
with torch.no_grad():
    lost.wpe.weight.zero_()
lost.wpe.weight.requires_grad_(False)
lost_losses = memorise(lost, inputs, targets, 3 * STEPS)

# %% demo folded="Plot: with and without positions"
figure, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
ax.semilogy(losses, color=BLUE, label="with positions")
ax.semilogy(lost_losses, color=ORANGE, linestyle="--", label="without positions")
ax.axhline(math.log(len(letters)), color=GREY, linestyle=":", label=f"ln {len(letters)}")
ax.set(title="one batch, learned by heart", xlabel="step", ylabel="loss in nats (log scale)")
ax.legend(frameon=False)
plt.show()
reached = [next((step for step, loss in enumerate(run) if loss < 0.05), None) for run in (losses, lost_losses)]
notice(lambda: [reached[1] > 1.5 * reached[0]],
       lambda: f"answer 2. With positions the loss is below 0.05 after {reached[0]} steps, without them after {reached[1]}.",
       lambda: f"with positions the loss ended at {losses[-1]:.3f}, without at {lost_losses[-1]:.3f}; below 0.05 after "
               f"{reached[0] if reached[0] is not None else 'none'} and {reached[1] if reached[1] is not None else 'none'} of the steps. "
               "With more STEPS both usually get there, the second one later.")

# %% [markdown]
# <details><summary>Why?</summary>
#
# The causal mask is itself a clue to the order: position 0 averages one token, position 1
# averages two, position 9 averages ten. A second block can read off, from how *diluted* things are, roughly
# where it stands. Telling "one to the left" from "two to the left" that way takes the model much longer than with a
# table that simply says so.
#
# Research models without any positions do exist (look for *NoPE*).
#
# </details>

# %% [markdown]
# ## 5 · Other people's weights
#
# Your class has GPT-2's architecture and nearly its names. OpenAI's weights are public; the form in which
# most people get them is Hugging Face's. A **state dict** is a dictionary from names to tensors. Three
# things stand between theirs and yours:
#
# **1. Names.** Four layers are called differently, and some files put `transformer.` before the names.
#
# | Hugging Face | shape there | yours | shape here |
# |---|---|---|---|
# | `wte.weight`, `wpe.weight` | `(V, C)`, `(block_size, C)` | the same | the same |
# | `h.0.ln_1.weight`, `.bias` | `(C,)` | the same | the same |
# | `h.0.attn.c_attn.weight` | `(C, 3C)` | `h.0.attn.qkv.weight` | `(3C, C)` **transposed** |
# | `h.0.attn.c_attn.bias` | `(3C,)` | `h.0.attn.qkv.bias` | the same |
# | `h.0.attn.c_proj.weight` | `(C, C)` | `h.0.attn.proj.weight` | `(C, C)` **transposed** |
# | `h.0.attn.c_proj.bias` | `(C,)` | `h.0.attn.proj.bias` | the same |
# | `h.0.ln_2.weight`, `.bias` | `(C,)` | the same | the same |
# | `h.0.mlp.c_fc.weight` | `(C, 4C)` | `h.0.mlp.fc.weight` | `(4C, C)` **transposed** |
# | `h.0.mlp.c_fc.bias` | `(4C,)` | `h.0.mlp.fc.bias` | the same |
# | `h.0.mlp.c_proj.weight` | `(4C, C)` | `h.0.mlp.proj.weight` | `(C, 4C)` **transposed** |
# | `h.0.mlp.c_proj.bias` | `(C,)` | `h.0.mlp.proj.bias` | the same |
# | `ln_f.weight`, `.bias` | `(C,)` | the same | the same |
#
# **2. Transposes.** OpenAI's code computed $xW$ with $W$ of shape (in, out); Hugging Face keeps that in a
# layer of its own, `Conv1D`. `nn.Linear` stores (out, in) and computes $xW^\top$. So the four `c_…` weights
# have to be transposed, and nothing else.
#
# **By hand.** $x = [1, 2]$ and their $W = \begin{bmatrix}1 & 5\\ 0 & 3\end{bmatrix}$. They mean
#
# $$xW = [1,\; 5 + 6] = [1, 11]$$
#
# Copied into an `nn.Linear` as it stands, you would get
#
# $$xW^\top = [1 + 10,\; 0 + 6] = [11, 6]$$
#
# Both are fine $2 \times 2$ matrices. **No shape will ever tell you**, and `c_proj` of the attention is square.
#
# **3. Extras.** Some files hold `attn.bias` and `attn.masked_bias`: not biases at all, but old copies of
# the causal mask. Some hold `lm_head.weight`, a copy of `wte.weight`. Leave all of these alone. Where the other
# names begin with `transformer.`, that of the head does *not*: to Hugging Face the head is no part of the transformer.
#
# The next cell gives the names and shapes of such a file for any configuration, and a small random one to
# try things on.

# %%
def hugging_face_shapes(config):
    """The names and shapes of a GPT-2 in Hugging Face's format, without prefix and extras → dict."""
    C = config.d_model
    shapes = {"wte.weight": (config.vocab_size, C), "wpe.weight": (config.block_size, C)}
    for i in range(config.n_layer):
        for name, shape in [("ln_1", (C,)), ("attn.c_attn", (C, 3 * C)), ("attn.c_proj", (C, C)), ("ln_2", (C,)),
                            ("mlp.c_fc", (C, 4 * C)), ("mlp.c_proj", (4 * C, C))]:
            shapes[f"h.{i}.{name}.weight"], shapes[f"h.{i}.{name}.bias"] = shape, shape[-1:]
    return shapes | {"ln_f.weight": (C,), "ln_f.bias": (C,)}


def random_gpt2(config, seed=0):
    """A random state dict of that format, large enough that mistakes show → dict of tensors."""
    generator = torch.Generator().manual_seed(seed)
    return {name: 0.3 * torch.randn(shape, generator=generator) for name, shape in hugging_face_shapes(config).items()}

# %% [markdown]
# Here is the failure that this exercise is about. We copy `c_proj` of one attention layer as it stands: the
# shapes fit, no error comes.

# %% demo
config = GPTConfig(vocab_size=50, block_size=16, n_layer=1, n_head=2, d_model=8)
theirs = random_gpt2(config)["h.0.attn.c_proj.weight"]  # (C, C) = (in, out)
x = torch.randn(3, 8, generator=torch.Generator().manual_seed(1))
layer = nn.Linear(8, 8, bias=False)
with torch.no_grad():
    layer.weight.copy_(theirs)
    print("no error. What they mean: ", [round(value, 2) for value in (x @ theirs)[0].tolist()])
    print("what your layer computes:  ", [round(value, 2) for value in layer(x)[0].tolist()])

# %% claim
assert (x @ theirs - layer(x)).abs().max() > 0.3, "what the layer computes is something else"

# %% [markdown]
# In GPT-2 this mistake, made in all 12 blocks, leaves a model that runs at full speed and writes nonsense.
#
# Two more traps. `Tensor.copy_` **broadcasts**: it will spread a bias of one single number over all
# channels, without an error. So compare the shapes yourself, before copying. And do not skip names that are missing:
# a model with one random layer looks alive.
#
# ### Exercise: `load_gpt2_weights` (5 points)
#
# <details><summary>Hint 1: from which side?</summary>
#
# Start from the model: it knows what it needs. For each of its parameters work out the name in the file. Then
# nothing has to be skipped, for nothing in the model is called `attn.bias`. (If you start from the file, mind
# that `h.0.attn.c_attn.bias` *ends in* `attn.bias`.)
#
# </details>
# <details><summary>Hint 2: the prefix</summary>
#
# Look for one name that every file has, with the prefix and without. "All names begin with it" is not what you want to
# know, and the first name may be anything.
#
# </details>
# <details><summary>Hint 3: writing into a Parameter</summary>
#
# The Parameters must stay the ones that they are: optimizers hold them, and the head shares one with `wte`. So
# write numbers *into* them, in place, inside `torch.no_grad()`. `parameter.data = tensor` does not
# copy; it makes two names for one memory.
#
# </details>
# <details><summary>Hint 4: the order of things</summary>
#
# Look up the name; transpose if it is one of the four; compare the shapes; copy.
#
# </details>

# %% exercise="load_gpt2_weights"
def load_gpt2_weights(model, state_dict):
    """Copy a GPT-2 in Hugging Face's format into a GPT, in place.

    model: a GPT. Its parameters take on new values, and stay the Parameters they are (tied head included).
    state_dict: dict from names to tensors as in the table above, in any order. Either all names begin with
        "transformer." or none; lm_head.weight never does. It may hold h.….attn.bias, h.….attn.masked_bias and
        lm_head.weight, which are ignored. It is not changed, and shares no memory with the model afterwards.

    The weights (not the biases) of c_attn, c_proj and c_fc are transposed on the way, the square ones too.

    Raises KeyError, with the name in it, when a name that the model needs is missing.
    Raises ValueError when a tensor does not have the shape that it should have.

    Example: if C is 2 and h.0.attn.c_proj.weight is [[1, 5], [0, 3]], then model.h[0].attn.proj.weight becomes
    [[1, 0], [5, 3]].
    """
    ### BEGIN SOLUTION
    theirs = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(name.startswith("transformer.") for name in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name == "lm_head.weight":  # where a model registers its head before wte
                name = "wte.weight"
            source, transposed = name, False
            for ours, other in theirs.items():
                if f".{ours}." in name:
                    source = name.replace(ours, other)
                    transposed = name.endswith(".weight")
            if prefix + source not in state_dict:
                raise KeyError(f"{prefix + source} is missing in the state dict")
            tensor = state_dict[prefix + source]
            if transposed:
                tensor = tensor.t()  # (in, out) → (out, in)
            if tensor.shape != parameter.shape:
                raise ValueError(f"{source}: shape {tuple(parameter.shape)} expected, got {tuple(tensor.shape)}")
            parameter.copy_(tensor)
    ### END SOLUTION

# %% check="load_gpt2_weights" points=5 folded="The check of load_gpt2_weights"
def a_file(config, seed):
    return {name: sample(*shape, seed=seed + i) / shape[-1] ** 0.5 for i, (name, shape) in enumerate(hugging_face_shapes(config).items())}


config = GPTConfig(vocab_size=11, block_size=8, n_layer=3, n_head=2, d_model=6)
theirs = a_file(config, 0)
extras = {f"h.{i}.attn.{name}": value for i in range(3)
          for name, value in [("bias", torch.ones(1, 1, 8, 8).tril()), ("masked_bias", torch.tensor(-1e4))]}
model = GPT(config)
with torch.no_grad():
    for weight in model.parameters():
        weight.fill_(0.7)  # whatever is not copied will show
before = list(model.parameters())
state_dict = {**theirs, **extras, "lm_head.weight": sample(11, 6, seed=99)}  # this head must be ignored
load_gpt2_weights(model, state_dict)
memory = {tensor.untyped_storage().data_ptr() for tensor in state_dict.values()}
probe({"the head is still tied": model.lm_head.weight is model.wte.weight,
       "the Parameters are those from before": all(any(weight is old for old in before) for weight in model.parameters()),
       "the model shares memory with the state dict":
           any(weight.untyped_storage().data_ptr() in memory for weight in model.parameters()),
       "all weights can be trained": all(weight.requires_grad for weight in model.parameters())}, "the model after loading")
names = ["h.1.attn.proj.weight", "h.1.attn.qkv.weight", "h.1.mlp.fc.weight", "h.1.mlp.proj.weight", "h.1.attn.qkv.bias",
         "h.1.attn.proj.bias", "h.1.mlp.fc.bias", "h.1.mlp.proj.bias", "h.0.ln_1.weight", "h.0.ln_1.bias",
         "h.0.ln_2.weight", "h.0.ln_2.bias", "ln_f.weight", "ln_f.bias", "wte.weight", "wpe.weight"]
probe({name: model.get_parameter(name) for name in names}, "your model's parameters after loading")
idx = torch.tensor([[3, 7, 0, 5, 1], [2, 2, 6, 10, 0], [7, 1, 9, 3, 6], [4, 8, 8, 1, 2]])
probe(model(idx)[0], "the logits after loading")
prefixed = {f"transformer.{name}": value for name, value in {**extras, **theirs}.items()}  # and without a head


def reloaded(state_dict):
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(sample(*weight.shape, seed=71))
    try:
        load_gpt2_weights(model, state_dict)
    except KeyError:
        return "KeyError, though every name is there"
    return model(idx)[0]


probe(reloaded(prefixed), "the same file with `transformer.` before the names")
probe(reloaded({"lm_head.weight": sample(11, 6, seed=98), **prefixed}), "the same with a head, whose name has no `transformer.`")


def complaint(config, theirs, name, value=None):
    """What happens when the tensor `name` is missing (or is `value`) → the type of error, and whether it names it."""
    broken = {key: tensor for key, tensor in theirs.items() if key != name}
    if value is not None:
        broken[name] = value
    try:
        load_gpt2_weights(GPT(config), broken)
    except Exception as error:
        kind = next((kind.__name__ for kind in (KeyError, ValueError) if isinstance(error, kind)), "another error")
        return [kind, name in str(error)]
    return ["no error", False]


probe(complaint(config, theirs, "h.2.ln_2.bias"), "a file without h.2.ln_2.bias: [KeyError, names it]")
probe([complaint(config, theirs, name, sample(*shape))[0] for name, shape in
       [("h.1.mlp.c_fc.weight", (24, 6)), ("h.0.attn.c_proj.bias", (1,))]],
      "two files with one wrong shape: ValueError")
### BEGIN HIDDEN TESTS
as_it_was = a_file(config, 0)
check_equal([list(state_dict), list(prefixed)],
            [[*as_it_was, *extras, "lm_head.weight"],
             [f"transformer.{name}" for name in [*extras, *as_it_was]]],
            "load_gpt2_weights must not add or remove names in the state dict")
check_equal([state_dict[name] for name in as_it_was], list(as_it_was.values()),
            "load_gpt2_weights must not change the tensors of the state dict")
probe(reloaded({**prefixed, "lm_head.weight": sample(11, 6, seed=97)}), "the same file, with the head at its end")
for tensor in theirs.values():
    tensor.zero_()
probe(model(idx)[0], "the model shares no memory with the state dict")
other = GPTConfig(vocab_size=7, block_size=5, n_layer=4, n_head=3, d_model=9)
theirs = a_file(other, 200)
model = GPT(other)
load_gpt2_weights(model, theirs)
probe(model(torch.tensor([[6, 0, 3, 1, 1], [5, 2, 2, 4, 0]]))[0], "other sizes, and no extras")
probe([complaint(other, theirs, name) for name in ("h.1.mlp.c_fc.bias", "h.2.attn.c_proj.weight", "wpe.weight", "ln_f.bias")],
      "four files with one name missing: [KeyError, names it]")
shallow = {name: tensor for name, tensor in theirs.items() if not name.startswith("h.3.")}
check_raises(KeyError, load_gpt2_weights, GPT(other), shallow, what="a file without the last block")
deep = GPTConfig(vocab_size=3, block_size=4, n_layer=11, n_head=1, d_model=2)
model = GPT(deep)
load_gpt2_weights(model, a_file(deep, 400))
probe([model.h[1].attn.qkv.weight, model.h[10].attn.qkv.weight, model.h[10].ln_2.bias], "a model of eleven blocks: parameters of blocks 1 and 10")
probe([complaint(other, theirs, name, sample(*shape))[0] for name, shape in
       [("wte.weight", (8, 9)), ("h.0.attn.c_attn.weight", (27, 9)), ("h.0.ln_1.bias", (1,)), ("wpe.weight", (1, 9)),
        ("h.2.mlp.c_proj.weight", (36, 1)), ("h.1.attn.c_attn.bias", (1,))]], "six files with one wrong shape: ValueError")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** A second way, independent of your class: GPT-2 written as one function,
# straight from the state dict, computing $xW + b$ as Hugging Face does. Your loaded model must give the
# same logits.

# %% demo folded="GPT-2 as one function, from a state dict"
def gpt2_from_a_state_dict(weights, idx, n_layer, n_head):
    """The logits of a GPT-2 in Hugging Face's format, without any class of ours."""
    def linear(x, name):
        return x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]  # (…, in) @ (in, out)

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"])

    x = weights["wte.weight"][idx] + weights["wpe.weight"][: idx.shape[1]]  # (B, T, C)
    for i in range(n_layer):
        q, k, v = (part.unflatten(-1, (n_head, -1)).transpose(1, 2)  # (B, H, T, C/H)
                   for part in linear(norm(x, f"h.{i}.ln_1"), f"h.{i}.attn.c_attn").chunk(3, dim=-1))
        heads = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)  # (B, T, C)
        x = x + linear(heads, f"h.{i}.attn.c_proj")
        wide = F.gelu(linear(norm(x, f"h.{i}.ln_2"), f"h.{i}.mlp.c_fc"), approximate="tanh")  # (B, T, 4C)
        x = x + linear(wide, f"h.{i}.mlp.c_proj")
    return norm(x, "ln_f") @ weights["wte.weight"].T  # (B, T, V)

# %% demo
config = GPTConfig(vocab_size=200, block_size=64, n_layer=6, n_head=4, d_model=48)
weights = random_gpt2(config)
model = GPT(config)
load_gpt2_weights(model, weights)
idx = torch.randint(200, (2, 64), generator=torch.Generator().manual_seed(0))
with torch.no_grad():
    mine, reference = model(idx)[0], gpt2_from_a_state_dict(weights, idx, config.n_layer, config.n_head)
    for block in model.h:  # now the mistake: the square one as it stood in the file
        block.attn.proj.weight.copy_(block.attn.proj.weight.t().clone())
    mistaken = model(idx)[0]
apart, apart_mistaken = ((logits - reference).abs().max().item() for logits in (mine, mistaken))
print(f"largest difference: {apart:.0e}; with c_proj not transposed: {apart_mistaken:.1f}")

# %% demo folded="Plot: your logits against those of the one function"
figure, axes = plt.subplots(1, 2, figsize=(10, 4.4), layout="constrained", sharey=True)
for ax, logits, title, colour in [(axes[0], mine, "your model", BLUE), (axes[1], mistaken, "attn.c_proj not transposed", ORANGE)]:
    ax.plot(reference.flatten()[::23], logits.flatten()[::23], ".", color=colour, markersize=4)
    ax.set(title=title, xlabel="logit by the function", aspect="equal")
axes[0].set_ylabel("logit by your class")
plt.show()
notice([apart < 1e-3, apart_mistaken > 1],
       "on the left every point lies on the diagonal. On the right they make a cloud around it, and that was one "
       "forgotten transpose of a matrix whose shape does not change.",
       f"the points on the left should lie on the diagonal; the largest difference is {apart:.1g}. Run the check of load_gpt2_weights.")

# %% [markdown]
# **Quick question 3.** Someone ties the head by `self.lm_head.weight.data.copy_(self.wte.weight.data)` in
# the constructor. They build the model, load GPT-2's weights into its `wte`, `wpe`, `h` and `ln_f`, correctly,
# and compute logits. What do they get?
#
# *a)* The right logits, since the head was copied from `wte`.
#
# *b)* The right logits until the model is trained any further.
#
# *c)* An error, since there is no `lm_head.weight` in the file.
#
# *d)* Wrong logits, made with random numbers of the constructor.

# %% exercise="answer_tied"
# answer_tied = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_tied = "d"
### END SOLUTION

# %% check="answer_tied" points=1
probe_choice(answer_tied, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_tied, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · Let it speak
#
# Everything is in place for the real thing. Two helpers are given:
#
# - `read_safetensors` reads the weights. The format is simple enough to read by hand: 8 bytes say how long
#   the header is; the header is JSON and gives for each name the type, the shape and the place of the
#   numbers; the rest is numbers. Unlike older formats, it cannot contain code.
# - `GPT2Tokenizer` is **your byte-pair encoding of step 1** with OpenAI's 50,000 merges. Two things are
#   added. Text is first cut into words by a pattern, so that no merge crosses a space. And GPT-2 numbers the
#   256 bytes in an order of its own, which `encoder.json` gives.
#
# The folded cell below adds `fetch`: it finds a file on this machine or downloads it, with its progress, and
# compares its **SHA-256**, a fingerprint, with the one we expect. A file that is damaged or is not the one we
# mean is refused.

# %% given="texts"

# %% folded="Two helpers: a reader of weights, and GPT-2's tokenizer"
def read_safetensors(path):
    """The tensors of a .safetensors file → dict from names to tensors."""
    types = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
             "I64": torch.int64, "I32": torch.int32, "U8": torch.uint8, "BOOL": torch.bool}
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        numbers = bytearray(os.path.getsize(path) - 8 - length)
        file.readinto(numbers)
    numbers = torch.frombuffer(numbers, dtype=torch.uint8)  # the tensors below share this memory
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            tensors[name] = numbers[start:end].view(types[entry["dtype"]]).reshape(entry["shape"])
    return tensors


class GPT2Tokenizer:
    """GPT-2's tokenizer from its two files: step 1's byte-pair encoding, word by word."""

    # Like GPT-2's own pattern, but for rare number signs such as ² and ½, which count as letters here.
    WORD = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")

    def __init__(self, vocab_bpe, encoder_json):
        with open(encoder_json, encoding="utf-8") as file:
            to_id = json.load(file)
        with open(vocab_bpe, encoding="utf-8") as file:
            lines = file.read().split("\n")[1:]
        # In these files every byte is written as a visible character: itself, or one of the 256 + n.
        visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
        others = [byte for byte in range(256) if byte not in visible]
        sign = {byte: chr(byte) for byte in visible} | {byte: chr(256 + n) for n, byte in enumerate(others)}
        byte_of = {character: byte for byte, character in sign.items()}
        self.to_gpt2 = {byte: to_id[character] for byte, character in sign.items()}  # our byte → its number in GPT-2
        self.from_gpt2 = {index: byte for byte, index in self.to_gpt2.items()}

        def ours(piece):
            return byte_of[piece] if len(piece) == 1 else to_id[piece]

        self.merges = {}
        for line in lines:
            if line:
                left, right = line.split()
                self.merges[ours(left), ours(right)] = to_id[left + right]

    def encode(self, text):
        """str → list of GPT-2's token ids."""
        return [self.to_gpt2.get(index, index) for word in self.WORD.findall(text)
                for index in bpe_encode(word, self.merges)]

    def decode(self, ids):
        """List of GPT-2's token ids → str."""
        return bpe_decode([self.from_gpt2.get(index, index) for index in ids], self.merges)

# %% [markdown]
# In Colab the next cell fetches GPT-2 by itself: 548 MB of weights and 1.5 MB of tokenizer files, kept for the next
# time. Elsewhere set `LOAD_GPT2 = True` in its first line. The model needs a good gigabyte of memory, and 40 tokens
# take seconds on a CPU. If there is no network, the cell says so, and nothing below depends on it.

# %% demo
LOAD_GPT2 = "google.colab" in sys.modules  # True: fetch OpenAI's GPT-2 small and let it continue the prompt
PROMPT = "The old lighthouse keeper climbed the stairs, lit the lamp and"


def speak(model, tokenizer, prompt, n_new=40, seed=0):
    """Continue `prompt`: each token drawn among the 40 most likely ones. (Step 7 does this properly.)"""
    generator = torch.Generator().manual_seed(seed)
    ids = tokenizer.encode(prompt)
    for _ in paced(range(n_new), "writing", "a smaller n_new"):
        with torch.no_grad():
            logits, _ = model(torch.tensor([ids[-model.config.block_size:]], device=device))
        best, tokens = logits[0, -1].float().cpu().topk(min(40, logits.shape[-1]))  # (40,), (40,)
        ids.append(tokens[torch.multinomial(softmax(best / 0.8), 1, generator=generator)].item())
    return tokenizer.decode(ids)


if not LOAD_GPT2:
    print("GPT-2 has not been fetched. Set LOAD_GPT2 = True in the first line (548 MB), and it speaks with your code.")
else:
    try:
        weights, *words = (fetch(name) for name in ("gpt2.safetensors", "vocab.bpe", "encoder.json"))
    except OSError as error:
        print(f"{error}\nNothing below depends on it: go on, and try again when you have a connection.")
    else:
        torch.set_num_threads(os.cpu_count() or 1)  # these matrices are not tiny
        gpt2 = GPT(GPT2_SMALL)
        load_gpt2_weights(gpt2, read_safetensors(weights))
        gpt2.to(device).eval()
        print(speak(gpt2, GPT2Tokenizer(*words), PROMPT))
        print("\nThat text came out of your GPT, through your attention, your LayerNorm, your GELU and your byte-pair "
              "encoding. Change PROMPT, and let it go on.")

# %% [markdown]
# How would you know that a loader is *nearly* right? With the exact GELU instead of the tanh form GPT-2 still speaks, a
# little worse. With one kind of matrix not transposed it writes nonsense. Between the two lie the errors
# that only a comparison of numbers finds.
#
# GPT-2 does not follow instructions, and it makes things up. It was trained to continue text from the web, and
# that is what it does. Steps 7 and 8 go on from here.

# %% [markdown]
# ## 7 · Outlook: what changed after GPT-2
#
# Blocks, residual stream, embeddings, head: models of today still look like your class. Besides RMSNorm and
# SwiGLU (step 4) two changes are nearly everywhere. Each is a few lines.
#
# ### Rotary positions
#
# GPT-2's `wpe` has 1,024 rows; for position 1,024 there is no row. And the model has to *learn* that 7 and
# 8 are as close as 107 and 108. **Rotary positions** add nothing to the token. Instead they turn the
# queries and keys: the channels are taken in pairs, each pair is a point in the plane, and at position $t$
# it is rotated by the angle $t \cdot \theta_i$, where $i$ counts the pairs of a head of $D$ channels and
#
# $$\theta_i = 10000^{-2i/D}$$
#
# (the clock hands of step 1).
# A rotation by $t$ against one by $s$ leaves a dot product that depends only on the *distance* $t - s$.

# %% demo
def rotate(x):
    """Turn each pair of channels of x (..., T, D) by an angle that grows with its position."""
    T, D = x.shape[-2:]
    angles = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, D, 2) / D)  # (T, D/2)
    left, right = x[..., 0::2], x[..., 1::2]  # (..., T, D/2), the two coordinates of each pair
    turned = [left * angles.cos() - right * angles.sin(), left * angles.sin() + right * angles.cos()]
    return torch.stack(turned, dim=-1).flatten(-2)  # (..., T, D)


generator = torch.Generator().manual_seed(0)
q, k = torch.randn(64, generator=generator), torch.randn(64, generator=generator)
queries, keys = q.expand(40, 64), (q + 0.5 * k).expand(40, 64)  # the same query and key at each of 40 positions
scores = rotate(queries) @ rotate(keys).T  # (40, 40)
print("query at  5, key at  2:", round(scores[5, 2].item(), 2))
print("query at 35, key at 32:", round(scores[35, 32].item(), 2), " the same distance, the same score")

# %% demo folded="Plot: scores with positions added, and rotated"
table = nn.Embedding(40, 64)  # a table of positions, added to both
nn.init.normal_(table.weight, std=0.5, generator=generator)
figure, axes = plt.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
with torch.no_grad():
    added = (queries + table.weight) @ (keys + table.weight).T
for ax, image, title in [(axes[0], added, "positions added (untrained)"), (axes[1], scores, "positions rotated")]:
    ax.imshow(image, cmap="cividis")
    ax.set(title=title, xlabel="position of the key", ylabel="position of the query")
plt.show()

# %% claim
assert all(image_same == (torch.stack([image.diagonal(d).std() for d in range(-35, 36)]).max() < 1e-2) for image, image_same in [(scores, True), (added, False)]), "only on the right every diagonal has one colour"

# %% [markdown]
# *What to notice:* on the right every diagonal has one colour: the score knows the distance and nothing else. On
# the left each pair of positions is a case of its own, to be learned from examples.
#
# ### Grouped queries
#
# While generating, a model keeps the keys and values of all earlier tokens (step 7). For GPT-2 small that
# is $2 \cdot 12 \cdot 768$ numbers a token; for a large model and many long texts it outgrows the weights.
# **Grouped queries** let several query heads share one head of keys and values. Queries stay as they were.

# %% demo
def grouped_attention(q, k, v):
    """q (B, H, T, D), k and v (B, G, T, D) with H a multiple of G → (B, H, T, D); each k and v serves H/G queries."""
    share = q.shape[1] // k.shape[1]
    k, v = k.repeat_interleave(share, dim=1), v.repeat_interleave(share, dim=1)  # (B, H, T, D)
    return attention(q, k, v, causal_mask(q.shape[2]))[0]


q, k, v = torch.randn(2, 8, 5, 16), torch.randn(2, 2, 5, 16), torch.randn(2, 2, 5, 16)
print("8 query heads, 2 heads of keys and values:", tuple(grouped_attention(q, k, v).shape))

print("\nkeys and values of one text of 8,192 tokens, 32 layers, heads of 128 channels, 2 bytes a number:")
for groups, name in [(32, "a key head for each of 32 query heads"), (8, "8 key heads, as in Llama 3.1 8B"), (1, "1 key head for all")]:
    print(f"  {name:39} {2 * 32 * groups * 128 * 8192 * 2 / 1e9:5.2f} GB")

# %% [markdown]
# ## What you built, and where the real ones differ
#
# A complete GPT-2: embeddings, any number of blocks, a tied head, the right start, a size you can predict, tests
# that tell it from its lookalikes, and a loader for weights trained by others. From here on the architecture
# does not change any more; you train it, let it write, and teach it to answer.
#
# All of these are open: you can read their configuration, and count their parameters as in section 3.
#
# | | your GPT = GPT-2 small (2019) | Llama 3.1 8B (2024) | DeepSeek-V3 (2024) | Qwen3 8B (2025) | gpt-oss-120b (2025) |
# |---|---|---|---|---|---|
# | parameters | 124 million | 8.0 billion | 671 billion | 8.2 billion | 117 billion |
# | layers | 12 | 32 | 61 | 36 | 36 |
# | channels | 768 | 4,096 | 7,168 | 4,096 | 2,880 |
# | vocabulary | 50,257 | 128,256 | 129,280 | 151,936 | 201,088 |
# | context, tokens | 1,024 | 131,072 | 131,072 | 32,768 | 131,072 |
# | query heads | 12 | 32 | 128 | 32 | 64 |
# | heads of keys and values | 12 | 8 | compressed | 8 | 8 |
# | feed-forward | 3,072, GELU | 14,336, SwiGLU | 256 experts, 8 at work, and 1 shared | 12,288, SwiGLU | 128 experts, 4 at work |
# | head | tied | its own table | its own table | its own table | its own table |
#
# The positions of the last four are rotary, their norm is RMSNorm, pre-LN and final as in yours. An **expert** is a
# feed-forward network of its own; for each token the model chooses a few of them, so it can hold many more parameters
# than it uses for a token.
#
# **What comes next.** In step 6 this class meets a real text: batches, learning-rate schedule, validation. It goes from
# $\ln V$ to small stories.
#
# **Three sources worth reading**
#
# 1. Radford and others, [*Language Models are Unsupervised Multitask
#    Learners*](https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf),
#    2019, the GPT-2 paper. Section 2.3 is your class in one paragraph, the scaled projections included.
# 2. Press and Wolf, [*Using the Output Embedding to Improve Language
#    Models*](https://arxiv.org/abs/1608.05859), 2017. Why one table for both ends is not only cheaper.
# 3. Su and others, [*RoFormer: Enhanced Transformer with Rotary Position
#    Embedding*](https://arxiv.org/abs/2104.09864), 2021. Rotary positions, from the source.
