# %% [markdown]
# # Step 1 · Understanding Transformers and the GPT architecture
#
# You give a GPT the start of a text. It answers with one thing only: how likely each possible next piece of
# text is. Everything else, from chat to code to translation, is that answer asked again and again.
#
# In eight lessons you build such a model from an empty file. In this first one you write, and test:
#
# - a **character tokenizer**: text to numbers and back;
# - **positional encodings**: how a model that reads everything at once knows what came first;
# - **attention**, small enough to check with a pocket calculator;
# - **byte-pair encoding**: the kind of tokenizer that today's large models use, trained by you.
#
# **How long.** About two and a half hours, half of them for task 4, which can wait until tomorrow.
#
# **What you need.** You can write a Python function, you know lists and dictionaries, and you have seen a
# matrix product. No machine learning, and no GPU.
#
# **The price of skipping ahead.** Nothing breaks: a later lesson brings a solved copy of what it needs. But
# step 2 builds on the attention that you work out by hand here, and is much harder without it. If you are
# short of time, skip task 4, not task 3.
#
# **How it works.** Run the cells from top to bottom (Shift + Enter). Where you read `YOUR CODE HERE`, write
# your answer, then run the check below it. Above each exercise there are hints to unfold; try without them
# first.

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
# every token fetch what it needs from earlier tokens. At the end, the **head** turns each vector into one
# probability for each possible next token. The three loops are what one does *with* the model.
#
# ## What a GPT is
#
# A *generative pre-trained transformer*. **Generative**: it produces text, one token after the other.
# **Pre-trained**: it first learns from a large amount of ordinary text, by guessing the next token; special
# skills come later and need far less data. **Transformer**: the kind of network, presented in 2017.
#
# | name | what it is | how it relates to what you build |
# |---|---|---|
# | **GPT-2** (2019) | 124 million to 1.5 billion parameters, open weights | step 5 rebuilds the small one, so that its weights can be loaded into *your* code |
# | **GPT-3** (2020) | nearly the same design, 175 billion parameters | size alone brought something new: tasks solved from a few examples in the prompt |
# | **ChatGPT** (2022) | a *product*: a GPT, fine-tuned to follow instructions, then on what people preferred | step 8 does the first half, in small |
# | **Llama 3.1** (2024), **DeepSeek-V3** (2024), **Qwen3** (2025), **gpt-oss** (2025) | open weights | the same plan with some parts exchanged; each lesson's closing says which |

# %% [markdown]
# ## Why not a recurrent network?
#
# Before 2017, text was mostly read by **recurrent neural networks** (RNNs): one token at a time, keeping a
# *state*, a vector of fixed size that stands for everything read so far:
#
# $$h_t = \tanh(W h_{t-1} + A x_t)$$
#
# with $h_t: (S,)$, $W: (S, S)$, $x_t: (C,)$ and $A: (S, C)$.
#
# Two things hurt.
#
# 1. **The state has a fixed size.** Ten words or ten thousand, all must fit into the same $S$ numbers.
# 2. **The path is long.** News from $k$ steps ago passes through $k$ multiplications and fades, and so does
#    the gradient that should teach the network to remember it. And since step $t$ needs step $t-1$, a GPU
#    with ten thousand cores has to wait.
#
# The next cell runs small RNNs over random symbols (ten different ones) and asks: *which symbol did you read
# $k$ steps ago?* The recurrent weights are random; only the read-out is fitted, by least squares. Guessing
# scores 10 %. Beside them it runs attention (task 3), whose query asks for the place $k$ steps back.

# %% demo folded="Experiment: what is left of the past, in two RNNs and in attention"
rng = np.random.default_rng(0)
n_symbols, n_steps, furthest = 10, 3000, 20
symbols = rng.integers(n_symbols, size=n_steps)
one_hot = np.eye(n_symbols)[symbols]                          # (n_steps, 10)
half = n_steps // 2
past = [np.roll(one_hot, k, axis=0) for k in range(furthest)]  # the input of k steps ago

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8))
recalled, influences = {}, {}


def show(name, colour, style, guesses, influence):
    """Draw how many symbols were recalled, and what is left of a nudge, by steps back."""
    recall = [100 * (guesses[:, k] == np.roll(symbols, k)[half:]).mean() for k in range(furthest)]
    left.plot(range(furthest), recall, style, color=colour, ms=4, label=name)
    right.semilogy(range(furthest), influence, style, color=colour, ms=4, label=name)
    recalled[name], influences[name] = np.array(recall), np.array(influence)


for size, colour, style in [(16, ORANGE, "o--"), (64, BLUE, "s-")]:
    W = 0.95 * rng.normal(size=(size, size)) / np.sqrt(size)
    A = rng.normal(size=(size, n_symbols))
    states, state = np.zeros((n_steps, size)), np.zeros(size)
    for t in range(n_steps):
        state = np.tanh(W @ state + A @ one_hot[t])
        states[t] = state
    # Recall: fit a read-out on the first half, score it on the second.
    readout = np.linalg.lstsq(states[furthest:half], np.hstack(past)[furthest:half], rcond=None)[0]
    guesses = (states[half:] @ readout).reshape(half, furthest, n_symbols).argmax(-1)
    # Influence: how strongly does a nudge to the state show k steps later?
    jacobian, influence = np.eye(size), []
    for k in range(furthest):
        influence.append(np.linalg.norm(jacobian, 2))
        jacobian = (1 - states[1000 + k] ** 2)[:, None] * W @ jacobian
    show(f"RNN, state of {size} numbers", colour, style, guesses, influence)

# Attention: for "k back", the place k back scores 12 and every other place 0.
weights = np.exp(12 * np.eye(furthest))
weights /= weights.sum(axis=1, keepdims=True)                 # (k, places back)
mixture = np.einsum("kp,pts->tks", weights, np.array(past))   # (n_steps, k, 10)
show("attention", GREEN, "^-.", mixture[half:].argmax(-1), np.diag(weights))

left.axhline(10, color=GREY, lw=1, ls=":", label="guessing")
left.set(xlabel="steps back, k", ylabel="symbols recalled (%)", title="What is left of a symbol",
         ylim=(0, 108), xticks=range(0, furthest, 2))
left.legend(fontsize=8.5, loc="center right")
right.set(xlabel="steps back, k", ylabel="influence of a nudge (log scale)", title="What is left of a gradient",
          xticks=range(0, furthest, 2))
right.legend(fontsize=8.5, loc="lower left")
plt.tight_layout()
plt.show()

small, large, looked_up = recalled
reach = {name: int((recalled[name] >= 50).sum()) - 1 for name in recalled}  # the last k with half of them right
notice(
    [0 < reach[large] - reach[small] < 5, recalled[looked_up].min() > 99,
     influences[small][-1] < 0.1, influences[large][-1] < 0.1, influences[looked_up].min() > 0.99],
    f"the small state recalls at least half of the symbols up to k = {reach[small]}, four times the state up to "
    f"k = {reach[large]}. On the right, an RNN's influence falls along a nearly straight line on a log scale: at each "
    "step by about the same factor. Attention needs one look, whatever the distance, and loses nothing on the way.",
    f"half of the symbols were recalled up to {reach}, and the influence after {furthest} steps was "
    f"{ {name: float(round(values[-1], 3)) for name, values in influences.items()} }; other random numbers were drawn.")

