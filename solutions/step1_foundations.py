# %% [markdown]
# # Step 1 · Understanding Transformers and the GPT architecture
#
# You give a GPT the start of a text. It answers with one thing only: how likely each possible next piece of
# text is. Everything else, from chat to code to translation, is that answer asked again and again.
#
# In eight lessons you build such a model from an empty file. This first lesson builds the road *into* it and
# gives you the one idea at its heart. When you are done you will have written, and tested on your own
# figures:
#
# - a **character tokenizer**: text to numbers and back;
# - **positional encodings**: how a model that reads everything at once knows what came first;
# - **attention**, small enough to check with a pocket calculator;
# - **byte-pair encoding**: the tokenizer that GPT-2, GPT-4 and LLaMA use, trained by you.
#
# **How long.** About three hours: half an hour of reading, an hour and a quarter for tasks 1 to 3, an hour
# and a quarter for task 4. Task 4 can wait until tomorrow; save the notebook and come back.
#
# **What you need.** You can write a Python function, you know lists and dictionaries, and you have seen a
# matrix product. No machine learning. No GPU either: the whole notebook runs in about ten seconds on two CPU
# cores.
#
# **The price of skipping ahead.** Nothing will break. Where a later lesson needs code from here, it brings a
# solved copy along. What it cannot bring is the feeling for it: step 2 generalises the attention that you do
# by hand here, and it is a much steeper climb without it. If you are short of time, skip task 4, not task 3.
#
# **How it works.** Run the cells from top to bottom (Shift + Enter). Where you read `YOUR CODE HERE`, write
# your answer, then run the check below it. A check that fails tells you what it tried and what came out.

# %% setup
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# Colours that stay apart for colour-blind readers and on a grey print.
BLUE, ORANGE, GREEN, GREY = "#0B4F8A", "#E69F00", "#009E73", "#8A949E"
plt.rcParams.update({"figure.dpi": 100, "font.size": 10, "axes.spines.top": False, "axes.spines.right": False})

# %% [markdown]
# ## Where you are
#
# Each lesson opens with this map of the whole model. The dark parts are today's.

# %% demo
draw_gpt("text", "tokens", "positions", "attention")

# %% [markdown]
# Read it from left to right. Text becomes **tokens** (numbers). Each token becomes a vector, and the
# **position** is added to it. The vectors pass through a stack of equal blocks, in which **attention** lets
# every token fetch what it needs from the tokens before it. At the end, the **head** turns the last vector
# into one probability for each possible next token.
#
# The three loops around it are what one does *with* the model: training makes the probabilities good,
# generation uses them, fine-tuning turns a model that continues text into one that answers.

# %% [markdown]
# ## What a GPT is, and what it powers
#
# **GPT** stands for *generative pre-trained transformer*.
#
# - **Generative**: it produces text, one token after the other.
# - **Pre-trained**: it first learns from a large pile of ordinary text, with no task in mind but guessing the
#   next token. Special skills come later and need far less data.
# - **Transformer**: the kind of network, presented in 2017 by Vaswani and colleagues for translation. A GPT
#   keeps the half of it that writes.
#
# The names in the news are relatives, but not things of one kind:
#
# | name | what it is | how it relates to what you build |
# |---|---|---|
# | **GPT-2** (2019) | a family of models, 124 million to 1.5 billion parameters, published with weights | step 5 rebuilds the small one exactly, names and all, so that its weights can be loaded into *your* code |
# | **GPT-3** (2020) | nearly the same design, up to 175 billion parameters | the surprise was what scale alone did: tasks solved from a few examples in the prompt |
# | **GPT-4** (2023) | a later, larger model that also reads images | its size and details are not published |
# | **ChatGPT** (2022) | a *product*: a GPT, fine-tuned to follow instructions, then on what people preferred, behind a chat page | step 8 does a small honest version of the first half |
# | **LLaMA** (since 2023) | Meta's family with downloadable weights | the same plan with four parts exchanged; each lesson's closing says which |
#
# So: ChatGPT is a car, GPT-4 is an engine that has been built into it, GPT-2 is an engine whose drawings you
# may take home. That is the one on our bench.

# %% [markdown]
# ## Why not a recurrent network?
#
# Before 2017, text was mostly read by **recurrent neural networks** (RNNs). An RNN reads like you listen: one
# token at a time, keeping a *state*, a vector of fixed size, that stands for everything heard so far:
#
# $$h_t = \tanh(W h_{t-1} + U x_t) \qquad h_t: (S,)\quad W: (S, S)\quad x_t: (C,)\quad U: (S, C)$$
#
# Two things hurt.
#
# 1. **The state has a fixed size.** Ten words or ten thousand, everything must fit into the same $S$ numbers,
#    and each step writes over them.
# 2. **The path is long.** News from $k$ steps ago has to pass through $k$ multiplications, one after the
#    other. It fades on the way, and so does the gradient that should teach the network to remember it. And
#    since step $t$ needs step $t-1$, a GPU with ten thousand cores has to wait.
#
# Do not take my word for it. The next cell runs small RNNs over random symbols (ten different ones) and asks:
# *which symbol did you read $k$ steps ago?* The recurrent weights are random; only the read-out is fitted, by
# least squares. Guessing scores 10 %.

# %% demo
rng = np.random.default_rng(0)
n_symbols, n_steps, furthest = 10, 3000, 20
symbols = rng.integers(n_symbols, size=n_steps)
one_hot = np.eye(n_symbols)[symbols]                          # (n_steps, 10)

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8))
for size, colour, style in [(16, ORANGE, "o--"), (64, BLUE, "s-")]:
    W = 0.95 * rng.normal(size=(size, size)) / np.sqrt(size)
    U = rng.normal(size=(size, n_symbols))
    states, state = np.zeros((n_steps, size)), np.zeros(size)
    for t in range(n_steps):
        state = np.tanh(W @ state + U @ one_hot[t])
        states[t] = state

    # Recall: fit a read-out on the first half, score it on the second.
    half, recall = n_steps // 2, []
    past = [np.roll(one_hot, k, axis=0) for k in range(furthest)]  # the input of k steps ago
    readout = np.linalg.lstsq(states[furthest:half], np.hstack(past)[furthest:half], rcond=None)[0]
    guesses = (states[half:] @ readout).reshape(half, furthest, n_symbols).argmax(-1)
    for k in range(furthest):
        recall.append(100 * (guesses[:, k] == np.roll(symbols, k)[half:]).mean())
    left.plot(range(furthest), recall, style, color=colour, ms=4, label=f"RNN, state of {size} numbers")

    # Influence: how strongly does a nudge to the state show k steps later?
    jacobian, influence = np.eye(size), []
    for k in range(furthest):
        influence.append(np.linalg.norm(jacobian, 2))
        jacobian = (1 - states[1000 + k] ** 2)[:, None] * W @ jacobian
    right.semilogy(range(furthest), influence, style, color=colour, ms=4, label=f"RNN, state of {size} numbers")

left.axhline(100, color=GREEN, lw=2, ls="-.", label="attention: looks it up")
left.axhline(10, color=GREY, lw=1, ls=":", label="guessing")
left.set(xlabel="steps back, k", ylabel="symbols recalled (%)", title="What is left of a symbol",
         ylim=(0, 108), xticks=range(0, furthest, 2))
left.legend(fontsize=8.5, loc="center right")
right.axhline(1, color=GREEN, lw=2, ls="-.", label="attention: one step, any distance")
right.set(xlabel="steps back, k", ylabel="influence of a nudge (log scale)", title="What is left of a gradient",
          xticks=range(0, furthest, 2))
right.legend(fontsize=8.5, loc="lower left")
plt.tight_layout()
plt.show()

# %% [markdown]
# **What to notice.** On the left, four times the state buys a memory only a few steps longer. On the right,
# the influence falls along a straight line on a logarithmic scale: it shrinks by about the same *factor* at
# every step. Trained RNNs, and above all LSTMs with their gates, do better than this random one. They move
# the wall; they do not remove it.
#
# A **transformer** throws the state away. It keeps *every* position and lets each one look directly at all
# the others (green line: one step, whatever the distance, by construction). All positions are computed at the
# same time. The bill comes elsewhere: $T$ positions make $T \times T$ looks, so a text twice as long costs
# four times as much attention, and nothing tells the model what came first. That second hole is task 2.
#
# | | RNN | transformer |
# |---|---|---|
# | memory of the past | one state of fixed size | all positions, kept |
# | steps from one token to another $k$ away | $k$ | 1 |
# | work that must wait for earlier work | all of it | none within a layer, while training |
# | cost of a text of length $T$ | grows with $T$ | attention grows with $T^2$ |
# | order of the words | built in | has to be added |

# %% [markdown]
# ## Task 1 · A character tokenizer
#
# A network multiplies and adds numbers. Hand it a string and it cannot even begin:

# %% demo
try:
    torch.tensor("hello") * 2
except Exception as error:
    print(type(error).__name__, "→", error)

# %% [markdown]
# So we need a number for each piece of text. Python already has one for each character: `ord("a")` is 97. Why
# not use that? Because each number will own one row of a learned table, the *embedding*, and this is what the
# table would cost at GPT-2's width of 768:

# %% demo
for character in "a", "é", "語":
    print(f"ord({character!r}) = {ord(character):>6}")
print(f"\nrows for every Unicode character: {0x110000:>11,} × 768 = {0x110000 * 768:,} parameters")
print(f"GPT-2 small, the whole model:                       {124_439_808:,} parameters")