# %% [markdown]
# Trained RNNs, and above all LSTMs with their gates, do better than these random ones, but the limit stays.
#
# A **transformer** throws the state away. It keeps *every* position and lets each one look directly at the
# others; while training, all positions are computed at the same time. The price: $T$ positions make
# $T \times T$ looks, so a text twice as long costs four times as much attention; and nothing tells the model
# what came first (task 2).

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
# are there. The list of them is the **vocabulary**, its size is $V$, a character's number is its **id**, and
# turning text into ids is **encoding**.
#
# **By hand.** The text `banana` has three different characters. Sorted: `a`, `b`, `n`. So `a` gets 0, `b`
# gets 1, `n` gets 2, and `banana` becomes 1 0 2 0 2 0.
#
# Why sorted? Because a set of characters has another order in each Python session, and a model that was
# trained on yesterday's numbers would read gibberish today.
#
# ### Exercise: `build_vocabulary`
#
# <details><summary>Hint 1: where to start</summary>
#
# Python's `set` keeps each character once, and `sorted` makes a list in order of anything it is given.
#
# </details>
#
# <details><summary>Hint 2: two dictionaries</summary>
#
# `enumerate` hands you each character together with its number. Use these pairs twice: once with the
# character as the key, once with the number.
#
# </details>

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
    """
    ### BEGIN SOLUTION
    characters = sorted(set(text))
    char_to_idx = {character: index for index, character in enumerate(characters)}
    idx_to_char = {index: character for index, character in enumerate(characters)}
    return char_to_idx, idx_to_char
    ### END SOLUTION

# %% check="build_vocabulary" points=1 folded="Check: build_vocabulary"
def order_of(to_id, text):
    """In which order the ids number the characters of a text, in words."""
    found, order = sorted(set(text), key=lambda c: to_id[c]), sorted(set(text))
    known = {
        "sorted": order,
        "sorted from the last to the first": order[::-1],
        "as they first appear in the text": list(dict.fromkeys(text)),
        "as they last appear in the text": list(dict.fromkeys(text[::-1]))[::-1],
        "sorted, but small and capital letters alike": sorted(order, key=str.lower),
        "the most frequent first": sorted(order, key=lambda c: -text.count(c)),
    }
    return next((words for words, characters in known.items() if characters == found), "in no order that stays")


to_id, to_char = build_vocabulary("b")
check_true(to_id["b"] >= 0, "the first result gives a number for a character")
for text in ("b", "banana", "Banana", "b,an", "b an", "ban\n"):
    to_id, to_char = build_vocabulary(text)
    probe([to_char[to_id[c]] for c in text], f"from character to id and back, {text!r}")
text = "Hello, hello world!\n"
to_id, to_char = build_vocabulary(text)
probe(order_of(to_id, text), f"the order of the characters, {text!r}")
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
text = " \n" + "".join(chr(32 + 7 * i % 300) for i in range(300))
to_id, to_char = build_vocabulary(text)
probe([[to_id[c] for c in text], len(to_id), len(to_char)], "some three hundred different characters")
### END HIDDEN TESTS

# %% [markdown]
# Now the way there. One rule matters more than it seems: a character that is not in the vocabulary must raise
# a `KeyError`. A tokenizer that silently drops what it does not know turns *Pay 5000 now* into *Pay now* if
# it has never seen a digit, and you find out weeks later.
#
# ### Exercise: `encode`
#
# <details><summary>Hint</summary>
#
# Look up each character of the text in turn, in the vocabulary that was handed in. What does a dictionary do
# by itself when you ask it, with square brackets, for a key that it does not have?
#
# </details>

# %% exercise="encode"
def encode(text, char_to_idx):
    """Turn text into ids.

    text: str. char_to_idx: the id of each character, as from build_vocabulary.
    Returns a list of int, one id per character, in the order of the text.
    Raises KeyError when a character is not in the vocabulary; it is never left out.

    Example: encode("nab", {"a": 0, "b": 1, "n": 2}) gives [2, 0, 1].
    """
    ### BEGIN SOLUTION
    return [char_to_idx[character] for character in text]
    ### END SOLUTION

# %% check="encode" points=1 folded="Check: encode"
vocabulary = {"d": 0, "a": 1, "e": 5, " ": 7, "D": 2, "\n": 300}    # any vocabulary will do, not only a sorted one
before = dict(vocabulary)
probe(encode("Dad ad a dead", vocabulary), "encode('Dad ad a dead', a small vocabulary)")
probe(encode(" a dead  dad\n", vocabulary), "a text with spaces and a new line at its ends")
probe(encode("", vocabulary), "encode of an empty text")
check_true(isinstance(encode("add", vocabulary), list), "the ids come as a list")
check_raises(KeyError, encode, "dead end", vocabulary, what="a character that is not in the vocabulary")
check_equal(vocabulary, before, "encode must not change the vocabulary")
### BEGIN HIDDEN TESTS
probe(encode(" é\né ", {"\n": 3, " ": 4, "é": 9}), "spaces, a new line and an accent")
probe(encode(" é\né ", {"\n": 70000, " ": 0, "é": 256}), "the same text with another vocabulary, with large ids")
check_raises(KeyError, encode, "a b", {"a": 0, "b": 1}, what="a space that is not in the vocabulary")
check_raises(KeyError, encode, "A", {"a": 0}, what="a capital that is not in the vocabulary")
check_raises(KeyError, encode, "a?", {"a": 0}, what="an unknown character at the end")
check_equal(vocabulary, before, "encode must not change the vocabulary")
### END HIDDEN TESTS

# %% [markdown]
# And the way back. **Decoding** turns ids into text; encoding and then decoding must give exactly the text
# you began with.
#
# ### Exercise: `decode`
#
# <details><summary>Hint</summary>
#
# A string has a method that joins a list of strings and puts itself between them. Which string must stand
# between the characters of a text?
#
# </details>

# %% exercise="decode"
def decode(ids, idx_to_char):
    """Turn ids back into text.

    ids: list of int. idx_to_char: the character of each id, looked up as idx_to_char[id]: a dict, or a list.
    Returns a str. An id that is not there raises the error of that look-up; it is never left out.

    Example: decode([1, 0, 2], {0: "a", 1: "b", 2: "n"}) gives "ban".
    """
    ### BEGIN SOLUTION
    return "".join(idx_to_char[index] for index in ids)
    ### END SOLUTION

# %% check="decode" points=1 folded="Check: decode"
characters = {0: "d", 1: "a", 5: "e", 7: " ", 2: "D", 300: "\n"}
ids = [2, 1, 0, 7, 1, 0, 0, 5, 0]
probe(decode(ids, characters), "decode of nine ids")
check_equal(ids, [2, 1, 0, 7, 1, 0, 0, 5, 0], "decode must not change the ids")
probe(decode([7, 1, 7, 7, 0, 300], characters), "a text with spaces and a new line at its ends")
probe(decode([2, 0, 1, 1, 3], ["n", "a", "b", "\n"]), "a list of characters in place of a dict")
probe(decode([], characters), "decode of no ids")
check_raises(LookupError, decode, [0, 4], characters, what="an id that is not in the vocabulary")
### BEGIN HIDDEN TESTS
ids = [4, 9, 3, 9, 9, 4, 4]
probe(decode(ids, {3: "\n", 4: " ", 9: "ë"}), "spaces, a new line and an accent")
check_equal(ids, [4, 9, 3, 9, 9, 4, 4], "decode must not change the ids")
probe(decode(ids, {3: "\r", 4: "\t", 9: "語"}), "the same ids with another vocabulary")
probe(len(decode(ids * 500, {3: "a", 4: "b", 9: "c"})), "how long 3,500 ids become")
check_raises(LookupError, decode, [5], ["a", "b"], what="an id beyond the end of a list")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Each character above its id. Equal characters have equal ids; the space is a
# character like any other.

# %% demo folded="Figure: a sentence and its ids"
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
# numbers, is what the network works with. $C$ is the width of the model; the code calls it `d_model`. You
# make that table in step 5; until then, think "id = row number".

# %% [markdown]
# **Quick question 1.** You number the characters of `abracadabra`. Which id does `r` get?
#
# *a)* 4  *b)* 5  *c)* 9  *d)* 11

# %% exercise="answer_letter_id"
# answer_letter_id = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_letter_id = "a"
### END SOLUTION

# %% check="answer_letter_id" points=1
probe_choice(answer_letter_id, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_letter_id, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 2.** You train a model on a text without the letter `b`. Later a text with a `b` joins it;
# you build the vocabulary anew from both and keep the table that the model has learned. What happens?
#
# *a)* Only words with a `b` go wrong, because it is the one character that has no row yet
#
# *b)* The next text stops with a `KeyError`, because the old table does not know the ids
#
# *c)* Nothing changes, because an id depends on its character and not on the text around it
#
# *d)* Each character that sorts after `b` now reads the row that its neighbour has learned

# %% exercise="answer_new_letter"
# answer_new_letter = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_new_letter = "d"
### END SOLUTION

# %% check="answer_new_letter" points=1
probe_choice(answer_new_letter, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_new_letter, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### Your first language model
#
# Enough to let something write. Here is a short tale, the text of this lesson.

# %% folded="The tale"
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

# %% [markdown]
# Count which character follows which. Then write: look up the row of the last character, draw the next one
# with these counts as odds, repeat. This is a **bigram model**, and its loop is the loop of every GPT: *text
# so far → odds of the next token → draw one → append it*.

# %% demo
def babble(ids, length, seed=0):
    """Write `length` ids, each drawn by how often it follows the one before it in `ids`."""
    V, rng, written = max(ids) + 1, np.random.default_rng(seed), ids[:1]
    follows = np.zeros((V, V))                                  # row: this id; column: the next one
    for left, right in zip(ids, ids[1:] + ids[:1]):             # the last id is followed by the first
        follows[left, right] += 1
    for _ in range(length):
        odds = follows[written[-1]]                             # (V,)
        written.append(int(rng.choice(V, p=odds / odds.sum())))
    return written


char_to_idx, idx_to_char = build_vocabulary(TALE)
for seed in range(3):
    print(decode(babble(encode(TALE, char_to_idx), 150, seed), idx_to_char), "\n")

# %% [markdown]
# Hardly a word, and yet it looks like English from afar. What it lacks is memory: it sees one character back.
# The rest of this course replaces that table of counts by a network which looks at *all* earlier tokens; the
# loop stays. In task 4 you run it again, with better tokens.

# %% [markdown]
# ## Task 2 · Positional encoding
#
# The row for `dog` is the same wherever `dog` stands. And attention, as you will see in task 3, is a weighted
# average, which does not care about order either. So the model could not tell who bites whom:

# %% demo
rng = np.random.default_rng(1)
vector = {word: 0.02 * rng.normal(size=16) for word in ("dog", "bites", "man")}  # small, as in GPT-2 at the start
for sentence in ("dog bites man", "man bites dog"):
    average = np.mean([vector[word] for word in sentence.split()], axis=0)      # (16,)
    print(f"{sentence}  →  average of its vectors: {np.round(average[:5], 4)} …")

# %% claim
dog, man = (np.mean([vector[word] for word in s.split()], axis=0) for s in ("dog bites man", "man bites dog"))
assert np.allclose(dog, man), "the same numbers"

# %% [markdown]
# The same numbers. So each vector first gets a mark that says *where* it stands. What mark?
#
# - The bare number 0, 1, 2, …, 999 grows until it drowns the word itself.
# - The position divided by the length stays small, but then "the third word" looks different in every text.
#
# The transformer paper's answer is a set of clock hands, each slower than the last: the fast ones tell
# neighbours apart, the slow ones tell early from late. Write down where each hand points, as a sine and a
# cosine. No number is ever larger than 1.
#
# For position $p$ and the pair of columns $2i$ and $2i+1$:
#
# $$PE_{p, 2i} = \sin\left(\frac{p}{10000^{2i/C}}\right)$$
#
# $$PE_{p, 2i+1} = \cos\left(\frac{p}{10000^{2i/C}}\right)$$
#
# - $p = 0, 1, \dots, T-1$ counts positions (rows), **from zero**, and $T$ is `seq_len`;
# - $C$ is `d_model`, the number of columns, always even here;
# - $2i$ runs over the even columns $0, 2, 4, \dots, C-2$; a sine and the cosine beside it share one exponent;
# - the result has shape $(T, C)$, angles in radians.
#
# **By hand**, with $C = 4$ and $p = 2$. The two exponents are $0/4 = 0$ and $2/4 = 0.5$, so the divisors are
# $10000^0 = 1$ and $10000^{0.5} = 100$:
#
# | column | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | formula | $\sin(2/1)$ | $\cos(2/1)$ | $\sin(2/100)$ | $\cos(2/100)$ |
# | value | 0.9093 | −0.4161 | 0.0200 | 0.9998 |
#
# Row 0 needs no calculator: $\sin 0 = 0$ and $\cos 0 = 1$, so it reads 0, 1, 0, 1.
#
# ### Exercise: `positional_encoding`
#
# <details><summary>Hint 1: a plan</summary>
#
# Start from a tensor of zeros. Visit each position and each *even* column. Work out the angle once; its sine
# goes into that column, its cosine into the next one. Two loops are fine.
#
# </details>
#
# <details><summary>Hint 2: the same without loops</summary>
#
# Make the positions a column of shape `(seq_len, 1)` and the divisors a row of shape `(d_model / 2,)`.
# Dividing one by the other *broadcasts*: torch stretches both to `(seq_len, d_model / 2)`. A slice with a
# step of two, such as "from column 0, every second one", lets you fill all sines at once.
#
# </details>
#
# <details><summary>Hint 3: my numbers are nearly right</summary>
#
# Column 0 right, column 2 wrong: look at the exponent. If your loop variable already runs 0, 2, 4, … then it
# *is* $2i$, and must not be doubled again. Everything but position 0 wrong: which of power and division does
# Python do first?
#
# </details>

# %% exercise="positional_encoding"
def positional_encoding(seq_len, d_model):
    """Sine and cosine waves that tell positions apart.

    seq_len: int, number of positions. d_model: int, number of columns, even.
    Returns a torch tensor of floats, shape (seq_len, d_model):
    sines in the even columns, cosines in the odd ones, side by side; base 10000; radians.

    Example: row 2 of positional_encoding(10, 4) is about [0.9093, -0.4161, 0.0200, 0.9998].
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

# %% check="positional_encoding" points=3 folded="Check: positional_encoding"
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

# %% demo folded="Figure: your encoding as curves and as a heatmap"
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
# **What to notice.** The left columns flicker; the right ones hardly move within 100 positions. They are
# needed to tell position 100 from position 9000.
#
# Now the reason why this mark is clever. Take the dot product of two rows. A sine and its cosine multiply out
# to $\sin a \sin b + \cos a \cos b = \cos(a - b)$: what remains depends only on the *difference* of the two
# positions. "Three words back" looks the same everywhere in the text.

# %% demo folded="Figure: dot products of your rows"
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

# %% claim
curves = [products[start, start - 10:start + 50] for start in (10, 30, 50)]
assert np.allclose(curves[0], curves[1], atol=1e-3) and np.allclose(curves[0], curves[2], atol=1e-3), "one curve"
assert abs(products[0, 0] - 32) < 1e-3 and curves[0].argmax() == 10, "the peak at distance 0 is 32"

# %% [markdown]
# **What to notice.** Left: stripes along the diagonal, nothing changes as you move down it. Right: the three
# curves lie on top of each other. The peak at distance 0 is 32: one for each pair of columns, because
# $\sin^2 + \cos^2 = 1$.

# %% [markdown]
# ### Break it: one clock hand only
#
# Keep just the first two columns, the fast hand, and drop the other 62.
#
# **Predict first**, on paper: which other position below 60 will look most like position 0? The hand turns
# once in $2\pi \approx 6.28$ positions. Then run the cell.

# %% demo folded="Figure: how much each position looks like position 0"
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

# %% claim
one, every = one_hand @ one_hand[0], all_hands @ all_hands[0]
assert int(one[1:].argmax()) + 1 == 44 and one[44] > 0.999, "with one hand, position 44 passes for position 0"
assert int(every[1:].argmax()) + 1 == 1 and 30.8 < every[1] < 31, "the nearest rival scores 30.9"
assert 2.5 < math.exp(32 - every[1]) < 3.5, "three times the weight"

# %% [markdown]
# With one hand, position 44 passes for position 0: seven turns are 43.98 positions, so the hand is back where
# it began. With all hands the nearest rival is the neighbour. At 0.966 it looks much alike, as neighbours
# should, but it is not the same: as scores, that is 30.9 beside 32, and the softmax of task 3 gives position
# 0 three times the weight. A larger factor on the query makes that as sharp as one likes.
#
# GPT-2 *learns* a table with one row for each position instead; you do that in step 5.