# %% [markdown]
# Seven times the whole model, for characters that mostly never occur. So we number only the characters that
# are there. The list of them is the **vocabulary**, its size is $V$, a character's number is its **id** (or
# *token id*), and turning text into ids is **encoding**.
#
# **By hand.** The text `banana` has three different characters. Sorted: `a`, `b`, `n`. So `a` gets 0, `b`
# gets 1, `n` gets 2:
#
# | | b | a | n | a | n | a |
# |---|---|---|---|---|---|---|
# | ids | 1 | 0 | 2 | 0 | 2 | 0 |
#
# Sorting looks like fuss, but without it the numbers could differ from one run to the next, and a model
# trained on yesterday's numbers would read gibberish today.

# %% exercise="build_vocabulary"
def build_vocabulary(text):
    """Number the characters of a text.

    text: str.
    Returns (char_to_idx, idx_to_char):
        char_to_idx[character] is the id of a character;
        idx_to_char[id] is the character of an id.
    The ids are 0, 1, 2, … in sorted order of the different characters; there are no others.

    Example: build_vocabulary("banana") gives
        char_to_idx {"a": 0, "b": 1, "n": 2} and idx_to_char {0: "a", 1: "b", 2: "n"}.

    Steps: find the different characters; put them in sorted order; number them from 0,
    once in each direction.
    """
    ### BEGIN SOLUTION
    characters = sorted(set(text))
    char_to_idx = {character: index for index, character in enumerate(characters)}
    idx_to_char = {index: character for index, character in enumerate(characters)}
    return char_to_idx, idx_to_char
    ### END SOLUTION

# %% check="build_vocabulary" points=1
to_id, to_char = build_vocabulary("b")
check_true(to_id["b"] >= 0, "the first result gives a number for a character")
for text in ("b", "banana", "Banana", "b,an", "b an", "ban\n"):
    to_id, to_char = build_vocabulary(text)
    probe([to_char[to_id[c]] for c in text], f"from character to id and back, {text!r}")
text = "Hello, hello world!\n"
to_id, to_char = build_vocabulary(text)
probe([to_id[c] - to_id["H"] for c in text], f"how far each id is from that of 'H', {text!r}")
probe(to_char[0], f"the character of id 0, {text!r}")
probe([to_id[c] for c in text], f"the ids of the characters, {text!r}")
probe([to_char[i] for i in range(12)], f"the characters of the ids 0 to 11, {text!r}")
probe(len(to_char), "how many ids there are")
### BEGIN HIDDEN TESTS
text = "Zoë 7 = seven\tno, ZOË: 42 été"
to_id, to_char = build_vocabulary(text)
probe([to_id[c] for c in text], "the ids in a text with capitals, digits and accents")
probe([to_char[to_id[c]] for c in text], "that text there and back")
to_id, to_char = build_vocabulary("zzz")
probe([to_id["z"], to_char[0]], "a text of one repeated character")
text = "語, e\u0301 or é? \ufb01 😀\r\n"
to_id, to_char = build_vocabulary(text)
probe([[to_id[c] for c in text], [to_char[i] for i in range(len(set(text)))]], "Japanese, an accent of its own, an emoji")
### END HIDDEN TESTS

# %% [markdown]
# Now the way there. One rule matters more than it seems: a character that is not in the vocabulary must raise
# a `KeyError`. A tokenizer that silently drops what it does not know turns *Pay 5000 now* into *Pay now* if
# it has never seen a digit, and you find out weeks later.
#
# ### Exercise: `encode`

# %% exercise="encode"
def encode(text, char_to_idx):
    """Turn text into ids.

    text: str. char_to_idx: the id of each character, as from build_vocabulary.
    Returns a list of int, one id per character, in the order of the text.
    Raises KeyError when a character is not in the vocabulary; it is never left out.

    Example: encode("nab", {"a": 0, "b": 1, "n": 2}) gives [2, 0, 1].

    Steps: look up each character of the text in turn, in the vocabulary that was handed in.
    """
    ### BEGIN SOLUTION
    return [char_to_idx[character] for character in text]
    ### END SOLUTION

# %% check="encode" points=1
vocabulary = {"d": 0, "a": 1, "e": 5, " ": 7, "D": 2}    # any vocabulary will do, not only a sorted one
probe(encode("Dad ad a dead", vocabulary), "encode('Dad ad a dead', a small vocabulary)")
probe(encode("", vocabulary), "encode of an empty text")
check_true(isinstance(encode("add", vocabulary), list), "the ids come as a list")
check_raises(KeyError, encode, "dead end", vocabulary, what="a character that is not in the vocabulary")
### BEGIN HIDDEN TESTS
probe(encode(" é\né ", {"\n": 3, " ": 4, "é": 9}), "blanks, a new line and an accent")
probe(encode(" é\né ", {"\n": 70000, " ": 0, "é": 256}), "the same text with another vocabulary, with large ids")
check_raises(KeyError, encode, "a b", {"a": 0, "b": 1}, what="a blank that is not in the vocabulary")
check_raises(KeyError, encode, "A", {"a": 0}, what="a capital that is not in the vocabulary")
check_equal(vocabulary, {"d": 0, "a": 1, "e": 5, " ": 7, "D": 2}, "encode must not change the vocabulary")
### END HIDDEN TESTS

# %% [markdown]
# And the way back. **Decoding** turns ids into text; encoding and then decoding must give exactly the text
# you began with.
#
# ### Exercise: `decode`

# %% exercise="decode"
def decode(ids, idx_to_char):
    """Turn ids back into text.

    ids: list of int. idx_to_char: the character of each id, as from build_vocabulary.
    Returns a str.

    Example: decode([1, 0, 2], {0: "a", 1: "b", 2: "n"}) gives "ban".

    Steps: look up each id in turn; join the characters with nothing between them.
    """
    ### BEGIN SOLUTION
    return "".join(idx_to_char[index] for index in ids)
    ### END SOLUTION

# %% check="decode" points=1
characters = {0: "d", 1: "a", 5: "e", 7: " ", 2: "D"}
probe(decode([2, 1, 0, 7, 1, 0, 0, 5, 0], characters), "decode of nine ids")
probe(decode([], characters), "decode of no ids")
### BEGIN HIDDEN TESTS
ids = [4, 9, 3, 9, 9, 4, 4]
probe(decode(ids, {3: "\n", 4: " ", 9: "ë"}), "blanks, a new line and an accent")
check_equal(ids, [4, 9, 3, 9, 9, 4, 4], "decode must not change the ids")
probe(decode(ids, {3: "\r", 4: "\t", 9: "語"}), "the same ids with another vocabulary")
probe(len(decode(ids * 500, {3: "a", 4: "b", 9: "c"})), "how long 3,500 ids become")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Your tokenizer at work: each character above its id. Equal characters have equal
# ids; the blank is a character like any other.

# %% demo
sentence = "a GPT reads numbers"
char_to_idx, idx_to_char = build_vocabulary(sentence)
ids = encode(sentence, char_to_idx)

figure, ax = plt.subplots(figsize=(11, 1.5))
shades = plt.cm.cividis(np.array(ids) / max(ids))
for place, (character, index) in enumerate(zip(sentence, ids)):
    ink = "white" if index < 0.6 * max(ids) else "black"
    ax.add_patch(plt.Rectangle((place + 0.03, 0), 0.94, 1, color=shades[place]))
    ax.text(place + 0.5, 0.5, index, ha="center", va="center", color=ink, fontsize=12)
    ax.text(place + 0.5, 1.35, character.replace(" ", "␣"), ha="center", va="center", fontsize=14)
ax.set(xlim=(0, len(sentence)), ylim=(0, 1.8))
ax.axis("off")
plt.show()
print("vocabulary size V =", len(set(sentence)))
print("there and back:  ", repr(decode(ids, idx_to_char)))

# %% [markdown]
# Inside the model, each id picks one row of a table of shape $(V, C)$, and that row, a vector of $C$ learned
# numbers, is what the network works with. $C$ is the width of the model, also called $d_\text{model}$. You
# will make that table in step 5; until then, think "id = row number".

# %% [markdown]
# ## Task 2 · Positional encoding
#
# Look-up has a flaw: the row for `dog` is the same wherever `dog` stands. And attention, as you will see in
# task 3, is a weighted average, which does not care about order either. Put the two together and the model
# cannot tell who bites whom:

# %% demo
rng = np.random.default_rng(1)
vector = {word: rng.normal(size=4) for word in ("dog", "bites", "man")}
for sentence in ("dog bites man", "man bites dog"):
    average = np.mean([vector[word] for word in sentence.split()], axis=0)
    print(f"{sentence}  →  average of its vectors: {np.round(average, 4)}")