# %% [markdown]
# **Quick question 3.** Without running anything: what stands in row 5, column 2 of
# `positional_encoding(10, 4)`?
#
# *a)* about −0.9589  *b)* about 0.0005  *c)* about 0.0500  *d)* about 0.9988

# %% exercise="answer_entry"
# answer_entry = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_entry = "c"
### END SOLUTION

# %% check="answer_entry" points=1
probe_choice(answer_entry, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_entry, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 4.** Predict. You add your encodings to the vectors of `dog bites man` and to those of
# `man bites dog`, and average each of the two sentences. What do you get?
#
# *a)* Two different averages: `dog` now carries one mark here and another one there
#
# *b)* Twice a vector of zeros: over a whole sentence the waves cancel each other
#
# *c)* Twice the same average: the same words and the same marks are added up
#
# *d)* Two different averages, but only if the sentences have different lengths

# %% exercise="answer_marked_average"
# answer_marked_average = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_marked_average = "c"
### END SOLUTION

# %% check="answer_marked_average" points=1
probe_choice(answer_marked_average, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_marked_average, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## Task 3 · Attention
#
# Read: *the cat lay on the rug because it was **tired***. When you reach the last word, you know who is meant:
# you look back at **cat**. Had the last word been **soft**, you would have looked back at **rug**. The words
# before it are the same in both cases. Can a plain average of them do that? Here are vectors with three
# numbers each, made up by hand so that you can follow them; a trained model learns its own.

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

# %% claim
assert np.allclose(*features.mean(axis=0)[:2]), "as much living as furnishing"

# %% [markdown]
# As much *living* as *furnishing*: the average cannot say which of the two is meant, and it is the same for
# both endings. The weights have to depend on what is being looked for.
#
# So each word plays three parts, each part a vector:
#
# - the **query**: what am I looking for? (*tired*: "something living")
# - the **key**: what do I offer? (*cat*: "I am a living thing")
# - the **value**: what do I hand over when I am chosen?
#
# For one query and $n$ keys and values:
#
# $$s_i = \sum_{c=1}^{d} q_c K_{i,c}$$
#
# $$w_i = \frac{e^{s_i}}{\sum_{j=1}^{n} e^{s_j}}$$
#
# $$\text{output} = \sum_{i=1}^{n} w_i \, U_i$$
#
# | | what | shape |
# |---|---|---|
# | $q$ | the query | $(d,)$ |
# | $K$ | the keys, one row each | $(n, d)$ |
# | $U$ | the values, one row each | $(n, v)$ |
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
# The output has the width of the *values*. Keys only decide how much; values are what you get.
#
# ### Exercise: `simple_attention`
#
# <details><summary>Hint 1: a plan</summary>
#
# One score for each key, its dot product with the query. The exponential of each score. Divide them by their
# sum. Then add up the values, each times its weight.
#
# </details>
#
# <details><summary>Hint 2: which way round?</summary>
#
# Follow the shapes. `(n, d)` times `(d,)` leaves `(n,)`: one score per key. `(n,)` times `(n, v)` leaves
# `(v,)`: one output. NumPy's `@` does both; `*` would multiply number by number and add nothing up.
#
# </details>

# %% exercise="simple_attention"
def simple_attention(query, keys, values):
    """Attention for one query, in NumPy.

    query: array (d,). keys: array (n, d). values: array (n, v). None of them may be changed.
    Returns (output, weights): output, array (v,), and weights, array (n,).
    The scores are plain dot products, not scaled; the softmax runs over the n keys.

    Example: query [1, 2], keys [[0, 0], [1, 0], [0, 1]], values [[10, 0], [0, 10], [10, 10]]
    gives weights of about [0.090, 0.245, 0.665] and output of about [7.55, 9.10].
    """
    ### BEGIN SOLUTION
    scores = keys @ query                    # (n,)
    scores = scores - scores.max()           # the same weights, and exp cannot overflow
    weights = np.exp(scores)
    weights = weights / weights.sum()        # (n,)
    output = weights @ values                # (v,)
    return output, weights
    ### END SOLUTION

# %% check="simple_attention" points=3 folded="Check: simple_attention"
query, keys, values = sample(3, seed=1).numpy(), sample(3, 3, seed=2).numpy(), sample(3, 3, seed=3).numpy()
probe(simple_attention(query, keys, values), "(output, weights) for 3 keys and 3 values of width 3")
keys, values = sample(4, 3, seed=4).double().numpy(), sample(4, 2, seed=5).double().numpy()
found = simple_attention(query, keys, values)
probe(found, "(output, weights) for 4 keys of width 3 and 4 values of width 2")
output, weights = found
check_shape(output, (2,), "the output")
check_shape(weights, (4,), "the weights")
check_close(weights.sum(), 1.0, "the weights sum to 1")
check_equal(query, sample(3, seed=1).numpy(), "simple_attention must not change the query")
check_equal(keys, sample(4, 3, seed=4).double().numpy(), "simple_attention must not change the keys")
check_equal(values, sample(4, 2, seed=5).double().numpy(), "simple_attention must not change the values")
### BEGIN HIDDEN TESTS
check_equal(keys, sample(4, 3, seed=4).double().numpy(), "simple_attention must not change the keys")
query, keys, values = sample(2, seed=7).numpy(), sample(1, 2, seed=8).numpy(), sample(1, 5, seed=9).numpy()
probe(list(simple_attention(query, keys, values)), "a single key")
keys, values = sample(6, 2, seed=10).numpy(), sample(6, 1, seed=11).numpy()
probe(list(simple_attention(np.zeros(2), keys, values)), "a query of zeros")
keys, values = np.array([[1.0, -2.0], [2.0, 2.0], [1.0, -2.0]]), np.array([[1.0], [20.0], [300.0]])
probe(list(simple_attention(np.array([-4.0, 3.0]), keys, values)), "negative scores and a tie")
check_equal(values, [[1.0], [20.0], [300.0]], "simple_attention must not change values of 64 bits either")
check_equal(keys, [[1.0, -2.0], [2.0, 2.0], [1.0, -2.0]], "simple_attention must not change keys of 64 bits either")
keys, values = np.array([[3, 1], [4, 1], [0, 0]]), np.array([[1, 0], [10, 2], [-5, 7]])
probe(list(simple_attention(np.array([2, 5]), keys, values)), "whole numbers, scores of 11, 13 and 0")
probe(list(simple_attention(np.array([-2.0, -14.0]), keys[:2], values[:2])), "scores of -20 and -22")
keys, values = sample(4, 7, seed=12).numpy().T, sample(3, 7, seed=13).numpy().T
probe(list(simple_attention(sample(4, seed=14).numpy(), keys, values)), "keys and values that are views of other arrays")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Two last words ask. Each looks back at the same nine words, and at no later one.

# %% demo folded="Figure: one text, two last words"
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
ax.set(ylabel="weight", title="The same nine words, asked by two last words")
ax.legend()
plt.show()

# %% claim
for query, rank in ((looks_for_tired, 1), (looks_for_soft, 5)):
    output, weights = simple_attention(query, features, features)
    assert weights.argmax() == rank and weights[rank] > 0.5 and weights.min() > 0, "one on cat, the other on rug"

# %% [markdown]
# **What to notice.** *tired* looks at *cat*, *soft* at *rug*, and the output is mostly that word's vector
# with a little of everything else. No word is shut out: up to rounding, a softmax never gives 0.
#
# Now every word asks. To keep it simple, the words know nothing but their place: queries and keys are your
# positional encodings. Each row is one call of your function. On the right, each word may look only at itself
# and at what came before it.

# %% demo folded="Figure: every word asks, with and without looking ahead"
from matplotlib.colors import PowerNorm

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
    image = ax.imshow(np.where(weights > 0, weights, np.nan), cmap="cividis", norm=PowerNorm(0.5, 0, 1))
    ax.set_xticks(range(T), words, rotation=45, ha="right")
    ax.set_yticks(range(T), words)
    ax.set(xlabel="key: looked at", title=title)
axes[0].set_ylabel("query: looking")
axes[1].text(0, 0, "1", ha="center", va="center")
figure.colorbar(image, ax=axes, label="weight", fraction=0.046, pad=0.02)
plt.show()

# %% claim
assert causal[0, 0] == 1 and np.triu(causal, 1).max() == 0, "its weight is 1, the upper triangle is empty"
assert all(full[t].argmax() == t for t in range(T)), "a band along the diagonal"

# %% [markdown]
# **What to notice.** A band along the diagonal: encodings alone make neighbours look at each other. And on
# the right, the empty upper triangle. The first word can only look at itself, so its weight is 1, written
# into its field. This is **causal** attention, half of what makes a GPT a GPT; you build it in step 2.
#
# ### Who bites whom?
#
# Task 2 left a question open: with positions *added*, can the model tell `dog bites man` from
# `man bites dog`? First the averages once more (your answer to question 4), then one attention whose query
# asks "who stands first?": it is the encoding of position 0, times a factor.

# %% demo
place = positional_encoding(3, 16).numpy()                                       # (3, 16)
averages, outputs = [], []
for sentence in ("dog bites man", "man bites dog"):
    marked = np.array([vector[word] for word in sentence.split()]) + place       # (3, 16): word plus position
    output, weights = simple_attention(20 * place[0], marked, marked)
    nearest = min(vector, key=lambda word: np.linalg.norm(output - (vector[word] + place[0])))
    print(f"{sentence}:  weights {np.round(weights, 3)}, the output is nearest to {nearest!r} at position 0")
    averages.append(marked.mean(axis=0))
    outputs.append(output)
print(f"\nlargest difference between the two averages: {np.abs(averages[0] - averages[1]).max():.4f}")
print(f"largest difference between the two outputs:  {np.abs(outputs[0] - outputs[1]).max():.4f}")

# %% claim
assert np.allclose(averages[0], averages[1]), "the averages are equal"
assert np.abs(outputs[0] - outputs[1]).max() > 0.01 and nearest == "man", "attention tells them apart"

# %% [markdown]
# The averages are equal even now: the same three words and the same three marks are added up, whoever carries
# which. Only attention tells the two sentences apart: it gives each word, with its position, a weight of its
# own *before* it adds anything up. Position has to be added, **and** something has to look at it.

# %% [markdown]
# **Quick question 5.** Two keys have the scores 0 and 1.0986, which is $\ln 3$. What is the weight of the
# second key?
#
# *a)* 0.52  *b)* 0.75  *c)* 0.90  *d)* 1.00

# %% exercise="answer_weight"
# answer_weight = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_weight = "b"
### END SOLUTION

# %% check="answer_weight" points=1
probe_choice(answer_weight, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_weight, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 6.** Somebody calls `simple_attention` with four keys that are all the same vector, not
# zero, and with four different values. What comes out?
#
# *a)* The first value, because the first of equal scores wins
#
# *b)* Some mixture, and which one depends on the query
#
# *c)* The plain average of the values, whatever the query is
#
# *d)* A vector of zeros, because no key is better than the rest

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

# %% demo folded="Figure: the same query, four factors"
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
# At 0, attention has gone blind: every word gets the same. At 1000 it picks one word and ignores the rest. In
# between lies everything useful. How large the scores are therefore matters, and step 2 controls it with a
# factor of its own, $1/\sqrt{d_k}$.
#
# Did your last panel stay empty, with a weight of **nan**, *not a number*? Then you typed the formula as it
# stands, and met the edge of the number range. A float64 ends near $e^{709}$ (a float32 near $e^{88}$).
# Beyond it, the exponential is infinity, and infinity divided by infinity is not a number at all. The cure is
# one subtraction: take the largest score off all of them first. The weights stay the same, and the largest
# exponential is $e^0 = 1$. Either form passes the check today; in step 2 only the safe one will.

# %% [markdown]
# ## The whole architecture
#
# The road with its shapes, for a batch of $B$ texts, $T$ tokens each, vectors of width $C$, a vocabulary of
# $V$ tokens and $H$ heads:
#
# | part | in → out | what it is for | you build it in |
# |---|---|---|---|
# | tokenizer | text → $(B, T)$ | ids instead of letters | step 1 |
# | token embedding | $(B, T)$ → $(B, T, C)$ | a learned vector for each id | step 5 |
# | positions | adds $(T, C)$ | where does each token stand? | steps 1 and 5 |
# | causal self-attention | $(B, T, C)$ → $(B, T, C)$ | tokens fetch from earlier tokens | step 2 |
# | several heads | $(B, H, T, C/H)$ inside | several questions at once | step 3 |
# | LayerNorm | $(B, T, C)$ → $(B, T, C)$ | keeps the numbers in a healthy range | step 4 |
# | feed-forward | $C$ → $4C$ → $C$ at each token | works on what was fetched | step 4 |
# | residual | $x + f(x)$ | a straight road for signal and gradient | step 4 |
# | head | $(B, T, C)$ → $(B, T, V)$ | a score for each possible next token | step 5 |
#
# Only attention moves information *between* positions. Every other part works on each position by itself.
#
# Here is the road from text to attention in one cell, with what you have written so far, for one text. The
# table is random; a real model learns it. Then comes the shortest possible head: how well does each output fit
# each row of the table?

# %% demo
text = "the lamp"
ids = torch.tensor(encode(text, char_to_idx))                              # (T,)
T, C, V = len(ids), 16, len(char_to_idx)
table = torch.randn(V, C, generator=torch.Generator().manual_seed(0))      # (V, C)
vectors = table[ids]                                                       # (T, C): row number = id
x = (vectors + positional_encoding(T, C)).numpy()                          # (T, C)
fetched = np.stack([simple_attention(x[t], x[:t + 1], x[:t + 1])[0] for t in range(T)])  # (T, C), causal
scores = fetched @ table.numpy().T                                         # (T, V)

steps = {"ids": ids, "vectors": vectors, "plus positions": x, "after attention": fetched, "scores": scores}
print(f"text: {text!r}\n")
for name, values in steps.items():
    print(f"{name:<16} {str(tuple(values.shape)):<9} {np.round(np.asarray(values).reshape(T, -1)[0, :4], 2)} …")
print(f"\nbest score after {text!r}: {idx_to_char[int(scores[-1].argmax())]!r}")

# %% [markdown]
# The last line is no prediction yet, for nothing has learned anything: a vector fits itself best, so the text
# would repeat its last character. What is missing: learned queries, keys and values (step 2), several heads
# (3), blocks (4), the stack (5) and training (6). Then the model writes (7) and answers (8).

# %% claim
assert idx_to_char[int(scores[-1].argmax())] == text[-1], "it would repeat its last character"

# %% [markdown]
# ## What makes a GPT special
#
# The transformer of 2017 had two halves: an *encoder* that reads a sentence in one language, and a *decoder*
# that writes it in another. A GPT is the decoder alone, and three decisions made it what it is.
#
# **1. Causal attention.** A token never looks ahead. That makes the next decision possible.
#
# **2. Next-token prediction.** No one has to label anything: every text contains its own answers. And because
# no position can see its successor, *every* position is an exam question at the same time:

# %% demo
text = "the cat lay"
for length in range(1, len(text)):
    print(f"{text[:length]!r:>13}  →  {text[length]!r}")

# %% [markdown]
# One pass through the model, and each of these lines teaches something.
#
# **3. Scale.** The same design, made larger, keeps getting better, and predictably so. From GPT-1 (2018, 117
# million parameters) to GPT-3 (2020, 175 billion) the plan hardly changed.

# %% [markdown]
# **Quick question 7.** A text of 100 tokens, and nothing else, goes through a GPT once while it trains. From
# how many next-token predictions can the model learn in this one pass?
#
# *a)* 1: the token that follows the text
#
# *b)* 99: each token has a successor but one
#
# *c)* 100: one for each token of the text
#
# *d)* 4950: one for each pair of two tokens

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
# Your character tokenizer works. Why does no large model use one? And why not whole words?

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
# **Byte-pair encoding** (BPE) finds the middle by counting. Begin with the smallest pieces. Find the pair of
# neighbours that occurs most often. Join it: it becomes a new token with a new id. Repeat. Common words end up
# as one token, rare ones as a few, and nothing is ever unknown.
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
# The last line is called *mojibake*: right bytes, wrong reading. Bytes mean nothing until somebody says how to
# read them; we always say UTF-8.
#
# ### 4a · Count the pairs
#
# A *pair* is two neighbours, left and right, in this order. Count them all, also where they overlap: in
# `1 1 1` the pair `(1, 1)` stands twice, at the first place and at the second.
#
# **By hand.** `banana` is the bytes 98, 97, 110, 97, 110, 97. Its five pairs, in order: `ba an na an na`. So
# `(97, 110)` and `(110, 97)` each occur twice, `(98, 97)` once.
#
# <details><summary>Hint</summary>
#
# Walk over the list together with the same list moved on by one (`zip` does that). Each two ids that you meet
# side by side are a pair. Mind the first time that a pair is met: a plain dict has no count for it yet.
#
# </details>

# %% exercise="count_pairs"
def count_pairs(ids):
    """Count each pair of neighbouring ids.

    ids: list of int, of any length, also empty.
    Returns a mapping (a dict, say): (left, right) → how often right stands directly after left.
    Overlapping pairs count. A list of fewer than two ids has no pairs.

    Example: count_pairs([1, 2, 1, 2, 3]) gives {(1, 2): 2, (2, 1): 1, (2, 3): 1}.
    """
    ### BEGIN SOLUTION
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return counts
    ### END SOLUTION

# %% check="count_pairs" points=1 folded="Check: count_pairs"
def pairs_in(ids):
    """What count_pairs gives, as a plain dict with plain tuples as keys."""
    found = count_pairs(ids)
    if not hasattr(found, "keys"):
        return found
    return {tuple(pair) if isinstance(pair, tuple) else pair: found[pair] for pair in found.keys()}


ids = [0, 7, 7, 7, 0, 7, 300, 0, 7, 2]
probe(pairs_in(ids), "the pairs of 0 7 7 7 0 7 300 0 7 2")
check_equal(ids, [0, 7, 7, 7, 0, 7, 300, 0, 7, 2], "count_pairs must not change its argument")
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
#
# <details><summary>Hint 1: which loop?</summary>
#
# A `for` loop takes equal steps, and here a step is one place or two. A `while` loop with a place of your own
# can do both.
#
# </details>
#
# <details><summary>Hint 2: the last id</summary>
#
# Nothing stands after it, so it can begin no pair, but it must be copied. And a pair may end exactly there.
#
# </details>

# %% exercise="merge"
def merge(ids, pair, new_id):
    """Replace each occurrence of a pair by one new id.

    ids: list of int. pair: (left, right). new_id: int.
    Returns a new list; ids itself stays as it is.
    Left to right; matches do not overlap.

    Example: merge([1, 1, 1], (1, 1), 9) gives [9, 1].
    Example: merge([5, 1, 2, 3, 1, 2], (1, 2), 9) gives [5, 9, 3, 9].
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

# %% check="merge" points=2 folded="Check: merge"
before = [3, 1, 2, 5, 1, 2, 1, 2, 2, 1, 1, 2, 4, 12, 11, 2, 1, 22, 0, 300, 2, 1]
ids = list(before)
probe(merge(ids, (1, 2), 256), f"merging (1, 2) into 256 in {before}")
check_equal(ids, before, "merge must not change its argument")
ids = [n + 300 for n in (7, 1, 2, 1, 2)]        # made here, so that equal ids are not the same object
probe(merge(ids, tuple(n + 300 for n in (1, 2)), 400), "merging (301, 302) into 400 in 307 301 302 301 302")
probe(merge([1, 1, 1], (1, 1), 9), "merging (1, 1) into 9 in 1 1 1")
check_true(isinstance(merge([1, 2], (1, 2), 9), list), "the result is a list")
probe([merge([], (1, 2), 9), merge([1], (1, 1), 9)], "no ids, and a single one")
ids = [4, 5, 6]
merged = merge(ids, (6, 5), 9)
probe(merged, "a pair that does not occur in this order")
check_true(merged is not ids, "merge gives a new list, also when there is nothing to merge")
### BEGIN HIDDEN TESTS
probe(merge([7, 7, 7, 7, 0, 7, 7, 7, 7, 7], (7, 7), 400), "runs of the same id")
probe(merge([300, 5, 256, 300, 256, 256, 300, 256], (300, 256), 301), "ids above 255, a match at the end")
probe(merge([0, 0, 5, 0], (0, 5), 6), "the id 0 in the pair")
ids = [n + 999 for n in (5, 1, 1, 5, 1)]
probe(merge(ids, (1004, 1000), 1001), "large ids, matches at both ends")
check_equal(ids, [1004, 1000, 1000, 1004, 1000], "merge must not change its argument")
probe(merge([8, 9], (8, 9), 0), "two ids that are the pair, merged into 0")
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
visible = ["right skip_flag", "wrong unordered", "wrong mutates"]
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
        ([300, 5, 257, 300, 257, 300, 257, 257], (300, 257), 301, [300, 5, 257, 301, 301, 257]),
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
# 4. A pair that occurs once is merged too. Stop early only when no pair is left.
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
# <details><summary>Hint 1: one round</summary>
#
# Count the pairs of the ids as they are now. Stop if there are none. Choose; note the pair down with its new
# id; and keep the ids that `merge` gives back, for the next round.
#
# </details>
#
# <details><summary>Hint 2: the tie</summary>
#
# Do not rely on the order of the counts. Walk over the neighbours in the ids from left to right, and take the
# first pair whose count is the largest. Python's `max`, which can compare by a `key`, returns the first of
# equals.
#
# </details>
#
# <details><summary>Hint 3: my first merges are right and later ones are not</summary>
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

# %% check="train_bpe" points=4 folded="Check: train_bpe"
probe(dict(train_bpe("hmmm, zoë hums: hmmm, zoë!", 12)), "twelve merges of 'hmmm, zoë hums: hmmm, zoë!'")
probe(list(train_bpe("banana", 3).items()), "three merges of 'banana', in order of learning")
probe(list(train_bpe("Abc", 10).items()), "a text with room for two merges only")
nothing = [train_bpe("", 5), train_bpe("x", 5), train_bpe("xyxy", 0)]
probe([dict(merges) for merges in nothing], "no text, one byte, and no merges asked for")
### BEGIN HIDDEN TESTS
probe(list(train_bpe(TALE[:600], 40).items()), "forty merges on the beginning of the tale")
probe(list(train_bpe("aaaaaaaaaaa", 9).items()), "a run of one letter")
probe(list(train_bpe("HIHI hihi\n\n  HI \n\n語語", 30).items()), "capitals, spaces, new lines and Japanese")
probe(list(train_bpe("bdbcdcabdbacacadcb", 8).items()), "many ties")
probe(list(train_bpe("aaabcbc cadaccbcdaca", 8).items()), "ties between pairs that overlap and pairs that do not")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** How often each merged pair occurred at the moment when it was merged.

# %% demo folded="Figure: how often each merged pair occurred"
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
ax.set(xlabel="merge number", ylabel="occurrences (log scale)", title="How often each merged pair stood in the text",
       yticks=[1, 3, 10, 30, 100], yticklabels=[1, 3, 10, 30, 100], xlim=(-4, 302))
plt.show()
print("the first merges:", list(merges.items())[:4], "…")

# %% claim
assert all(a >= b for a, b in zip(occurrences, occurrences[1:])), "no merge occurs more often than the one before"
assert sum(occurrences[:40]) > sum(occurrences[40:]), "the first 40 merges shorten the text more than the others"
assert once == 262, "from merge 263 on"

# %% [markdown]
# **What to notice.** The first 40 of these 300 merges shorten the text more than all the others together, and
# no pair stood there more often than the one before it. Then comes a long tail, flat for many merges at a
# time. From merge 263 on, every pair of the tale occurs just once: the tie rule decides alone, and nothing is
# learned from it. Below we stop at 240. Real tokenizers are trained on so much text that they never come near
# the grey zone.

# %% [markdown]
# ### 4d · Encode
#
# Now use the merges on a text that was not trained on. The rule: **of all learned merges that are present,
# always apply the one that was learned earliest**. In this way a word is cut the same way as in training.
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
# <details><summary>Hint 1: one round</summary>
#
# Of the neighbours in the ids, which pairs have been learned? If none, you are done. If some, choose one and
# merge it everywhere.
#
# </details>
#
# <details><summary>Hint 2: the earliest</summary>
#
# Ids are given in order of learning. So the pair that was learned earliest is the one whose *new id* is the
# smallest: tell `min` to compare by that, not by the pairs themselves.
#
# </details>

# %% exercise="bpe_encode"
def bpe_encode(text, merges):
    """Turn text into token ids with learned merges.

    text: str. merges: dict (left, right) → new id, in order of learning, as from train_bpe.
    Returns a list of int. Always applies the earliest learned merge that is present, until
    none is. merges stays as it is.

    Example: bpe_encode("bandana", {(97, 110): 256, (98, 256): 257, (257, 256): 258})
    gives [257, 100, 256, 97].
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

# %% check="bpe_encode" points=3 folded="Check: bpe_encode"
rivals = {(97, 98): 256, (98, 32): 257, (99, 98): 258, (97, 32): 259, (99, 257): 260, (100, 100): 261,
          (256, 97): 262, (98, 100): 263}
before = list(rivals.items())
probe(bpe_encode("cb abaacc bccabd cd ccbdaa bdaac", rivals), "a text in which merges compete")
check_equal(list(rivals.items()), before, "bpe_encode must not change the merges")
learned = {(98, 99): 256, (97, 98): 257, (97, 256): 258, (99, 100): 259, (257, 259): 260, (258, 258): 261,
           (32, 97): 262}
probe(bpe_encode("abcd ab cd abcabcabc bcdab", learned), "a text with merges of merges")
probe(bpe_encode("bandana", {(97, 110): 256, (98, 256): 257, (257, 256): 258}), "'bandana' with the merges of 'banana'")
probe([bpe_encode("", learned), bpe_encode("a", learned), bpe_encode("ab", learned), bpe_encode("aë", {})],
      "no text, one byte, two bytes that are merged, no merges")
### BEGIN HIDDEN TESTS
before = list(learned.items())
other = {(101, 114): 256, (116, 104): 257, (257, 101): 258, (257, 256): 259, (111, 259): 260}
probe(bpe_encode("there, the other", other), "'there, the other'")
other = {(195, 171): 256, (32, 232): 257, (170, 158): 258, (256, 256): 259}
probe(bpe_encode("ëëë 語é", other), "accents and Japanese")
probe(bpe_encode("aaaaaaa", {(97, 97): 256, (256, 256): 257, (257, 256): 258}), "a run of one letter")
other = {(122, 121): 256, (121, 122): 257, (120, 257): 258, (120, 121): 259, (259, 122): 260}
probe(bpe_encode("xyzzy xyz", other), "merges that can no longer happen")
check_equal(list(learned.items()), before, "bpe_encode must not change the merges")
probe([bpe_encode("ab", learned), bpe_encode("xyzzy xyz", learned)], "two letters that are merged; a text that came before, with other merges")
probe(bpe_encode("a b a b ", {(97, 32): 256, (98, 32): 257, (256, 257): 258}), "merges that end in a space and go on behind it")
probe(len(bpe_encode("ab" * 1100, {(97, 98): 256})), "how many tokens 2,200 letters become with one merge")
### END HIDDEN TESTS

# %% [markdown]
# ### 4e · Decode
#
# The way back is simpler: write out the bytes of each token, in order, and read the whole as UTF-8.
#
# One trap. A token may end in the middle of a character: `ë` is two bytes, and they may sit in two tokens. So
# collect *all* bytes first and decode once. And while a model is still writing, its last character may be
# half finished, or it may write bytes that are no text at all. Decoding must not fail then:
# `errors="replace"` puts the sign U+FFFD, a question mark in a black diamond, in place of what cannot be read.
#
# **By hand.** With the merges of `banana`: 258 is 257 and 256, that is `ban` and `an`. So `[258, 97]` is
# `banana`. And `[90, 195]` is `Z` followed by half a character: `Z` and a black diamond.
#
# <details><summary>Hint 1: a table</summary>
#
# Make a table from each id to its bytes. The first 256 are single bytes; each merge, in order of learning,
# joins the bytes of its two parts, which are in the table by then.
#
# </details>
#
# <details><summary>Hint 2: one byte</summary>
#
# `bytes([97])`, with a list, is the single byte 97. `bytes(97)` is something else: print it.
#
# </details>

# %% exercise="bpe_decode"
def bpe_decode(ids, merges):
    """Turn token ids back into text.

    ids: list of int. merges: dict (left, right) → new id, in order of learning.
    Returns a str. Bytes that are not valid UTF-8 are replaced (errors="replace"); this
    function never raises because of them. ids and merges stay as they are.

    Example: bpe_decode([258, 97], {(97, 110): 256, (98, 256): 257, (257, 256): 258})
    gives "banana".
    """
    ### BEGIN SOLUTION
    pieces = {index: bytes([index]) for index in range(256)}
    for (left, right), new_id in merges.items():
        pieces[new_id] = pieces[left] + pieces[right]
    return b"".join(pieces[index] for index in ids).decode("utf-8", errors="replace")
    ### END SOLUTION

# %% check="bpe_decode" points=2 folded="Check: bpe_decode"
learned = {(97, 110): 256, (98, 256): 257, (257, 256): 258, (258, 97): 259, (195, 171): 260, (259, 195): 261}
merges_before, ids_before = list(learned.items()), [259, 32, 257, 100, 256, 97, 260, 33, 261, 171]
ids = list(ids_before)
probe(bpe_decode(ids, learned), "ten tokens, one of which ends inside a character")
check_equal(ids, ids_before, "bpe_decode must not change the ids")
check_equal(list(learned.items()), merges_before, "bpe_decode must not change the merges")
probe(bpe_decode([90, 195], learned), "a text that ends with half a character")
probe(bpe_decode([32, 255, 97, 32, 10], learned), "a byte that is no text, spaces and a new line at the ends")
probe(bpe_decode([], learned), "no ids")
### BEGIN HIDDEN TESTS
ids = [32, 256, 257, 226, 130, 172, 10, 32]
probe(bpe_decode(ids, {(232, 170): 256, (256, 158): 257}), "Japanese, a currency sign, spaces at both ends")
check_equal(ids, [32, 256, 257, 226, 130, 172, 10, 32], "bpe_decode must not change the ids")
probe(bpe_decode([255, 97, 171, 98], {}), "bytes that are no text")
deep = {(195, 171): 256, (256, 256): 257, (257, 257): 258, (32, 258): 259, (259, 33): 260, (260, 260): 261}
probe(bpe_decode([261, 260, 97], deep), "merges of merges of merges")
check_equal(list(learned.items()), merges_before, "bpe_decode must not change the merges")
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
# and phrases of *this* tale. Nobody told the tokenizer about words; it found `␣the␣` by counting.
#
# Next, a sentence that the tale does not contain, cut by more and more of your merges. Each box is one token.

# %% demo folded="Figure: one sentence, four tokenizers"
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
# This is also why a large model finds it hard to count the letters of a word: it sees one id, no letters.

# %% demo folded="Figure: how much a token carries, by merges and by text"
unseen = ("The keeper opened the door of the old school and climbed down to the nets. In the dark something was "
          "counting, in a low voice, and the number was not the same.")
python = ("def area(shape):\n    total = 0\n    for x, y in shape.corners:\n        total += x * y\n"
          "    return abs(total) / 2\n")
japanese = "ゾエは港のはずれで灯をまもっていた。毎晩、階段をのぼりながら数をかぞえた。"
texts = [("the tale itself", TALE, "-", BLUE), ("held-out English", unseen, "--", ORANGE),
         ("Python code", python, "-.", GREEN), ("Japanese", japanese, ":", "black")]

numbers, curves = [0, 5, 10, 20, 40, 80, 160, 240], {}
figure, ax = plt.subplots(figsize=(9.5, 4.2))
for name, text, style, colour in texts:
    per_token = [len(text) / len(bpe_encode(text, dict(list(merges.items())[:number]))) for number in numbers]
    curves[name] = per_token
    ax.plot(numbers, per_token, style, color=colour, marker="o", ms=4, lw=2, label=f"{name}: {per_token[-1]:.2f}")
ax.axhline(1, color=GREY, lw=1)
ax.text(240, 0.94, "one token per character", ha="right", va="top", fontsize=9, color="#39424A")
ax.set(xlabel="merges learned on the tale", ylabel="characters per token", title="How much a token carries",
       ylim=(0, None))
ax.legend(title="characters per token at 240 merges", fontsize=9, title_fontsize=9)
plt.show()

tale, english, code, foreign = curves.values()
early, late = english[5] - english[0], english[-1] - english[5]
notice(
    [early > 1.5 * late, tale[-1] > 1.5 * english[-1], foreign[-1] < 0.5],
    f"on held-out English, the first 80 merges bring {early:.2f} characters per token, the other 160 only {late:.2f} "
    f"more. The tale itself goes on to {tale[-1]:.2f}, and that is a warning: the tokenizer learns its training text "
    f"by heart, so measure on held-out text. Japanese stays at {foreign[-1]:.2f}, three tokens for one character, "
    "because no Japanese pair was ever counted.",
    f"at 240 merges the four texts have {[round(values[-1], 2) for values in curves.values()]} characters per token.")

# %% [markdown]
# (*Held-out* text is text that was not trained on.) The last point holds in the large, too: a language that is
# rare in the training text pays more tokens for the same content.
#
# Now let the bigram model write again, with your tokens in place of characters. It still sees one token back,
# but now that is a word or a phrase.

# %% demo
for seed in range(3):
    print(bpe_decode(babble(bpe_encode(TALE, merges), 40, seed), merges), "\n")

# %% [markdown]
# ### How GPT-2 does it: cut first, then merge
#
# Look at your last merges again: `climbed␣the␣stairs␣` is one token. Merges that run across words waste ids:
# this one fits one phrase, and `stairs.` and `stairs,` want ids of their own. So GPT-2 first cuts the text
# with a regular expression, into words (with the space *before* them), numbers and punctuation. Pairs are
# counted and merged only *inside* these pieces. Here is its pattern, written for Python's `re`:

# %% demo
import re

GPT2_SPLIT = r"'(?:s|t|re|ve|m|ll|d)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+"
print(re.findall(GPT2_SPLIT, '"Ninety-nine," said Zoë. She didn\'t count 100 cats.'))


def train_on_pieces(text, num_merges):
    """train_bpe, but no merge crosses the border of a piece."""
    pieces, found = [list(piece.encode("utf-8")) for piece in re.findall(GPT2_SPLIT, text)], {}
    for new_id in range(256, 256 + num_merges):
        counts = {}
        for piece in pieces:
            for pair, number in count_pairs(piece).items():
                counts[pair] = counts.get(pair, 0) + number
        best = max(counts, key=counts.get)
        found[best] = new_id
        pieces = [merge(piece, best, new_id) for piece in pieces]
    return found


def encode_pieces(text, merges):
    """Token ids of a text, piece by piece."""
    return [index for piece in re.findall(GPT2_SPLIT, text) for index in bpe_encode(piece, merges)]


cut = train_on_pieces(TALE, 240)
for name, table in [("whole text", merges), ("cut first ", cut)]:
    last = [bpe_decode([index], table).replace(" ", "␣") for index in list(table.values())[-8:]]
    print(f"\n{name}, the last merges:  " + "  |  ".join(last))
print("\ncharacters per token, 240 merges    the tale    held-out English")
per_token = {}
for name, text in [("tale", TALE), ("held-out", unseen)]:
    per_token[name] = [len(text) / len(bpe_encode(text, merges)), len(text) / len(encode_pieces(text, cut))]
for row, name in enumerate(["merges across words", "cut first, as in GPT-2"]):
    print(f"{name:<36}{per_token['tale'][row]:>8.2f}{per_token['held-out'][row]:>20.2f}")

# %% claim
assert per_token["tale"][0] > per_token["tale"][1], "worse on the text it was trained on"
assert per_token["held-out"][0] < per_token["held-out"][1], "better on a text it has not seen"
spelled = [bpe_decode([index], cut) for index in cut.values()]
assert not any(" " in piece[1:] for piece in spelled), "no merge crosses words"

# %% [markdown]
# **What to notice.** Cut first, a token carries *less* on the tale and *more* on held-out text: the difference
# between learning by heart and learning the language. (In OpenAI's pattern, letters are `\p{L}` and digits
# `\p{N}`, which Python's `re` lacks; the two differ on a few rare signs such as ½.)
#
# **Special tokens.** GPT-2's training text is millions of pages in one long line. Between two of them stands
# `<|endoftext|>`: one id that no merge can make, so that no text contains it by accident. The model learns
# that nothing before it matters any more. Chat models mark the speakers in the same way (step 8). The
# tokenizer looks for such names before anything else:

# %% demo
END = "<|endoftext|>"
special = {END: 256 + len(cut)}                            # the first free id


def encode_with_special(text):
    """Token ids of a text in which END stands for one token."""
    ids = []
    for part in re.split(f"({re.escape(END)})", text):
        ids += [special[part]] if part in special else encode_pieces(part, cut)
    return ids


pages = "and one cat." + END + "Zoë kept the lamp"
print("as plain text:", encode_pieces(pages, cut))
print("as special:   ", encode_with_special(pages))

# %% [markdown]
# What a *user* types must go through `encode_pieces`: whoever could type a real `<|endoftext|>` could end the
# page that holds the instructions.

# %% [markdown]
# **Quick question 8.** You call `train_bpe("abcde", 10)`. How many merges come back?
#
# *a)* 0  *b)* 4  *c)* 5  *d)* 10

# %% exercise="answer_merges"
# answer_merges = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_merges = "b"
### END SOLUTION

# %% check="answer_merges" points=1
probe_choice(answer_merges, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_merges, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# **Quick question 9.** A tokenizer has learned three merges, in this order: `e r`, then `t h`, then `th e`.
# Into which tokens does it cut `there`? (Work it out with pen and paper.)
#
# *a)* `the` `r` `e`  *b)* `th` `e` `r` `e`  *c)* `there`  *d)* `th` `er` `e`

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
# A character tokenizer, with which step 6 trains your GPT. Encodings whose dot products depend on distance
# only. Attention: scores, softmax, mixture. A byte-level BPE tokenizer like those of the large models.
#
# **Where the real ones differ**
#
# | | you | GPT-2 (2019) | Llama 3.1 8B (2024) | DeepSeek-V3 (2024) | Qwen3 8B (2025) | gpt-oss 120b (2025) |
# |---|---|---|---|---|---|---|
# | vocabulary | 256 + 240 | 50,257 | 128,256 | 129,280 | 151,936 | 201,088 |
# | positions | sine and cosine, added | a learned table of 1024 rows, added | rotary | rotary | rotary | rotary |
# | attention | one query at a time | 12 heads in the small model | 32 heads share 8 keys and values | 128 heads, keys and values compressed | 32 heads share 8 keys and values | 64 heads share 8 keys and values |
#
# All of them work on bytes, cut before they merge, and have special tokens. *Rotary* positions are your clock
# hands again: instead of being added to the vector, they turn it, and the dot product then depends on the
# distance by the same $\cos(a - b)$. GPT-2's 50,257 is a sum that you can now read: 256 bytes, 50,000 merges,
# and one special token.
#
# **What comes next.** In step 2, every token asks at the same time: the loop over queries becomes one matrix
# product, the triangle becomes a mask, and queries, keys and values are *learned*.
#
# **Three sources worth reading**
#
# - Vaswani and others, *Attention Is All You Need* (2017),
#   [arXiv:1706.03762](https://arxiv.org/abs/1706.03762). Sections 3.2.1 and 3.5 are your tasks 3 and 2.
# - Radford and others, *Language Models are Unsupervised Multitask Learners* (2019), the GPT-2 paper. Section
#   2.2 says why bytes.
# - Andrej Karpathy's [minbpe](https://github.com/karpathy/minbpe): byte-pair encoding in small files. Read it
#   after task 4: you will understand every line.