# %% [markdown]
# Same numbers. So before anything else happens, each vector gets a mark that says *where* it stands. What
# mark?
#
# - The bare number 0, 1, 2, …, 999 grows until it drowns the word itself.
# - The position divided by the length stays small, but then "the third word" looks different in every text.
#
# The transformer paper's answer is a set of clocks. Think of a watch: the second hand turns fast and tells
# neighbours apart, the hour hand turns slowly and tells morning from evening. Take many hands, each slower
# than the last, and write down where each one points, as a sine and a cosine. No two positions show the same
# time, and no number is ever larger than 1.
#
# For position $p$ and the pair of columns $2i$ and $2i+1$:
#
# $$PE_{p, 2i} = \sin\left(\frac{p}{10000^{2i/d}}\right) \qquad
# PE_{p, 2i+1} = \cos\left(\frac{p}{10000^{2i/d}}\right)$$
#
# - $p = 0, 1, \dots, T-1$ counts positions (rows), **from zero**, and $T$ is `seq_len`;
# - $d$ is `d_model`, the number of columns, always even here;
# - $2i$ runs over the even columns $0, 2, 4, \dots, d-2$. So with $d = 64$ the exponents are
#   $0/64, 2/64, 4/64, \dots, 62/64$, and a sine and the cosine beside it share one exponent;
# - the result has shape $(T, d)$, angles in radians.
#
# **By hand**, with $d = 4$ and $p = 2$. The two exponents are $0/4 = 0$ and $2/4 = 0.5$, so the divisors are
# $10000^0 = 1$ and $10000^{0.5} = 100$:
#
# | column | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | formula | $\sin(2/1)$ | $\cos(2/1)$ | $\sin(2/100)$ | $\cos(2/100)$ |
# | value | 0.9093 | −0.4161 | 0.0200 | 0.9998 |
#
# Row 0 needs no calculator: $\sin 0 = 0$ and $\cos 0 = 1$, so it reads 0, 1, 0, 1.
#
# <details><summary>Hint: the same without loops</summary>
#
# Make the positions a column of shape `(seq_len, 1)` and the divisors a row of shape `(d_model / 2,)`.
# Dividing one by the other *broadcasts*: torch stretches both to `(seq_len, d_model / 2)`. A slice with a
# step of two, such as "from column 0, every second one", lets you fill all sines at once.
#
# </details>
#
# <details><summary>Hint: my numbers are nearly right</summary>
#
# Column 0 right, column 2 wrong: look at the exponent. If your loop variable already runs 0, 2, 4, … then it
# *is* $2i$, and must not be doubled again. Row 0 right and row 1 wrong in the odd columns: the cosine must
# use the same angle as the sine to its left.
#
# </details>

# %% exercise="positional_encoding"
def positional_encoding(seq_len, d_model):
    """Sine and cosine waves that tell positions apart.

    seq_len: int, number of positions. d_model: int, number of columns, even.
    Returns a torch tensor of floats, shape (seq_len, d_model):
    sines in the even columns, cosines in the odd ones, side by side; base 10000; radians.

    Example: row 2 of positional_encoding(10, 4) is about [0.9093, -0.4161, 0.0200, 0.9998].

    Steps: start from a tensor of zeros. For each position and each even column, find the
    angle: the position divided by 10000 to the power (column / d_model). Its sine goes into
    that column, its cosine into the next one.
    (Two loops are fine. So is one line per half, without loops: see the hint.)
    """
    ### BEGIN SOLUTION
    position = torch.arange(seq_len, dtype=torch.float32).unsqueeze(1)  # (T, 1)
    column = torch.arange(0, d_model, 2, dtype=torch.float32)           # (C/2,): 0, 2, 4, …
    angle = position / 10000 ** (column / d_model)                      # (T, C/2)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angle)
    pe[:, 1::2] = torch.cos(angle)
    return pe
    ### END SOLUTION

# %% check="positional_encoding" points=3
probe(positional_encoding(5, 8), "5 positions, 8 columns")
pe = positional_encoding(10, 64)
check_shape(pe, (10, 64), "10 positions, 64 columns")
check_true(pe.is_floating_point(), "the encoding is a tensor of floats")
check_close(pe[0, :4], [0.0, 1.0, 0.0, 1.0], "position 0 reads 0, 1, 0, 1")
check_close(positional_encoding(10, 4)[2], [0.9093, -0.4161, 0.02, 0.9998], "the row worked out by hand", atol=1e-4)
### BEGIN HIDDEN TESTS
probe(positional_encoding(10, 64), "10 positions, 64 columns")
probe(positional_encoding(50, 6), "50 positions, 6 columns")
probe(positional_encoding(1, 2), "1 position, 2 columns")
probe(positional_encoding(3, 128), "more columns than positions")
probe(positional_encoding(100, 16)[90:], "the last ten of 100 positions")
probe(positional_encoding(8, 16), "half as many positions as columns")
probe(positional_encoding(20, 6)[::3], "fewer positions than before, every third of them")
probe(positional_encoding(60, 128)[55:, :9], "more positions than before, the first nine columns of the last five")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Left, four of your columns as curves over the positions: the hands of the clock,
# fast to slow. Right, the whole tensor as a heatmap: each row is one position's mark.

# %% demo
pe = positional_encoding(100, 64)

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.9), gridspec_kw={"width_ratios": [1, 1.15]})
for column, colour, style in [(0, BLUE, "-"), (8, ORANGE, "--"), (16, GREEN, "-."), (32, "black", ":")]:
    left.plot(pe[:60, column], style, color=colour, lw=1.8, label=f"column {column}")
left.set(xlabel="position", ylabel="value", ylim=(-1.15, 1.5), title="Sines, fast and slow")
left.legend(ncol=4, fontsize=8, loc="upper center", handlelength=1.8, columnspacing=1)
image = right.imshow(pe, aspect="auto", cmap="cividis", vmin=-1, vmax=1)
right.set(xlabel="column", ylabel="position", title="All 64 columns: sine, cosine, sine, …")
figure.colorbar(image, ax=right, label="value")
plt.tight_layout()
plt.show()

# %% [markdown]
# **What to notice.** The left columns flicker, the right ones hardly move within 100 positions. They would be
# needed to tell position 100 from position 9000.
#
# Now the reason why this mark is clever. Take the dot product of two rows. A sine and its cosine multiply out
# to $\sin a \sin b + \cos a \cos b = \cos(a - b)$: what remains depends only on the *difference* of the two
# positions. "Three words back" feels the same everywhere in the text.

# %% demo
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.9))
products = pe @ pe.T                                              # (100, 100)
image = left.imshow(products, cmap="cividis")
left.set(xlabel="position", ylabel="position", title="Dot products of your rows")
figure.colorbar(image, ax=left, label="dot product")
for start, colour, style in [(10, BLUE, "-"), (30, ORANGE, "--"), (50, GREEN, ":")]:
    right.plot(range(-10, 50), products[start, start - 10:start + 50], style, color=colour, lw=2.2,
               label=f"from position {start}")
right.set(xlabel="distance (positions)", ylabel="dot product", title="Three places in the text, one curve")
right.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# **What to notice.** Left: stripes along the diagonal, nothing changes as you move down it. Right: the three
# curves lie on top of each other. The peak at distance 0 is 32, half of 64, because each of the 32 pairs
# gives $\sin^2 + \cos^2 = 1$.

# %% [markdown]
# ### Break it: one clock hand only
#
# Keep just the first two columns, the fast hand, and throw the other 62 away.
#
# **Predict first**, on paper: which other position below 60 will look most like position 0? The hand turns
# once in $2\pi \approx 6.28$ positions. Then run the cell.

# %% demo
one_hand, all_hands = pe[:60, :2], pe[:60]
figure, (top, bottom) = plt.subplots(2, 1, figsize=(11, 4.6), sharex=True)
for ax, rows, title in [(top, one_hand, "Two columns only"), (bottom, all_hands, "All 64 columns")]:
    likeness = rows @ rows[0] / (rows[0] @ rows[0])               # (60,)
    rival = int(likeness[1:].argmax()) + 1
    colours = [BLUE if p == 0 else ORANGE if p == rival else "#C9D1D9" for p in range(60)]
    ax.bar(range(60), likeness, color=colours, edgecolor="#39424A", lw=0.4)
    ax.axhline(1, color="black", lw=0.8, ls=":")
    ax.text(rival, 1.22, f"position {rival}: {likeness[rival]:.4f}", ha="center", fontsize=9)
    ax.set(ylabel="likeness", title=title, ylim=(-1.1, 1.5))
bottom.set_xlabel("position")
plt.tight_layout()
plt.show()

# %% [markdown]
# With one hand, position 44 passes for position 0: seven turns are 43.98 positions, so the hand is back where
# it began. With all hands, the nearest rival is the neighbour, and it is clearly not the same. That is what
# the slow columns are for.
#
# GPT-2 goes a different way: it *learns* a table with one row for each position. You will do that in step 5,
# and the idea (a vector per position, added to the token's vector) is the same.

# %% [markdown]
# ## Task 3 · Attention
#
# Read: *the cat lay on the rug because it was tired.* To understand **it**, you looked back at **cat**. Had
# the sentence ended *because it was soft*, you would have looked at **rug**. Can a plain average over the
# words do that? Here are vectors with three numbers each, made up by hand so that you can follow them; a
# trained model learns its own.

# %% demo
words = "the cat lay on the rug because it was".split()
#                       living  furnishing  little word
features = np.array([[0.0, 0.0, 1.0],   # the
                     [1.0, 0.2, 0.0],   # cat
                     [0.3, 0.1, 0.1],   # lay
                     [0.0, 0.0, 1.0],   # on
                     [0.0, 0.0, 1.0],   # the
                     [0.0, 1.0, 0.0],   # rug
                     [0.0, 0.0, 1.0],   # because
                     [0.4, 0.4, 0.5],   # it
                     [0.0, 0.0, 1.0]])  # was
for name, share in zip(("living", "furnishing", "little word"), features.mean(axis=0)):
    print(f"{name:<12} {share:.2f}")

# %% [markdown]
# As much *living* as *furnishing*: the average cannot say which of the two **it** is, and it would say the
# same for both endings. The weights have to depend on what is being looked for.
#
# So each word plays three parts, each part a vector:
#
# - the **query**: what am I looking for? ("something that can be tired")
# - the **key**: what do I offer? ("I am a living thing")
# - the **value**: what do I hand over when I am chosen?
#
# Think of a library where you do not get one book but a mixture of all of them, more of those whose catalogue
# card fits your request. For one query and $n$ keys and values:
#
# $$s_i = \sum_{c=1}^{d} q_c K_{i,c} \qquad
# w_i = \frac{e^{s_i}}{\sum_{j=1}^{n} e^{s_j}} \qquad
# \text{output} = \sum_{i=1}^{n} w_i V_i$$
#
# | | what | shape |
# |---|---|---|
# | $q$ | the query | $(d,)$ |
# | $K$ | the keys, one row each | $(n, d)$ |
# | $V$ | the values, one row each | $(n, v)$ |
# | $s$ | scores: how well does each key fit? (dot products) | $(n,)$ |
# | $w$ | weights: positive, sum 1 | $(n,)$ |
# | output | the mixture of the values | $(v,)$ |
#
# The middle formula is the **softmax**: it turns any numbers into shares of 1, keeps their order and favours
# the large ones.
#
# **By hand.** Query $(1, 2)$, keys $(0,0)$, $(1,0)$, $(0,1)$, values $(10,0)$, $(0,10)$, $(10,10)$.
#
# | | key 1 | key 2 | key 3 | sum |
# |---|---|---|---|---|
# | score | $1\cdot0+2\cdot0 = 0$ | $1\cdot1+2\cdot0 = 1$ | $1\cdot0+2\cdot1 = 2$ | |
# | $e^{\text{score}}$ | 1 | 2.718 | 7.389 | 11.107 |
# | weight | 0.090 | 0.245 | 0.665 | 1 |
#
# Output: $0.090 (10,0) + 0.245 (0,10) + 0.665 (10,10) = (7.55, 9.10)$.
#
# Note that the output has the width of the *values*. Keys only decide how much; values are what you get.
#
# <details><summary>Hint: which way round?</summary>
#
# Follow the shapes. `(n, d)` times `(d,)` leaves `(n,)`: one score per key. `(n,)` times `(n, v)` leaves
# `(v,)`: one output. If NumPy complains about shapes, one of the two products is the wrong way round; if it
# does not complain and the numbers are wrong, check the order of what you return.
#
# </details>

# %% exercise="simple_attention"
def simple_attention(query, keys, values):
    """Attention for one query, in NumPy.

    query: array (d,). keys: array (n, d). values: array (n, v).
    Returns (output, weights): output, array (v,), and weights, array (n,).
    The scores are plain dot products, not scaled; the softmax runs over the n keys.

    Example: query [1, 2], keys [[0, 0], [1, 0], [0, 1]], values [[10, 0], [0, 10], [10, 10]]
    gives weights of about [0.090, 0.245, 0.665] and output of about [7.55, 9.10].

    Steps: one score for each key, its dot product with the query; the exponential of each
    score; divide by their sum; add up the values, each times its weight.
    None of the three arrays may be changed.
    """
    ### BEGIN SOLUTION
    scores = keys @ query                    # (n,)
    scores = scores - scores.max()           # the same weights, and exp cannot overflow
    weights = np.exp(scores)
    weights = weights / weights.sum()        # (n,)
    output = weights @ values                # (v,)
    return output, weights
    ### END SOLUTION

# %% check="simple_attention" points=3
query, keys, values = sample(3, seed=1).numpy(), sample(3, 3, seed=2).numpy(), sample(3, 3, seed=3).numpy()
probe(list(simple_attention(query, keys, values)), "[output, weights] for 3 keys and 3 values of width 3")
keys, values = sample(4, 3, seed=4).numpy(), sample(4, 2, seed=5).numpy()
output, weights = simple_attention(query, keys, values)
probe(output, "the output for 4 keys of width 3 and 4 values of width 2")
probe(weights, "the weights for the same")
check_shape(output, (2,), "the output")
check_shape(weights, (4,), "the weights")
check_close(weights.sum(), 1.0, "the weights sum to 1")
### BEGIN HIDDEN TESTS
check_equal(query, sample(3, seed=1).numpy(), "simple_attention must not change the query")
check_equal(keys, sample(4, 3, seed=4).numpy(), "simple_attention must not change the keys")
check_equal(values, sample(4, 2, seed=5).numpy(), "simple_attention must not change the values")
query, keys, values = sample(2, seed=7).numpy(), sample(1, 2, seed=8).numpy(), sample(1, 5, seed=9).numpy()
probe(list(simple_attention(query, keys, values)), "a single key")
keys, values = sample(6, 2, seed=10).numpy(), sample(6, 1, seed=11).numpy()
probe(list(simple_attention(np.zeros(2), keys, values)), "a query of zeros")
keys, values = np.array([[1.0, -2.0], [2.0, 2.0], [1.0, -2.0]]), np.array([[1.0], [20.0], [300.0]])
probe(list(simple_attention(np.array([-4.0, 3.0]), keys, values)), "negative scores and a tie")
check_equal(values, [[1.0], [20.0], [300.0]], "simple_attention must not change values of 64 bits either")
keys, values = np.array([[3, 1], [4, 1], [0, 0]]), np.array([[1, 0], [10, 2], [-5, 7]])
probe(list(simple_attention(np.array([2, 5]), keys, values)), "whole numbers, scores of 11, 13 and 0")
probe(list(simple_attention(np.array([-2.0, -14.0]), keys[:2], values[:2])), "scores of -20 and -22")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The same sentence through your function. Two queries look at the same nine keys.

# %% demo
looks_for_tired = np.array([4.0, 0.0, 0.0])     # something living
looks_for_soft = np.array([1.0, 4.0, 0.0])      # a furnishing, or else something living

figure, ax = plt.subplots(figsize=(11, 3.6))
places = np.arange(len(words))
for shift, query, name, colour, hatch in [(-0.2, looks_for_tired, "… it was tired", BLUE, ""),
                                          (0.2, looks_for_soft, "… it was soft", ORANGE, "//")]:
    output, weights = simple_attention(query, features, features)
    ax.bar(places + shift, weights, 0.4, color=colour, hatch=hatch, edgecolor="black", lw=0.6, label=name)
    print(f"{name:<15} weights {np.round(weights, 2)}")
    print(f"{'':<15} output  {np.round(output, 2)}   (living, furnishing, little word)\n")
ax.set_xticks(places, words, fontsize=11)
ax.set(ylabel="weight", title="Same sentence, two queries")
ax.legend()
plt.show()

# %% [markdown]
# **What to notice.** One query lands on *cat*, the other on *rug*, and the output is mostly that word's
# vector with a little of everything else. No word is shut out: a softmax never gives exactly 0.
#
# Now let every word ask. To keep it simple, let the words know nothing but their place: queries and keys are
# your positional encodings. Each row of the picture is one call of your function. On the right, each word may
# look only at itself and at what came before it.

# %% demo
words = "the cat lay on the rug because it was tired".split()
T = len(words)
places = positional_encoding(T, 16).numpy()                     # (T, 16)
full, causal = np.zeros((T, T)), np.zeros((T, T))
for t in range(T):
    full[t] = simple_attention(places[t], places, places)[1]
    causal[t, :t + 1] = simple_attention(places[t], places[:t + 1], places[:t + 1])[1]

figure, axes = plt.subplots(1, 2, figsize=(11, 4.9), sharey=True)
for ax, weights, title in [(axes[0], full, "Every word may be looked at"),
                           (axes[1], causal, "Only the past: causal attention")]:
    image = ax.imshow(np.where(weights > 0, weights, np.nan), cmap="cividis", vmin=0, vmax=0.6)
    ax.set_xticks(range(T), words, rotation=45, ha="right")
    ax.set_yticks(range(T), words)
    ax.set(xlabel="key: looked at", title=title)
axes[0].set_ylabel("query: looking")
figure.colorbar(image, ax=axes, label="weight (0.6 and more: yellow)", fraction=0.046, pad=0.02)
plt.show()

# %% [markdown]
# **What to notice.** A band along the diagonal: encodings alone make neighbours look at each other. And on
# the right, the empty upper triangle. The first word can only look at itself, so its weight is 1. That
# triangle is half of what makes a GPT a GPT, and you will build it in step 2.

# %% [markdown]
# **Quick question.** Somebody calls `simple_attention` with four keys that are all the same vector, not zero,
# and with four different values. What comes out?
#
# *a)* the first value, because the first of equal scores wins
#
# *b)* it depends on the query: a query close to the keys gives larger weights
#
# *c)* the plain average of the four values, whatever the query
#
# *d)* a vector of zeros, because no key stands out

# %% exercise="answer_same_keys"
# answer_same_keys = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_same_keys = "c"
### END SOLUTION

# %% check="answer_same_keys" points=1
probe_choice(answer_same_keys, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_same_keys, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### Break it: turn up the query
#
# Multiply the query for *tired* by 0, by 0.3, by 1, by 1000.
#
# **Predict first**: what will the weights look like at 0? And at 1000? Then run the cell.

# %% demo
words = "the cat lay on the rug because it was".split()
figure, axes = plt.subplots(1, 4, figsize=(11, 2.9), sharey=True)
for ax, factor in zip(axes, [0, 0.3, 1, 1000]):
    with np.errstate(all="ignore"):                  # no warnings: we want to see what comes out
        output, weights = simple_attention(factor * looks_for_tired, features, features)
    ax.bar(range(len(words)), weights, color=BLUE)
    ax.set_xticks(range(len(words)), words, rotation=90)
    ax.set(title=f"query × {factor}", ylim=(0, 1.05))
    print(f"query × {factor:<5} largest score {4 * factor:>6.1f}   weight of 'cat' {weights[1]:.3f}")
axes[0].set_ylabel("weight")
plt.tight_layout()
plt.show()

# %% demo
with np.errstate(over="ignore"):
    for score in 1.0, 100.0, 709.0, 710.0, 4000.0:
        print(f"e to the power {score:>6.0f} = {np.exp(score):.3g}")

# %% [markdown]
# At 0, all scores are equal and attention is a plain average: it has gone blind. At 1000 it picks one word
# and ignores the rest. In between lies everything useful. How large the scores are therefore matters, and
# step 2 controls it with a factor of its own, $1/\sqrt{d_k}$.
#
# Did your last panel stay empty, with a weight of **nan**, *not a number*? Then you typed the formula as it
# stands, and met the edge of the number range. A float64 ends near $e^{709}$ (a float32 near $e^{88}$).
# Beyond it, the exponential is infinity, and infinity divided by infinity is nothing at all.
#
# The cure costs one subtraction: take the largest score off all of them first. Numerator and denominator
# shrink by the same factor, the weights stay the same, and the largest exponential is $e^0 = 1$. Either form
# passes the check today. In step 2 only the safe one will.
#
# <details><summary>Three faults of an older sheet, and why this lesson differs from it</summary>
#
# If you meet an earlier edition of this exercise: it used NumPy without importing it, so its first attention
# cell stopped with a `NameError` (the set-up cell above now imports all that you need); its softmax
# overflowed exactly as you have just seen; and its arrows and bullets had turned into letter salad. The last
# fault is worth understanding, and you will reproduce it in task 4.
#
# </details>

# %% [markdown]
# ## The whole architecture
#
# You now know the parts at the entrance. Here is the whole road with its shapes, for a batch of $B$ texts,
# $T$ tokens each, vectors of width $C$, a vocabulary of $V$ tokens and $H$ heads:
#
# | part | in → out | what it is for | you build it in |
# |---|---|---|---|
# | tokenizer | text → $(B, T)$ | ids instead of letters | step 1 |
# | token embedding | $(B, T)$ → $(B, T, C)$ | a learned vector for each id | step 5 |
# | positions | adds $(T, C)$ | where does each token stand? | steps 1 and 5 |
# | causal self-attention | $(B, T, C)$ → $(B, T, C)$ | tokens fetch from earlier tokens | step 2 |
# | several heads | $(B, H, T, C/H)$ inside | several questions at once | step 3 |
# | LayerNorm | $(B, T, C)$ → $(B, T, C)$ | keeps the numbers in a healthy range | step 4 |
# | feed-forward | $C$ → $4C$ → $C$ at each token | thinks about what was fetched | step 4 |
# | residual | $x + f(x)$ | a straight road for signal and gradient | step 4 |
# | head | $(B, T, C)$ → $(B, T, V)$ | a score for each possible next token | step 5 |
#
# Only attention moves information *between* positions. Every other part works on each position by itself. If
# you remember one sentence from this table, take that one.
#
# The eight lessons:
#
# | step | you build | what fails without it |
# |---|---|---|
# | **1** foundations | tokenizers, positions, attention by hand | a network cannot read letters |
# | **2** self-attention | softmax, mask, scaled dot products | the model peeks at the answer |
# | **3** multi-head attention | several heads in one matrix product | one question per layer only |
# | **4** the block | LayerNorm, GELU, feed-forward, residuals | deep stacks do not train |
# | **5** the complete GPT | embeddings, stack, head; GPT-2's weights loaded | there is no model yet |
# | **6** training | batches, loss, schedule, optimizer | it babbles: random weights |
# | **7** generation | temperature, top-k, top-p, a cache | it repeats itself, slowly |
# | **8** fine-tuning | instructions, masked loss, LoRA | it continues your question instead of answering |

# %% [markdown]
# ## What makes a GPT special
#
# The transformer of 2017 had two halves: an *encoder* that reads a sentence in one language, and a *decoder*
# that writes it in another. A GPT is the decoder alone, and three decisions made it what it is.
#
# **1. Causal attention.** A token never looks ahead. That seems like a handicap, and for understanding a
# finished sentence it is one. But it makes the next decision possible.
#
# **2. Next-token prediction.** No one has to label anything: every text contains its own answers. And because
# no position can see its successor, *every* position of a text is an exam question at the same time:

# %% demo
text = "the cat lay"
for length in range(1, len(text)):
    print(f"{text[:length]!r:>13}  →  {text[length]!r}")

# %% [markdown]
# One pass through the model, and each of these lines is a lesson learned. An encoder that sees the whole text
# would need one pass per blank.
#
# **3. Scale.** The same drawing, made larger, keeps getting better, and predictably so. From GPT-1 (2018, 117
# million parameters) to GPT-3 (2020, 175 billion) the plan hardly changed; the size grew fifteen-hundredfold.
# Your model will be small. Its code would serve for a large one.

# %% [markdown]
# **Quick question.** A text of 100 tokens, and nothing else, goes through a GPT once while it trains. From
# how many next-token predictions can the model learn in this one pass?
#
# *a)* 1: the token that follows the text
#
# *b)* 99: each token but the last has a known successor
#
# *c)* 100: one for each token of the text
#
# *d)* 4950: one for each pair of an earlier and a later token

# %% exercise="answer_predictions"
# answer_predictions = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predictions = "b"
### END SOLUTION

# %% check="answer_predictions" points=1
probe_choice(answer_predictions, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_predictions, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## Task 4 · Byte-pair encoding
#
# Your character tokenizer works. Why does no large model use one? Here is a short tale to find out with. It
# will also be the training text of your second tokenizer.

# %%
TALE = """\
Zoë kept the lamp at the end of the harbour. Every evening she climbed the stairs, all ninety-nine of them, and \
counted as she climbed. Every morning she climbed down again, and counted again, and the number was always the same.

One evening the number was one hundred.

Zoë stood at the top of the stairs and thought. She had counted the stairs a thousand times, and a thousand times \
there had been ninety-nine of them. So she climbed down, counting, and there were ninety-nine. She climbed up, \
counting, and there were one hundred.

"There are more stairs going up than going down," said Zoë to the lamp. The lamp said nothing, because it was a lamp.

In the morning she told the baker. "The way up is always longer than the way down," said the baker. "Did you bring \
the basket?"

She told the fisherman. "The way out is always longer than the way home," said the fisherman. "Mind the nets."

She told the teacher in the little school above the harbour. The teacher did not say that she was wrong, and the \
teacher did not say that she was right. The teacher said, "Show me."

So in the evening they climbed the stairs together, and counted together, the teacher in a low voice and Zoë in a \
high one. "Ninety-seven, ninety-eight, ninety-nine," they counted, and then they were at the top, and the lamp was \
burning, and there was nothing more to count.

"Ninety-nine," said the teacher.

"Ninety-nine," said Zoë. "But last night there were one hundred."

"Was the lamp burning when you climbed the stairs last night?" said the teacher.

"No," said Zoë. "I climb up in the dark. Then I light the lamp, and then I climb down again."

The teacher thought. "And was there anything on the stairs, in the dark, that was not there in the light?"

They looked at the lamp. Under the lamp, where it was warm, something opened one eye, and closed it again.

After that, when anyone in the harbour asked how many stairs there were, Zoë always said the same thing. "Going down, \
there are ninety-nine stairs," said Zoë. "Going up, there are ninety-nine stairs and one cat."
"""

# %% demo
words = TALE.split()
print(f"characters: {len(TALE)}   words: {len(words)}   different words: {len(set(words))}")
print(f"a window of 64 characters:  {TALE[:64]!r}")
print(f"a window of 64 words ends:  {' '.join(words[:64])[-60:]!r}")
once = [word for word in set(words) if words.count(word) == 1]
print(f"\nwords that occur only once: {len(once)} of {len(set(words))}, such as {sorted(once)[:6]}")
new = "The lamplighter counted the steps of the lighthouse".split()
print("words of a new sentence that the tale does not know:", [word for word in new if word not in words])

# %% [markdown]
# A model looks at a window of so many *tokens*. With characters, 64 tokens are a dozen words: too short to
# remember who climbed the stairs. With whole words, the window is long, but the table is full of words seen
# once, and *lamplighter* does not exist at all.
#
# **Byte-pair encoding** (BPE) takes the middle road, and finds it by counting. Begin with the smallest
# pieces. Find the pair of neighbours that occurs most often. Glue it together: it becomes a new token with a
# new id. Repeat. Common words end up as one token, rare ones as a few, and nothing is ever unknown.
#
# **Why bytes?** The smallest pieces are not characters but **bytes**: numbers from 0 to 255, the form in
# which every text is stored. UTF-8 writes an English letter as one byte, `ë` as two, a Japanese character as
# three. So 256 base tokens can spell *any* text in any script. In Python, `list("Zoë".encode("utf-8"))` gives
# the bytes, and `bytes([90, 111]).decode("utf-8")` goes back.

# %% demo
for text in "Zoë", "cat", "語":
    print(f"{text:<4} {list(text.encode('utf-8'))}")
print("\nThe bytes of 'Zoë • cat', read by somebody who thinks that they are Windows text:")
print("Zoë • cat".encode("utf-8").decode("cp1252"))

# %% [markdown]
# The last line is called *mojibake*: right bytes, wrong reading. You have seen it on web pages, in old
# e-mails and perhaps in course sheets. Bytes mean nothing until somebody says how to read them; we always say
# UTF-8.
#
# ### 4a · Count the pairs
#
# Take the ids of a text. A *pair* is two neighbours, left and right, in this order. Count them all, also
# where they overlap: in `1 1 1` the pair `(1, 1)` stands twice, at the first place and at the second.
#
# **By hand.** `banana` is the bytes 98, 97, 110, 97, 110, 97. Its five pairs, in order: `ba an na an na`. So
# `(97, 110)` and `(110, 97)` each occur twice, `(98, 97)` once.

# %% exercise="count_pairs"
def count_pairs(ids):
    """Count each pair of neighbouring ids.

    ids: list of int, of any length, also empty.
    Returns a mapping (a dict, say): (left, right) → how often right stands directly after left.
    Overlapping pairs count. A list of fewer than two ids has no pairs.

    Example: count_pairs([1, 2, 1, 2, 3]) gives {(1, 2): 2, (2, 1): 1, (2, 3): 1}.

    Steps: walk over the list together with the same list moved on by one; each two ids that
    you meet side by side are a pair; count it.
    """
    ### BEGIN SOLUTION
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return counts
    ### END SOLUTION

# %% check="count_pairs" points=1
def pairs_in(ids):
    """What count_pairs gives, as a plain dict with plain tuples as keys."""
    found = count_pairs(ids)
    if not hasattr(found, "keys"):
        return found
    return {tuple(pair) if isinstance(pair, tuple) else pair: found[pair] for pair in found.keys()}


probe(pairs_in([0, 7, 7, 7, 0, 7, 300, 0, 7, 2]), "the pairs of 0 7 7 7 0 7 300 0 7 2")
probe(pairs_in([1, 1, 1]), "the pairs of 1 1 1, which overlap")
probe([pairs_in([]), pairs_in([5])], "no ids, and a single one")
### BEGIN HIDDEN TESTS
ids = [256, 0, 256, 3, 0, 256, 0, 0, 0, 0, 513, 512, 1, 768]
probe(pairs_in(ids), "a longer list with ids above 255")
check_equal(ids, [256, 0, 256, 3, 0, 256, 0, 0, 0, 0, 513, 512, 1, 768], "count_pairs must not change its argument")
probe(pairs_in([8, 9]), "two ids")
probe(pairs_in([1, 2, 1, 2, 3]), "a second call must not remember the first")
probe(pairs_in([2, 0, 1, 2, 0, 0, 2, 2]), "ids of 0, 1 and 2")
probe(pairs_in([11, 2, 1, 22, 1, 2, 1500, 2, 500, 40_000, 70_000]), "ids that begin alike, and large ones")
### END HIDDEN TESTS

# %% [markdown]
# ### 4b · Merge a pair
#
# Go through the ids from left to right. Where the pair stands, write the new id and step over *both* old
# ones. Otherwise copy the id and take one step.
#
# **By hand.** Merge `(97, 110)` in `banana` into 256: 98, **97, 110**, **97, 110**, 97 becomes 98, 256, 256,
# 97. And merging `(1, 1)` in `1 1 1` into 9 gives `9 1`: the middle one is used up by the first match.

# %% exercise="merge"
def merge(ids, pair, new_id):
    """Replace each occurrence of a pair by one new id.

    ids: list of int. pair: (left, right). new_id: int.
    Returns a new list; ids itself stays as it is.
    Left to right; matches do not overlap.

    Example: merge([1, 1, 1], (1, 1), 9) gives [9, 1].
    Example: merge([5, 1, 2, 3, 1, 2], (1, 2), 9) gives [5, 9, 3, 9].

    Steps: keep a place in the list, from the start, and an empty list for the result. If the
    id here and the one after it are the pair, write the new id and move on by two; if not,
    copy the id and move on by one. Mind the last id: nothing stands after it.
    """
    ### BEGIN SOLUTION
    merged, place = [], 0
    while place < len(ids):
        if place + 1 < len(ids) and (ids[place], ids[place + 1]) == tuple(pair):
            merged.append(new_id)
            place += 2
        else:
            merged.append(ids[place])
            place += 1
    return merged
    ### END SOLUTION

# %% check="merge" points=2
ids = [3, 1, 2, 2, 1, 1, 2, 1, 2, 4, 12, 11, 2, 1, 22, 0, 300, 2, 1]
probe(merge(ids, (1, 2), 256), "merging (1, 2) into 256 in a list of nineteen")
check_equal(ids, [3, 1, 2, 2, 1, 1, 2, 1, 2, 4, 12, 11, 2, 1, 22, 0, 300, 2, 1], "merge must not change its argument")
probe(merge([1, 1, 1], (1, 1), 9), "merging (1, 1) into 9 in 1 1 1")
check_true(isinstance(merge([1, 2], (1, 2), 9), list), "the result is a list")
probe([merge([], (1, 2), 9), merge([1], (1, 1), 9)], "no ids, and a single one")
### BEGIN HIDDEN TESTS
probe(merge([7, 7, 7, 7, 0, 7, 7, 7, 7, 7], (7, 7), 400), "runs of the same id")
probe(merge([300, 5, 256, 300, 256, 256, 300, 256], (300, 256), 301), "ids above 255, a match at the end")
probe(merge([0, 0, 5, 0], (0, 5), 6), "the id 0 in the pair")
ids = [4, 5, 6]
merged = merge(ids, (6, 5), 9)
probe(merged, "a pair that does not occur in this order")
check_true(merged is not ids, "merge gives a new list, also when there is nothing to merge")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The tale's first words as bytes (`ë` is two of them, 195 and 171), and the same
# after one merge of the most frequent pair: each place where it stood is one number shorter.

# %% demo
ids = list(TALE[:24].encode("utf-8"))
counts = count_pairs(ids)
pair = max(counts, key=counts.get)
print("text  ", repr(TALE[:24]))
print("before", ids)
print(f"pair   {pair} = {bytes(pair)}, {counts[pair]} times")
print("after ", merge(ids, pair, 256))

# %% [markdown]
# ### Catch the bug
#
# Until now the checks judged your code. Now you write the check: a function `tests_merge(candidate)` that gets
# *somebody's* `merge` and says whether it does what the docstring of `merge` promises. You cannot read the
# candidate's code; you can only call it. So it is with most of what you will ever use, and so it is in any
# experiment.
#
# One example that comes out right shows little: a `merge` that loses the last id does very well on `banana` with
# the pair `(110, 97)`. What scientists do instead:
#
# - **Known values.** Inputs small enough to work out by hand, on paper, before you run anything. Choose those at
#   which a hurried author stumbles: nothing at all, a single id, a run of equal ids, a match at the very end.
# - **Properties.** What holds for *every* input, so that you need not know the answer. Here: write the pair back
#   in place of each new id, and the old list must come out. A property seldom tells everything; does this one hold
#   for a `merge` that never merges?
# - **Invariance.** What must *not* change. The list that the candidate was given is such a thing; the ids far away
#   from a match are another.
# - **Lopsided inputs.** If both ids of your pair are equal, no test can tell left from right. If all your matches
#   begin at even places, nobody sees that odd ones are missed. Make everything different that may be different.
#
# There are two ways to fail. A test that is **too weak** lets a bug through. A test that is **too strict** refuses
# an author who did nothing wrong, only something else than you: it demands what the contract leaves open.
#
# The folded cell below brings three candidates, `candidate_a`, `candidate_b` and `candidate_c`. At least one is
# right and at least one is wrong. Try them in a cell of your own.

# %% candidates="merge"
visible = ["right skip_flag", "wrong right_to_left", "wrong mutates"]
left_out = {"right str_replace": "its ids end at 1,114,111, where characters end; the contract has no such limit"}
base = "right while"

def crashes(ids, pair, new_id):
    raise ValueError("no")

def zeros(ids, pair, new_id):
    return [0] * len(right(list(ids), pair, new_id))

def always_the_same(ids, pair, new_id):
    return [new_id, 0, new_id, 0, new_id]

def in_order(ids, pair, new_id):
    return sorted(right(list(ids), pair, new_id))

def adds_new_id(ids, pair, new_id):
    return list(ids) + [new_id] * (len(right(list(ids), pair, new_id)) < len(ids))

def never_merges(ids, pair, new_id):
    return list(ids)

def merges_at_the_start(ids, pair, new_id):
    found = tuple(ids[:2]) == tuple(pair)
    return [new_id] + list(ids[2:]) if found else list(ids)

def merges_one(ids, pair, new_id):
    for i in range(len(ids)):
        if tuple(ids[i:i + 2]) == tuple(pair):
            return list(ids[:i]) + [new_id] + list(ids[i + 2:])
    return list(ids)

def no_empty_list(ids, pair, new_id):
    return right(list(ids), pair, new_id) if ids else None

def overlaps(ids, pair, new_id):
    merged = []
    for place, own in enumerate(ids):
        if tuple(ids[place:place + 2]) == tuple(pair):
            merged.append(new_id)
        elif place == 0 or tuple(ids[place - 1:place + 1]) != tuple(pair):
            merged.append(own)
    return merged

def gives_a_tuple(ids, pair, new_id):
    return tuple(right(list(ids), pair, new_id))

# %% exercise="tests_merge"
def tests_merge(candidate):
    """Is `candidate` a right `merge`?

    candidate: a function that is called as merge is: candidate(ids, pair, new_id).
    Returns True when it keeps the contract of merge, and False when it does not. When the candidate raises an
    error, you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_merge(lambda ids, pair, new_id: list(ids)) gives False, for this one never merges.
    """
    ### BEGIN SOLUTION
    by_hand = [
        ([], (1, 2), 9, []),
        ([1], (1, 1), 9, [1]),
        ([1, 2], (1, 2), 9, [9]),
        ([4, 5, 6], (6, 5), 9, [4, 5, 6]),
        ([1, 1, 1], (1, 1), 9, [9, 1]),
        ([7, 7, 7, 7, 0, 7, 7, 7], (7, 7), 400, [400, 400, 0, 400, 7]),
        ([5, 1, 2, 3, 1, 2], (1, 2), 9, [5, 9, 3, 9]),
        ([2, 1, 1, 2, 2, 4, 11, 2, 1, 22, 0, 1, 2, 1], (1, 2), 300, [2, 1, 300, 2, 4, 11, 2, 1, 22, 0, 300, 1]),
        ([300, 5, 256, 300, 256, 300, 256, 256], (300, 256), 301, [300, 5, 256, 301, 301, 256]),
        ([0, 0, 5, 0], (0, 5), 6, [0, 6, 0]),
    ]
    for ids, pair, new_id, expected in by_hand:
        given = [int(str(i)) for i in ids]  # numbers made just now: equal to those of the pair, and not the same objects
        merged = candidate(given, pair, new_id)
        if not isinstance(merged, list) or merged != expected or merged is given or given != ids:
            return False
    return True
    ### END SOLUTION

# %% check="tests_merge" points=2
catch_bugs(tests_merge)
### BEGIN HIDDEN TESTS
catch_bugs(tests_merge, share=2 / 3)
### END HIDDEN TESTS

# %% [markdown]
# ### 4c · Train
#
# Training is the loop: count, choose, merge, again. What it leaves behind is the list of merges in the order
# in which they were learned, and that list *is* the tokenizer.
#
# Four rules fix the result, so that your tokenizer and everybody else's agree to the last id:
#
# 1. Begin with the UTF-8 bytes, ids 0 to 255. The first merge makes id 256, the next 257, and so on.
# 2. In each round, count anew and merge the **most frequent** pair.
# 3. On a **tie**, take the pair that occurs *first* in the ids as they stand in that round.
# 4. A pair that occurs once is merged too. Stop early only when no pair is left, which means that a single
#    id, or none, remains.
#
# **By hand**, on `banana`:
#
# | round | ids | pairs | merged |
# |---|---|---|---|
# | 1 | `b a n a n a` | `ba` 1, `an` 2, `na` 2: a tie, `an` stands first | `an` → 256 |
# | 2 | `b an an a` | all once: the first one | `b an` → 257 |
# | 3 | `ban an a` | all once | `ban an` → 258 |
# | 4 | `banan a` | once | `banan a` → 259 |
# | 5 | `banana` | none left | stop |
#
# <details><summary>Hint: the tie</summary>
#
# The order of the counts must not decide: it may be the order in which pairs were first counted, or not,
# depending on how you count. Go by the ids instead: walk over the neighbours from left to right and stop at
# the first pair whose count is the largest one. Python's `max` helps, because among equals it returns the one
# it met first.
#
# </details>
#
# <details><summary>Hint: my first merges are right and later ones are not</summary>
#
# The counts must be made anew in every round, from the ids *after* the last merge. A merge removes pairs (the
# `n a` in `an a`) and creates new ones.
#
# </details>

# %% exercise="train_bpe"
def train_bpe(text, num_merges):
    """Learn the merges of a byte-level BPE tokenizer.

    text: str. num_merges: int, how many merges to learn at most.
    Returns a dict (left, right) → new id, in the order of learning; the new ids are 256, 257, …
    Most frequent pair first; on a tie the pair that occurs first in the ids as they stand;
    pairs seen once are merged too; stops early when there is no pair left.

    Example: train_bpe("banana", 2) gives {(97, 110): 256, (98, 256): 257}.

    Steps: the bytes of the text as a list of ints. Then, num_merges times: count the pairs;
    stop if there are none; find the largest count; find the first pair in the ids that has it;
    give it the next id, note it down, and merge it in the ids.
    """
    ### BEGIN SOLUTION
    ids, merges = list(text.encode("utf-8")), {}
    for new_id in range(256, 256 + num_merges):
        if len(ids) < 2:
            break
        counts = count_pairs(ids)
        best = max(zip(ids, ids[1:]), key=counts.__getitem__)  # of several largest, max keeps the first
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges
    ### END SOLUTION

# %% check="train_bpe" points=4
probe(dict(train_bpe("hmmm, zoë hums: hmmm, zoë!", 12)), "twelve merges of 'hmmm, zoë hums: hmmm, zoë!'")
probe(list(train_bpe("banana", 3).items()), "three merges of 'banana', in order of learning")
probe(list(train_bpe("abc", 10).items()), "a text with room for two merges only")
nothing = [train_bpe("", 5), train_bpe("x", 5), train_bpe("xyxy", 0)]
probe([dict(merges) for merges in nothing], "no text, one byte, and no merges asked for")
### BEGIN HIDDEN TESTS
probe(list(train_bpe(TALE[:600], 40).items()), "forty merges on the beginning of the tale")
probe(list(train_bpe("aaaaaaaaaaa", 9).items()), "a run of one letter")
probe(list(train_bpe("HIHI hihi\n\n  HI \n\n語語", 30).items()), "capitals, blanks, new lines and Japanese")
probe(list(train_bpe("bdbcdcabdbacacadcb", 8).items()), "many ties")
probe(list(train_bpe("aaabcbc cadaccbcdaca", 8).items()), "ties between pairs that overlap and pairs that do not")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** How often each merged pair occurred at the moment when it was merged.

# %% demo
merges = train_bpe(TALE, 300)
ids, occurrences = list(TALE.encode("utf-8")), []
for pair, new_id in merges.items():
    occurrences.append(count_pairs(ids)[pair])
    ids = merge(ids, pair, new_id)

figure, ax = plt.subplots(figsize=(9.5, 3.4))
ax.semilogy(range(1, len(occurrences) + 1), occurrences, color=BLUE, lw=2)
for place in (1, 20, 100, 240):
    ax.plot(place, occurrences[place - 1], "o", color=ORANGE, mec="black", zorder=3)
    ax.annotate(f"{occurrences[place - 1]} times", (place, occurrences[place - 1]), (6, 6), textcoords="offset points")
once = occurrences.index(1)
ax.axvspan(once, len(occurrences), color="#E3E7EB", zorder=0)
ax.text(once + 2, 30, "only pairs\nseen once", fontsize=9)
ax.set(xlabel="merge number", ylabel="occurrences (log scale)", title="Each merge is worth less than the one before",
       yticks=[1, 3, 10, 30, 100], yticklabels=[1, 3, 10, 30, 100], xlim=(-4, 302))
plt.show()
print("the first merges:", list(merges.items())[:4], "…")

# %% [markdown]
# **What to notice.** A handful of merges does most of the work, and then comes a long tail. From merge 263
# on, every pair of the tale occurs just once: the tie rule decides alone, and nothing is learned from it.
# Below we stop at 240. Real tokenizers are trained on so much text that they never come near the grey zone.

# %% [markdown]
# ### 4d · Encode
#
# Now use the merges on a text that was not trained on. The rule is: **of all learned merges that are present,
# always apply the one that was learned earliest**. Not the longest, not the most frequent, not the leftmost.
# In this way a word is cut the same way as in training.
#
# **By hand.** The first three merges of `banana` were `a n` → 256, `b an` → 257 and `ban an` → 258. Encode
# `bandana`:
#
# | apply | ids | in letters |
# |---|---|---|
# | (bytes) | 98 97 110 100 97 110 97 | `b a n d a n a` |
# | 256 | 98 256 100 256 97 | `b an d an a` |
# | 257 | 257 100 256 97 | `ban d an a` |
# | 258 | not present: done | |
#
# Seven bytes, four tokens.

# %% exercise="bpe_encode"
def bpe_encode(text, merges):
    """Turn text into token ids with learned merges.

    text: str. merges: dict (left, right) → new id, in order of learning, as from train_bpe.
    Returns a list of int. Always applies the earliest learned merge that is present, until
    none is. merges stays as it is.

    Example: bpe_encode("bandana", {(97, 110): 256, (98, 256): 257, (257, 256): 258})
    gives [257, 100, 256, 97].

    Steps: the bytes of the text as a list of ints. As long as some pair of neighbours has
    been learned: choose the one with the smallest new id, and merge it.
    """
    ### BEGIN SOLUTION
    ids = list(text.encode("utf-8"))
    while True:
        learned = [pair for pair in zip(ids, ids[1:]) if pair in merges]
        if not learned:
            return ids
        earliest = min(learned, key=merges.__getitem__)
        ids = merge(ids, earliest, merges[earliest])
    ### END SOLUTION

# %% check="bpe_encode" points=3
learned = {(98, 99): 256, (97, 98): 257, (97, 256): 258, (99, 100): 259, (257, 259): 260, (258, 258): 261,
           (32, 97): 262}
before = list(learned.items())
probe(bpe_encode("abcd ab cd abcabcabc bcdab", learned), "a text in which merges compete")
probe(bpe_encode("bandana", {(97, 110): 256, (98, 256): 257, (257, 256): 258}), "'bandana' with the merges of 'banana'")
probe([bpe_encode("", learned), bpe_encode("a", learned), bpe_encode("aë", {})], "no text, one byte, no merges")
### BEGIN HIDDEN TESTS
other = {(101, 114): 256, (116, 104): 257, (257, 101): 258, (257, 256): 259, (111, 259): 260}
probe(bpe_encode("there, the other", other), "'there, the other'")
other = {(195, 171): 256, (32, 232): 257, (170, 158): 258, (256, 256): 259}
probe(bpe_encode("ëëë 語é", other), "accents and Japanese")
probe(bpe_encode("aaaaaaa", {(97, 97): 256, (256, 256): 257, (257, 256): 258}), "a run of one letter")
other = {(122, 121): 256, (121, 122): 257, (120, 257): 258, (120, 121): 259, (259, 122): 260}
probe(bpe_encode("xyzzy xyz", other), "merges that can no longer happen")
check_equal(list(learned.items()), before, "bpe_encode must not change the merges")
probe([bpe_encode("ab", learned), bpe_encode("xyzzy xyz", learned)], "two letters that are merged; a text that came before, with other merges")
probe(bpe_encode("a b a b ", {(97, 32): 256, (98, 32): 257, (256, 257): 258}), "merges that end in a blank and go on behind it")
probe(len(bpe_encode("ab" * 1100, {(97, 98): 256})), "how many tokens 2,200 letters become with one merge")
### END HIDDEN TESTS

# %% [markdown]
# ### 4e · Decode
#
# The way back is simpler: write out the bytes of each token, in order, and read the whole as UTF-8.
#
# One trap. A token may end in the middle of a character: `ë` is two bytes, and they may sit in two tokens. So
# collect *all* bytes first and decode once. And while a model is still writing, its last character may be
# half finished, or it may write bytes that are no text at all. Decoding must not fall over then:
# `errors="replace"` puts a sign of its own, U+FFFD, a question mark in a black diamond, in place of what
# cannot be read.
#
# **By hand.** With the merges of `banana`: 258 is 257 and 256, that is `ban` and `an`. So `[258, 97]` is
# `banana`. And `[90, 195]` is `Z` followed by half a character: `Z` and a black diamond.

# %% exercise="bpe_decode"
def bpe_decode(ids, merges):
    """Turn token ids back into text.

    ids: list of int. merges: dict (left, right) → new id, in order of learning.
    Returns a str. Bytes that are not valid UTF-8 are replaced (errors="replace"); this
    function never raises because of them. ids and merges stay as they are.

    Example: bpe_decode([258, 97], {(97, 110): 256, (98, 256): 257, (257, 256): 258})
    gives "banana".

    Steps: a table from each id to its bytes: the first 256 are single bytes; each merge, in
    order, joins the bytes of its two parts. Then join the bytes of all ids and decode once.
    """
    ### BEGIN SOLUTION
    pieces = {index: bytes([index]) for index in range(256)}
    for (left, right), new_id in merges.items():
        pieces[new_id] = pieces[left] + pieces[right]
    return b"".join(pieces[index] for index in ids).decode("utf-8", errors="replace")
    ### END SOLUTION

# %% check="bpe_decode" points=2
learned = {(97, 110): 256, (98, 256): 257, (257, 256): 258, (258, 97): 259, (195, 171): 260, (259, 195): 261}
before = list(learned.items())
ids = [259, 32, 257, 100, 256, 97, 260, 33, 261, 171]
probe(bpe_decode(ids, learned), "ten tokens, one of which ends inside a character")
probe(bpe_decode([90, 195], learned), "a text that ends with half a character")
probe(bpe_decode([], learned), "no ids")
### BEGIN HIDDEN TESTS
ids = [32, 256, 257, 226, 130, 172, 10, 32]
probe(bpe_decode(ids, {(232, 170): 256, (256, 158): 257}), "Japanese, a currency sign, blanks at both ends")
check_equal(ids, [32, 256, 257, 226, 130, 172, 10, 32], "bpe_decode must not change the ids")
probe(bpe_decode([255, 97, 171, 98], {}), "bytes that are no text")
deep = {(195, 171): 256, (256, 256): 257, (257, 257): 258, (32, 258): 259, (259, 33): 260, (260, 260): 261}
probe(bpe_decode([261, 260, 97], deep), "merges of merges of merges")
check_equal(list(learned.items()), before, "bpe_decode must not change the merges")
probe(bpe_decode([239, 187, 191, 97, 13, 10, 0, 98, 13], {}), "a byte order mark, carriage returns and a zero byte: all are kept")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** First, what your merges stand for, now that you can spell them out.

# %% demo
merges = train_bpe(TALE, 240)
for title, some in [("first 24", list(merges.values())[:24]), ("last 12", list(merges.values())[-12:])]:
    spelled = [bpe_decode([index], merges).replace(" ", "␣").replace("\n", "↵") for index in some]
    print(f"{title} merges:\n  " + "  |  ".join(spelled) + "\n")

# %% [markdown]
# **What to notice.** First come letters that go together anywhere in English (`e␣`, `th`). The last are words
# and phrases of *this* tale. A tokenizer is a portrait of the text it was trained on. Nobody told it about
# words; it found `␣the␣` by counting.
#
# Next, a sentence that the tale does not contain, cut by more and more of your merges. Each box is one token.

# %% demo
merges = train_bpe(TALE, 240)
sentence = "Zoë counted the lamps in the harbour, and the cat said nothing."

figure, axes = plt.subplots(4, 1, figsize=(11, 3.7))
for ax, number in zip(axes, [0, 20, 100, 240]):
    some = dict(list(merges.items())[:number])
    ids, start = bpe_encode(sentence, some), 0
    for count, index in enumerate(ids):
        piece = bpe_decode([index], some)
        shade = ["#CFE1F2", "#F6D58A"][count % 2]
        ax.add_patch(plt.Rectangle((start + 0.06, 0), len(piece) - 0.12, 1, facecolor=shade, edgecolor="#39424A"))
        for offset, character in enumerate(piece.replace(" ", "␣")):
            ax.text(start + offset + 0.5, 0.47, character, ha="center", va="center", fontsize=11, family="monospace")
        start += len(piece)
    ax.set(xlim=(0, len(sentence) + 1), ylim=(-0.05, 1.05))
    ax.set_title(f"{number} merges: {len(ids)} tokens", fontsize=10, loc="left", pad=3)
    ax.axis("off")
plt.tight_layout()
plt.show()
assert bpe_decode(bpe_encode(sentence, merges), merges) == sentence
print("there and back: the same text")

# %% [markdown]
# In the top rows, the two black diamonds are the two bytes of `ë`, each a token of its own: decoded alone,
# neither is a character. That is the trap of 4e. Some merges later they are one.
#
# This is also why a large model finds it hard to count the letters of a word. It never sees letters. It sees
# one id for `harbour`, and has to remember how that is spelled.

# %% demo
unseen = ("The keeper opened the door of the old school and climbed down to the nets. In the dark something was "
          "counting, in a low voice, and the number was not the same.")
python = ("def area(shape):\n    total = 0\n    for x, y in shape.corners:\n        total += x * y\n"
          "    return abs(total) / 2\n")
japanese = "ゾエは港のはずれで灯をまもっていた。毎晩、階段をのぼりながら数をかぞえた。"
texts = [("the tale itself", TALE, "-", BLUE), ("another English text", unseen, "--", ORANGE),
         ("Python code", python, "-.", GREEN), ("Japanese", japanese, ":", "black")]

numbers = [0, 5, 10, 20, 40, 80, 160, 240]
figure, ax = plt.subplots(figsize=(9.5, 4.2))
for name, text, style, colour in texts:
    per_token = [len(text) / len(bpe_encode(text, dict(list(merges.items())[:number]))) for number in numbers]
    ax.plot(numbers, per_token, style, color=colour, marker="o", ms=4, lw=2, label=f"{name}: {per_token[-1]:.2f}")
ax.axhline(1, color=GREY, lw=1)
ax.text(240, 1.04, "one token per character", ha="right", va="bottom", fontsize=9, color="#39424A")
ax.set(xlabel="merges learned on the tale", ylabel="characters per token", title="How much a token carries",
       ylim=(0, None))
ax.legend(title="characters per token at 240 merges", fontsize=9, title_fontsize=9)
plt.show()

# %% [markdown]
# **What to notice.** Three things.
#
# - On the unseen English text the first merges help most, then the curve bends: each further merge is rarer
#   than the one before.
# - The tale itself goes on gaining, and that is a warning: the tokenizer is learning its training text by
#   heart. Measure on text it has not seen.
# - Japanese stays at a third: *three tokens for one character*, because no Japanese pair was ever counted.
#   The same happens in the large: a language that is rare in the training text pays more tokens for the same
#   content, so it costs more and fits less into the window.

# %% [markdown]
# **Quick question.** A tokenizer has learned three merges, in this order: `e r`, then `t h`, then `th e`.
# Into which tokens does it cut `there`? (Work it out with pen and paper.)
#
# *a)* `the` `r` `e`
#
# *b)* `th` `e` `r` `e`
#
# *c)* `there`
#
# *d)* `th` `er` `e`

# %% exercise="answer_there"
# answer_there = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_there = "d"
### END SOLUTION

# %% check="answer_there" points=1
probe_choice(answer_there, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_there, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## What you have built
#
# - A character tokenizer: `build_vocabulary`, `encode`, `decode`. Step 6 trains your GPT with one like it.
# - `positional_encoding`: marks whose dot products depend on distance only.
# - `simple_attention`: scores, softmax, mixture. Three lines, and the heart of all of it.
# - A byte-level BPE tokenizer of the very kind that the large models use, trained, encoding and decoding.
#
# **Where the real ones differ**
#
# | | you | GPT-2 | GPT-4 | LLaMA |
# |---|---|---|---|---|
# | tokens | 256 + 240 | 50,257 | about 100,000 | 32,000 at first, 128,256 since LLaMA 3 |
# | before merging | nothing: merges may cross blanks | text is cut at words and punctuation first, so that no merge crosses them | the same, with finer rules (digits in groups of three) | the same in LLaMA 3 |
# | positions | sine and cosine, added | a learned table of 1024 rows, added | not published | *rotary*: queries and keys are turned by an angle that grows with the position |
# | attention | one query at a time | all at once, causal, 12 heads in the small model | not published | the same, in newer ones with keys and values shared by groups of heads |
#
# Rotary positions are your clock hands again. Instead of being added to the vector, they turn it, and the dot
# product then depends on the distance by the same $\cos(a - b)$.
#
# GPT-2's 50,257 is a sum that you can now read: 256 bytes, 50,000 merges, and one special token that marks
# the end of a text.
#
# **What comes next.** In step 2, every token asks at the same time: the loop over queries becomes one matrix
# product, the triangle becomes a mask, the softmax becomes safe, and queries, keys and values are *learned*.
#
# **Three sources worth reading**
#
# - Vaswani and others, *Attention Is All You Need* (2017),
#   [arXiv:1706.03762](https://arxiv.org/abs/1706.03762). Sections 3.2.1 and 3.5 are your tasks 3 and 2.
# - Radford and others, *Language Models are Unsupervised Multitask Learners* (2019), the GPT-2 paper. Section
#   2.2 says why bytes.
# - Andrej Karpathy's [minbpe](https://github.com/karpathy/minbpe): byte-pair encoding in small files. Read it
#   after task 4: you will understand every line.
