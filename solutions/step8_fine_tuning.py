# %% [markdown]
# # Step 8 · Fine-tuning
#
# Your GPT can tell tales. Ask it a question about one, and it tells you the next tale. Today you teach it to
# *answer*: the first of the two steps that turned a descendant of GPT-3 into ChatGPT, at a size that trains in half a
# minute on a laptop.
#
# **What you will have built.** Nine pieces of code:
#
# | you write | what it does |
# |---|---|
# | `format_example` | a question and its text become a prompt, with a sign where the answer ends |
# | `build_example` | ids and labels, so that only the answer is taught |
# | `collate` | examples of different lengths in one batch |
# | `masked_cross_entropy` | a loss that looks at the answers alone |
# | `fine_tune` | the training loop, pointed at questions |
# | `exact_match` | the fraction of unseen questions that are answered to the letter |
# | `LoRALinear`, `add_lora`, `merge_lora` | the same, with 3 % of the numbers |
#
# You will see what pretraining is worth, measured fairly; what the model forgets; and how a preference
# becomes a gradient. At the end you talk to your own model.
#
# **Time.** About two and a half hours. Running everything takes two to three minutes on two CPU cores, and
# less than one on a GPU. One cell near the end is optional and off by default: it fine-tunes GPT-2 (a 548 MB
# download, better with a GPU).
#
# **What you need to know.** Step 6's training loop and step 7's `generate`. The parts themselves are
# printed here, solved.
#
# **The price of skipping ahead.** There is nothing after this step to skip to. But it is the one that most
# people will do for a living: few train a GPT from nothing, many fine-tune one. And its mistakes are silent.
# With a mask that is one place off, the loss looks *better* and every answer is wrong. You will see that too.

# %% setup
import copy
import inspect
import math
import os
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from tqdm import tqdm

plt.rcParams.update({"figure.dpi": 100, "font.size": 11, "axes.titlesize": 12, "axes.spines.top": False,
                     "axes.spines.right": False, "lines.linewidth": 2})
BLUE, ORANGE, GREY, PALE = "#0072B2", "#D55E00", "#6B6B6B", "#DCE3E8"  # told apart by colour-blind eyes and in grey print
torch.set_num_threads(1)  # for the small checks; the training runs below take all cores

# %% demo
draw_gpt("fine_tuning")

# %% [markdown]
# Only the lowest path is new: the loop of step 6 once more, on questions and answers. The model itself
# stays exactly what you built.
#
# The next cells are the whole course in a box: the tales and their reader, and solved copies of what you
# wrote in steps 1 to 7.

# %% given="tale_rules"

# %% given="tales"

# %% given="tale_reader"

# %% given="texts"

# %% given="model_file"

# %% given="find_model"

# %% recap="step1_foundations build_vocabulary encode decode merge bpe_encode bpe_decode"

# %% recap="step2_self_attention softmax causal_mask attention"

# %% recap="step3_multi_head_attention split_heads merge_heads MultiHeadAttention"

# %% recap="step4_transformer_block LayerNorm gelu FeedForward TransformerBlock"

# %% recap="step5_gpt_model GPTConfig GPT init_weights load_gpt2_weights random_gpt2 read_safetensors GPT2Tokenizer"

# %% recap="step6_training get_batch learning_rate configure_optimizer FastAttention train_fast Muon"

# %% recap="step7_generation top_k_filter top_p_filter sample_next attention_with_cache generate_cached speaking_gpt"

# %% [markdown]
# And a cell about speed only, from step 6: the same numbers by faster operations, in bf16 where your machine
# gains from it, and a bar that moves with every step of training.

# %%
class SwiftGPT(GPT):
    """A GPT that can compute its forward pass in bf16; what it hands out is float32."""

    half = False

    def forward(self, idx, targets=None):
        with autocast(self.half, idx.device):
            logits, loss = super().forward(idx, targets)
        return logits.float(), loss


def fastest(model, data, batch_size, block_size):
    """Measure what is fast on this machine, and switch the model to it, weights untouched → model."""
    half = choose(model, data, batch_size, block_size)
    model.__class__, model.half = SwiftGPT, half
    return model


@contextmanager
def progress(steps, label):
    """A bar that moves with every step of an optimizer, whatever loop makes the steps."""
    with tqdm(total=steps, file=sys.stdout, mininterval=1.0, bar_format=label + " {percentage:3.0f} %|{bar:30}| {elapsed}") as bar:
        def move(optimizer, args, kwargs):
            bar.update()
        hook = register_optimizer_step_post_hook(move)
        try:
            yield
        finally:
            hook.remove()

# %% [markdown]
# ## 1 · A model that can only continue
#
# Here is your model, and a line that says which: your own of step 6, if you saved it and it reads enough characters, or
# the course's small GPT, trained once for less than half an hour on one CPU core.

# %% demo
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
THREADS = os.cpu_count() or 1

torch.set_num_threads(THREADS)
torch.manual_seed(0)
base, char_to_idx, idx_to_char, card = speaking_gpt(ALPHABET, context=320)
base_seconds = card.get("seconds", 0)
plain = "\n".join(make_tales(300, seed=10, held_out=True)) + "\n"
plain = torch.tensor(encode(plain, char_to_idx))  # tales as the model knows them, without questions, but unseen ones
base = fastest(base.to(device), plain, 8, 240).eval()
print(f"{sum(weight.numel() for weight in base.parameters()):,} parameters, trained for {base_seconds:,.0f} s; "
      f"reads up to {base.config.block_size} characters")

# %% [markdown]
# And here are tales that it has never seen, with questions. The tales come from a grammar, so there are as
# many as we like, and `read_tale`, the reader that came with them, knows the exact answers. That is a luxury:
# for real questions, people, or larger models, wrote the answers, tens of thousands of them.
#
# The *held-out* tales have a twist: in them, someone owns a thing which that person never owned in any tale
# for training. A model that only remembers who usually has what will not get far.

# %% demo
for tale in make_tales(2, seed=80, held_out=True):
    print(tale)
    for question, answer in read_tale(tale).questions:
        print(f"   {question:34} → {answer}")
    print()

# %% [markdown]
# Now ask. We give the model a tale and a question, and let it write what it finds most likely:

# %% demo
tale = make_tales(1, seed=81, held_out=True)[0]
question, answer = read_tale(tale).questions[0]
idx = torch.tensor([encode(f"{tale}\n{question}", char_to_idx)], device=device)  # (1, T)
written = generate_cached(base, idx, max_new_tokens=60, temperature=0)[0, idx.shape[1]:].tolist()
print(tale)
print(f"{question}  (right would be: {answer})")
print(f"→ {decode(written, idx_to_char)}")

# %% [markdown]
# It knows the words, and it may even know the answer: to write a consistent tale, it must keep track of who
# has what. But nobody ever told it that after a question comes an answer, and then silence. It was trained to
# continue, so it continues. GPT-3 did the same in 2020: asked a question, it would often write three more.
#
# There is no module for answering to be added. We show the model texts in which questions *are* answered,
# always in one form, and train on.
#
# ### The form
#
# A **prompt template** turns an example into text. Ours is short, because the model reads 320 characters:
#
# | | text |
# |---|---|
# | prompt | the tale, a line break, `Q: ` and the question, a line break, `A: ` |
# | answer | the response, and the **end mark** |
#
# **By hand.** With the instruction `Who has the kite?`, the input `Mia got a kite.` and the response `Mia`:
#
# ```text
# prompt   Mia got a kite.⏎Q: Who has the kite?⏎A:␣
# answer   Mia⏎
# ```
#
# **The end mark** is how the model says "I am done". Without it, the answer would be followed by whatever
# comes next. It must never occur inside an answer. A line break is a good choice: in the tales it stands
# after each tale and nowhere else, so the model already knows it as *here something ends*. GPT-2 has a token
# of its own for this, `<|endoftext|>`, and chat models have several.
#
# Real instruction sets (Alpaca's 52,000 examples, for instance) have three fields: an *instruction*, an
# *input* that may be missing, and the answer, which we call *response* (Alpaca calls it *output*).
#
# ### Exercise: `format_example` (2 points)

# %%
END_MARK = "\n"

# %% exercise="format_example"
def format_example(example):
    """One example as text: what the model is given, and what it should write.

    example: a dict with "instruction" and "response" (strings), and, not always, "input" (a string that may be
        empty). It is not changed.

    Returns the tuple (prompt, answer) of two strings. The prompt holds the input (where there is one) and the
    instruction, and nothing of the response. The answer is the response, with END_MARK after it.

    Example: for {"instruction": "Who has the kite?", "input": "Mia got a kite.", "response": "Mia"} the prompt is
    "Mia got a kite.\\nQ: Who has the kite?\\nA: " and the answer "Mia\\n". (You may choose another wording. But
    keep it short, and our small model reads only letters, digits, blanks, line breaks and ! " ' , - . : ; ?)

    Hints:
        1. dict.get gives a default where a key is missing. Missing and empty mean the same here.
        2. Without an input, start the prompt with the question, and have no "None" in it.
        3. Always exactly the same form, down to the blanks: the model learns the form, too.
    """
    ### BEGIN SOLUTION
    text = example.get("input") or ""
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK
    ### END SOLUTION

# %% check="format_example" points=2
def what_holds(example):
    """What can be said of the result, whatever the wording of the template."""
    result = format_example(example)
    prompt, answer = result
    response = example["response"]
    return {"a pair of texts": [type(prompt).__name__, type(answer).__name__],
            "the instruction stands in the prompt": example["instruction"] in prompt,
            "the input stands in the prompt": example.get("input", "") in prompt,
            "the response stands in the prompt": response in prompt,
            "the answer without its end mark is the response": answer.removesuffix(END_MARK).strip() == response,
            "the answer ends with END_MARK": answer.endswith(END_MARK),
            "END_MARKs in the answer": answer.count(END_MARK),
            "None or {} stands in the prompt": any(word in prompt for word in ("None", "{input}", "{instruction}"))}


kite = {"instruction": "Who has the kite?", "input": "One day Mia got a kite.", "response": "the girl"}
probe(what_holds(kite), "an example with an input")
probe(what_holds({"instruction": "Say hello.", "response": "Good morning!"}), "an example without an input")
probe(what_holds({"instruction": "Name a fruit.", "input": "", "response": "quince"}), "an example whose input is empty")
check_true(kite == {"instruction": "Who has the kite?", "input": "One day Mia got a kite.", "response": "the girl"},
           "format_example must not change the example")
### BEGIN HIDDEN TESTS
probe(what_holds({"instruction": "What did she say?", "input": "Eva came home, 100 % {happy}. " * 20, "response": "I do not know."}), "a long input")
probe(what_holds({"response": "by the old mill", "input": "Tom went out. He slept.", "instruction": "Where is Tom?"}),
      "keys in another order")
probe(what_holds({"instruction": "Say Q, then A.", "response": "Q: A: Q"}), "a response that looks like a template")
with_input, without = format_example(kite), format_example({**kite, "input": "One day Ben got a kite."})
check_true(with_input[0] != without[0] and with_input[1] == without[1], "another input: another prompt, the same answer")
check_true(format_example({**kite, "response": "Tom"})[0] == with_input[0], "another response: the same prompt, which must not give anything of it away")
hello = {"instruction": "Say hello.", "response": "Good morning!"}
check_true(kite["input"] not in format_example(hello)[0], "nothing of an example stands in the prompt of the next one")
check_true(hello == {"instruction": "Say hello.", "response": "Good morning!"}, "format_example must not change the example")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** One example of the thousands on which you will train, exactly as the model gets it:

# %%
TAUGHT = ("Who", "Where is")  # how the questions begin that we teach; the reader knows more kinds ("Why", "What", …)


def kind_of(question):
    return " ".join(question.split()[:2])  # "Who has", "Where is", …


def questions_in_turn(tales, seed=0):
    """For each tale its questions of our TAUGHT, those first whose kind came rarely so far → list of (tale, questions)."""
    generator, asked, found = np.random.RandomState(seed), Counter(), []
    for tale in tales:
        questions = [pair for pair in read_tale(tale).questions if pair[0].startswith(TAUGHT)]
        generator.shuffle(questions)
        questions.sort(key=lambda pair: asked[kind_of(pair[0])])
        if questions:
            asked[kind_of(questions[0][0])] += 1
            found.append((tale, questions))
    return found


def first_questions(turns):
    """One example for each tale, where it fits into the base model → list of examples."""
    examples = [{"instruction": questions[0][0], "input": tale, "response": questions[0][1]} for tale, questions in turns]
    return [example for example in examples if sum(map(len, format_example(example))) <= base.config.block_size + 1]

# %% demo
turns = questions_in_turn(make_tales(12_000, seed=8))
examples = first_questions(turns)
unseen = first_questions(questions_in_turn(make_tales(600, seed=9, held_out=True)))[:200]
print(f"{len(examples)} examples to train on, {len(unseen)} held out. Kinds among these: "
      f"{dict(Counter(kind_of(example['instruction']) for example in unseen))}\n")
prompt, answer = format_example(examples[0])
print(f"prompt:\n{prompt}\n\nanswer: {answer!r}")

# %% [markdown]
# ## 2 · Teach the answer, not the question
#
# Step 6 taught the model to predict *every* next character. For an example of 220 characters, of which the
# answer has five, 215 of the 220 labels would go into "how do people phrase questions". We want the
# gradient to come from the answer alone. So we keep two lists apart: what the model **reads** (everything)
# and what it is **marked on** (the answer).
#
# The mark for "do not look here" is the label **−100**. The number has no meaning of its own; it cannot be a
# token id, and it is what PyTorch's `F.cross_entropy` skips unless told otherwise, so everybody uses it.
#
# **By hand.** Prompt ids `[5, 6, 7]`, answer ids `[8, 9]`, where 9 is the end mark. All ids: `5 6 7 8 9`. As
# in step 6, `x` is all but the last, and `y` is one ahead:
#
# | position | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | `x`, read | 5 | 6 | 7 | 8 |
# | one ahead | 6 | 7 | 8 | 9 |
# | belongs to | prompt | prompt | answer | answer |
# | `y`, the label | −100 | −100 | **8** | **9** |
#
# Look at position 2. The model has just read the *last token of the prompt*, and its label is the *first token
# of the answer*. So a prompt of $P$ ids masks only $P - 1$ labels: this is where most people are one off. And
# the end mark is a label like any other. If it were masked, the model would never learn to stop.
#
# **Too long.** The model reads at most `block_size` ids, so `x` and `y` may have no more. What gives way is
# the *front*: keep the last `block_size + 1` ids. With `block_size = 3` the example becomes `6 7 8 9`, so `x
# = [6, 7, 8]` and `y = [-100, 8, 9]`. The prompt goes first; only an answer longer than `block_size + 1` loses some
# of its own front.
#
# ### Exercise: `build_example` (4 points)

# %% exercise="build_example"
def build_example(prompt_ids, answer_ids, block_size):
    """What the model reads and what it is marked on, for one example.

    prompt_ids, answer_ids: lists of token ids, each with at least one; they are not changed. The last answer id is
        the end mark, which is taught like the others.
    block_size: the most ids that the model can read.

    Returns the tuple (x, y) of two long tensors of one length, (T,) with T ≤ block_size.
    x: all ids but the last. y: the id that comes after each, and -100 wherever that id belongs to the prompt.
    Where there are more than block_size + 1 ids, only the last block_size + 1 count.

    Example: build_example([5, 6, 7], [8, 9], block_size=10) is ([5, 6, 7, 8], [-100, -100, 8, 9]), and with
    block_size=3 it is ([6, 7, 8], [-100, 8, 9]).

    Hints:
        1. Write down two lists of equal length first: all ids; and all labels, with a -100 for each prompt id.
        2. Cut both at the front, in the same way. (What does a slice that begins at -4 give for a list of three?)
        3. Now x drops its last element and y its first. That is the whole shift.
    """
    ### BEGIN SOLUTION
    ids = (prompt_ids + answer_ids)[-(block_size + 1):]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1):]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
    ### END SOLUTION

# %% [markdown]
# <details><summary>Hint: what if nothing is left of the prompt?</summary>
#
# If you build `y` first and then write −100 over its beginning, the number of places is the length of what is
# *left* of the prompt, minus one. When the whole prompt was cut away, that is −1, and `y[:-1] = -100` masks
# nearly everything. Two lists that are cut together have no such corner.
#
# </details>

# %% check="build_example" points=4
prompt_ids, answer_ids = [5, 6, 7, 4], [8, 3, 9]
probe(build_example(prompt_ids, answer_ids, 20), "prompt [5, 6, 7, 4], answer [8, 3, 9], room for 20: (x, y)")
probe(build_example(prompt_ids, answer_ids, 4), "the same with room for 4")
probe(build_example([5], [9], 20), "one id each")
check_true([prompt_ids, answer_ids] == [[5, 6, 7, 4], [8, 3, 9]], "build_example must not change its arguments")
### BEGIN HIDDEN TESTS
probe([part.dtype == torch.long for part in build_example(prompt_ids, answer_ids, 6)], "are x and y long tensors?")
probe(build_example(prompt_ids, answer_ids, 6), "exactly as many ids as there is room for")
probe(build_example(prompt_ids, answer_ids, 5), "one id too many")
probe(build_example([1, 2, 3], [4, 5, 6, 7, 8, 9], 4), "so long that nothing of the prompt is left")
probe(build_example([1, 2, 3], [4, 5, 6, 7, 8, 9], 6), "so long that one id of the prompt is left")
probe(build_example([0, 0, 0, 2, 0], [0, 2, 0, 0], 30), "ids that occur in prompt and answer")
probe(build_example(list(range(100, 140)), list(range(7)), 64), "longer ones")
probe(build_example([50_256, 40_001, 2_049], [32_769, 50_255], 10), "ids as large as GPT-2's")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The example of above without its tale, character by character. The upper row is
# what the model has just read, the lower one what it is marked on.

# %% demo
prompt, answer = format_example({"instruction": "Who has the kite?", "response": "Mia"})
x, y = build_example(encode(prompt, char_to_idx), encode(answer, char_to_idx), base.config.block_size)


def visible(index):
    return {"\n": "⏎", " ": "␣"}.get(idx_to_char[index], idx_to_char[index])


figure, ax = plt.subplots(figsize=(12, 2.1), layout="constrained")
for column, (read, label) in enumerate(zip(x.tolist(), y.tolist())):
    taught = label != -100
    ax.add_patch(plt.Rectangle((column - 0.45, 1.05), 0.9, 0.9, facecolor=PALE))
    ax.text(column, 1.5, visible(read), ha="center", va="center", fontsize=13)
    ax.add_patch(plt.Rectangle((column - 0.45, 0.05), 0.9, 0.9, facecolor=ORANGE if taught else "white", edgecolor=GREY))
    ax.text(column, 0.5, visible(label) if taught else "−100", ha="center", va="center", fontsize=13 if taught else 7,
            color="white" if taught else GREY, weight="bold" if taught else "normal")
ax.set(xlim=(-0.6, len(x) - 0.4), ylim=(0, 2), xlabel="position")
ax.set_yticks([0.5, 1.5], ["y, marked on", "x, read"])
ax.set_xticks(range(len(x)))
ax.tick_params(length=0)
for side in ax.spines.values():
    side.set_visible(False)
plt.show()

# %% [markdown]
# *Notice:* the first orange cell stands under the blank after `A:`. There the model has read the whole prompt
# and has to say the first letter of the answer. The last one is the end mark.

# %% [markdown]
# ## 3 · One batch, many lengths
#
# A tensor is a rectangle, and examples are not. `torch.stack` says so:

# %% demo
pairs_of_two = [(torch.tensor([5, 6, 7, 8]), torch.tensor([-100, -100, 8, 9])), (torch.tensor([5, 8]), torch.tensor([8, 9]))]
try:
    torch.stack([x for x, _ in pairs_of_two])
except RuntimeError as error:
    print(type(error).__name__, "→", error)

# %% [markdown]
# So the short ones are filled up, **padded**, to the length of the longest: `x` with some id, `y` with −100,
# because padding is nothing to be marked on. **By hand**, for the two examples above, with `pad_id = 0`:
#
# $$x = \begin{bmatrix}5&6&7&8\\5&8&\mathbf 0&\mathbf 0\end{bmatrix}\qquad
# y = \begin{bmatrix}-100&-100&8&9\\8&9&\mathbf{-100}&\mathbf{-100}\end{bmatrix}\qquad\text{both } (B, T)$$
#
# **Why on the right?** Because your attention is causal. A token sees what stands to its left, so padding on
# the right is invisible to every real token; we need no mask for it and no new positions. Which id we pad
# with does not matter at all. (It only has to exist: `wte` has no row −100.)
#
# ### Exercise: `collate` (2 points)

# %% exercise="collate"
def collate(pairs, pad_id):
    """Examples of different lengths as one batch.

    pairs: a list of B pairs (x, y) as build_example makes them, each two long tensors of one length. They are not
        changed.
    pad_id: the id that fills up x. (Where x is padded, y is -100.)

    Returns the tuple (x, y) of two long tensors (B, T), where T is the length of the longest. Padding stands on the
    right.

    Example: collate([(tensor([5, 6, 7]), tensor([-100, 7, 9])), (tensor([5]), tensor([9]))], pad_id=0) is
    ([[5, 6, 7], [5, 0, 0]], [[-100, 7, 9], [9, -100, -100]]).

    Hints:
        1. Make two tensors of shape (B, T) that hold nothing but padding: torch.full.
        2. Then write each x and y over the beginning of its row.
    """
    ### BEGIN SOLUTION
    T = max(len(x) for x, _ in pairs)
    inputs = torch.full((len(pairs), T), pad_id)
    labels = torch.full((len(pairs), T), -100)
    for row, (x, y) in enumerate(pairs):
        inputs[row, :len(x)] = x
        labels[row, :len(y)] = y
    return inputs, labels
    ### END SOLUTION

# %% check="collate" points=2
three = [(torch.tensor([5, 6, 7]), torch.tensor([-100, 7, 2])), (torch.tensor([4]), torch.tensor([3])),
         (torch.tensor([8, 2, 5, 6, 1]), torch.tensor([-100, -100, 6, 1, 2]))]
probe(collate(three, 9), "lengths 3, 1 and 5, padded with 9: (x, y)")
probe(collate(three[:1], 0), "a batch of one")
check_equal([tensor for pair in three for tensor in pair],
            [[5, 6, 7], [-100, 7, 2], [4], [3], [8, 2, 5, 6, 1], [-100, -100, 6, 1, 2]], "collate must not change the pairs")
### BEGIN HIDDEN TESTS
probe(collate([(torch.tensor([5, 0, 7]), torch.tensor([-100, 7, 0])), (torch.tensor([0, 0, 1]), torch.tensor([-100, 1, 0]))], 0),
      "equal lengths, with the padding's id inside")
probe(collate(three[::-1], 2), "another order")
probe([part.dtype == torch.long for part in collate(three, 2)], "are x and y long tensors?")
probe(collate([(torch.arange(n), torch.arange(n) + 1) for n in (2, 7, 7, 1, 4, 6)], 70), "a batch of six")
probe(collate(three, 0), "lengths 3, 1 and 5, padded with 0")
held = collate(three, 9)
probe(collate([(x + 10, y) for x, y in reversed(three)], 9), "another batch of the same shape")
check_equal(held[0], [[5, 6, 7, 9, 9], [4, 9, 9, 9, 9], [8, 2, 5, 6, 1]], "a batch stays what it is when the next one is made")
probe(collate([(torch.tensor([50_256]), torch.tensor([40_001]))] * 2, 50_256), "a single id each, as large as GPT-2's")
probe([list(part.shape) for part in collate([(torch.arange(900), torch.arange(900))] * 2, 0)], "900 ids: the shapes")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** Two batches of sixteen real examples. How much of them is answer? (Orange is all that is
# taught.)

# %%
def to_pairs(examples):
    """Examples → pairs (x, y), by your two functions."""
    texts = [format_example(example) for example in examples]
    return [build_example(encode(prompt, char_to_idx), encode(answer, char_to_idx), base.config.block_size)
            for prompt, answer in texts]


def conversation(tale, questions):
    """A tale and as many questions as fit, every answer taught → a pair (x, y), or None where not even one fits."""
    ids, labels, block_size = [], [], base.config.block_size
    for question, answer in questions:
        example = {"instruction": question, "response": answer} | ({} if ids else {"input": tale})
        prompt, answer = (encode(text, char_to_idx) for text in format_example(example))
        if len(ids) + len(prompt) + len(answer) <= block_size + 1:
            _, y = build_example(ids + prompt, answer, block_size)  # labels of the newest answer only
            ids, labels = ids + prompt + answer, labels + y.tolist()[len(labels):]  # those before keep theirs
    return (torch.tensor(ids[:-1]), torch.tensor(labels)) if ids else None

# %% demo
PAD = char_to_idx[END_MARK]  # any id would do
tests = to_pairs(unseen)
pairs = [pair for pair in (conversation(*turn) for turn in turns) if pair is not None]

figure, axes = plt.subplots(2, 1, figsize=(12, 5.4), layout="constrained", sharex=True)
for ax, batch, title in ((axes[0], to_pairs(examples[:16]), "one question for each tale"), (axes[1], pairs[:16], "several")):
    x, y = collate(batch, PAD)  # (16, T)
    lengths = torch.tensor([len(x) for x, _ in batch])
    kind = torch.zeros_like(x)  # 0 prompt, 1 answer, 2 padding
    kind[y != -100] = 1
    kind[torch.arange(x.shape[1]) >= lengths[:, None]] = 2
    ax.imshow(np.array([[220, 227, 232], [213, 94, 0], [255, 255, 255]])[kind], aspect="auto", interpolation="nearest")
    ax.set(ylabel="example (B)")
    ax.set_title(title, loc="left")
    shares = [f"{100 * (kind == value).float().mean():.0f} % {name}" for value, name in enumerate(("prompt", "answer", "padding"))]
    print(f"{title + ':':28}", ", ".join(shares))
axes[1].set_xlabel("position (T)")
for name, colour in (("prompt, label −100", PALE), ("answer, taught", ORANGE), ("padding, label −100", "white")):
    axes[0].bar(0, 0, color=colour, edgecolor=GREY, label=name)
axes[0].legend(ncols=3, loc="lower right", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=10)
plt.show()

# %% [markdown]
# *Notice:* the model has to read a great deal to be taught a little. So for training (not for the test!) we ask
# *several* questions about each tale, one after the other, and teach every answer: three times as much to learn
# from nearly the same reading. Chat models are trained just so, on conversations of many turns. And people put
# examples of similar length into one batch, to waste less on padding.

# %% [markdown]
# **Quick question 1.** You pad `x` with the id of the line break, which is also your end mark. A friend
# worries: "Now each short row has fifty end marks behind it. The model will learn nothing but stopping."
#
# *a)* The friend is right; a padding id must never occur in real text.
#
# *b)* The friend is wrong: no label asks for those marks, and no real token can see them.
#
# *c)* The friend is right about the loss, but the causal mask makes up for it.
#
# *d)* The friend is wrong, because the loss ignores the id of the end mark everywhere.

# %% exercise="answer_padding"
# answer_padding = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_padding = "b"
### END SOLUTION

# %% check="answer_padding" points=1
probe_choice(answer_padding, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_padding, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## 4 · A loss for answers alone
#
# At each position the loss is $-\ln p$ of the right next token, as in step 6. Now the mean goes over the
# positions whose label is not −100, and over no others:
#
# $$\text{loss} = \frac{1}{N}\sum_{(b,t)\,:\;y_{bt} \ne -100} -\ln \operatorname{softmax}(\text{logits}_{bt})_{y_{bt}}
# \qquad N = \text{how many such positions the whole batch has}$$
#
# **By hand.** One text of three positions, two tokens, labels `[-100, 0, 1]`:
#
# | position | logits | label | $-\ln p$ |
# |---|---|---|---|
# | 0 | $[5, 1]$ | −100 | *skipped* |
# | 1 | $[0, 0]$ | 0 | $-\ln \tfrac12 = 0.693$ |
# | 2 | $[0, \ln 3]$ | 1 | $-\ln \tfrac34 = 0.288$ |
#
# The loss is $(0.693 + 0.288) / 2 = \mathbf{0.490}$. Dividing by all three positions would give 0.327. That
# looks harmless, and it is not: then a batch with more padding would have a smaller loss and smaller
# gradients, and the learning rate would depend on how long the tales happen to be.
#
# ### Exercise: `masked_cross_entropy` (2 points)

# %% exercise="masked_cross_entropy"
def masked_cross_entropy(logits, labels):
    """The mean cross-entropy, in nats, over the positions that have a label.

    logits: (B, T, V). labels: (B, T) ids, -100 where there is nothing to be marked on; at least one is an id.
    Returns a tensor with a single number. Gradients flow into the logits of the labelled positions.

    Example: logits [[[5, 1], [0, 0], [0, ln 3]]] with labels [[-100, 0, 1]] give 0.490.

    Hints:
        1. labels != -100 is a boolean (B, T). Index with it: logits[…] is then (N, V), labels[…] is (N,).
        2. What is left is an ordinary cross-entropy: F.cross_entropy, or the logsumexp of step 6.
    """
    ### BEGIN SOLUTION
    marked = labels != -100
    return F.cross_entropy(logits[marked], labels[marked])  # (N, V), (N,)
    ### END SOLUTION

# %% check="masked_cross_entropy" points=2
logits = 2 * sample(3, 4, 5)
labels = torch.tensor([[-100, -100, 3, 0], [-100, 4, -100, -100], [-100, 1, 0, 2]])
probe(masked_cross_entropy(logits, labels), "3 texts of 4 positions, 6 of 12 labelled")
probe(masked_cross_entropy(torch.tensor([[[5.0, 1.0], [0.0, 0.0], [0.0, math.log(3)]]]), torch.tensor([[-100, 0, 1]])),
      "the numbers worked out above")
check_equal([logits, labels], [2 * sample(3, 4, 5), [[-100, -100, 3, 0], [-100, 4, -100, -100], [-100, 1, 0, 2]]],
            "masked_cross_entropy must not change its arguments")
### BEGIN HIDDEN TESTS
probe(masked_cross_entropy(3 * sample(2, 6, 7, seed=1), torch.tensor([[-100] * 6, [-100, -100, 6, 5, 0, -100]])),
      "a text without a label beside one with three")
probe(masked_cross_entropy(150 * sample(2, 3, 4, seed=2), torch.tensor([[0, -100, 0], [1, 0, 3]])), "very large logits")
probe(masked_cross_entropy(3 * sample(2, 3, 4, seed=2), torch.tensor([[0, 0, 0], [1, 0, 3]])), "no label is -100")
logits = sample(2, 5, 3, seed=3).requires_grad_()
masked_cross_entropy(logits, torch.tensor([[-100, 2, 1, -100, -100], [-100, -100, -100, 0, -100]])).backward()
probe(logits.grad, "the gradient of the logits")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** PyTorch's own function agrees, because −100 is what it ignores by default. So your
# `GPT` of step 5, which hands its targets to that function, has understood −100 all the time:

# %% demo
x, y = (tensor.to(device) for tensor in collate(pairs[:16], PAD))
with torch.no_grad():
    logits, loss_of_the_model = base(x, y)
print(f"yours:                {masked_cross_entropy(logits, y):.4f}")
print(f"F.cross_entropy:      {F.cross_entropy(logits.flatten(0, 1), y.flatten()):.4f}")
print(f"the GPT's own:        {loss_of_the_model:.4f}")
print(f"one character of an answer, guessed blindly: ln {len(char_to_idx)} = {math.log(len(char_to_idx)):.4f}")

# %% [markdown]
# The base model does worse on answers than on tales (it has never seen one).

# %% [markdown]
# ## 5 · The loop
#
# You know every line of it from step 6. What differs: the batches are drawn from `pairs` and go through
# `collate`; the loss is the masked one; and the optimizer gets the *trainable* parameters only, which will
# matter when most of the model is frozen.
#
# The learning rate is smaller than in pretraining, by a factor of three or more: the weights are already
# good, and we want to turn them, not to burn them.
#
# ### Exercise: `fine_tune` (5 points)

# %% exercise="fine_tune"
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    """Train a GPT on examples, in place.

    model: a GPT. Parameters whose requires_grad is False stay as they are.
    pairs: a list of pairs (x, y) as build_example makes them; not changed.
    steps: how many steps of the optimizer. batch_size: how many examples in each, drawn at random.
    max_lr: the highest learning rate; none is above it. pad_id: for collate.

    At each step, in training mode: a batch on the model's device; its masked loss, by one forward pass; the gradients
    of this batch alone (clear the old ones); their norm, over all parameters together, clipped at 1.0; one step of
    AdamW (a torch.optim optimizer, without a closure).

    Returns the losses, a list of one plain float a step.

    Example: fine_tune(model, pairs, steps=100, batch_size=16, max_lr=1e-3) returns 100 losses that go down.

    Hints:
        1. configure_optimizer(model, lr, weight_decay) of step 6 makes the AdamW for you (a decay of 0 is fine here).
        2. learning_rate(step, max_lr, min_lr, warmup_steps, max_steps) of step 6 gives the rate of each step; write
           it into every one of optimizer.param_groups. A tenth of the steps for the warm-up and a min_lr of a tenth of max_lr are a good choice.
        3. Draw batch_size numbers below len(pairs), for instance with torch.randint, and collate those pairs.
        4. The device is that of any parameter: next(model.parameters()).device.
        5. Then the moves of step 6 in their order: loss, forget, backward, clip, step. loss.item() is a plain float.
    """
    ### BEGIN SOLUTION
    device = next(model.parameters()).device
    adamw = configure_optimizer(model, max_lr, weight_decay=0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in adamw.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)  # (B, T), (B, T)
        logits, _ = model(x.to(device))  # (B, T, V)
        loss = masked_cross_entropy(logits, y.to(device))
        adamw.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        adamw.step()
        losses.append(loss.item())
    return losses
    ### END SOLUTION

# %% check="fine_tune" points=5
class Watched(GPT):
    """A GPT that keeps the batch which it was shown last."""

    shown, trains = None, False

    def forward(self, idx, targets=None):
        self.shown, self.trains = idx.detach().clone(), all(layer.training for layer in self.modules())
        return super().forward(idx, targets)


def small_gpt(**more):
    model = Watched(GPTConfig(vocab_size=11, block_size=12, n_layer=1, n_head=2, d_model=8, **more))
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.0.{layer}.{part}" for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")])
    return model


def examples_in(shown, pairs):
    """Which of the pairs stand in the rows of a batch; None where one row is foreign."""
    rows = [next((i for i, (x, _) in enumerate(pairs) if row[:len(x)] == x.tolist()), None) for row in shown.tolist()]
    return None if None in rows else rows


def reference(model, pairs, shown, rows):
    """The masked loss of a batch and its clipped gradients, by a twin of the model."""
    labels = torch.full(shown.shape, -100)
    for row, i in enumerate(rows):
        labels[row, :len(pairs[i][1])] = pairs[i][1]
    twin = copy.deepcopy(model)
    twin.zero_grad()
    loss = F.cross_entropy(GPT.forward(twin, shown)[0].flatten(0, 1), labels.flatten(), ignore_index=-100)
    loss.backward()
    nn.utils.clip_grad_norm_(twin.parameters(), 1.0)
    return loss.item(), [weight.grad for weight in twin.parameters()]


def alike(mine, theirs):
    return mine is theirs is None or (mine is not None and theirs is not None and torch.allclose(mine, theirs, rtol=1e-3, atol=1e-5))


def watch(model, pairs, steps, batch_size, max_lr, **options):
    """Run fine_tune and look at every step of its optimizer, just before it happens → (losses, what was seen)."""
    seen, optimizers = [], []

    def look(optimizer, args, kwargs):
        rows = None if model.shown is None else examples_in(model.shown, pairs)
        rates = [group["lr"] for group in optimizer.param_groups]
        optimizers.append(optimizer)
        step = {"rows": None if model.shown is None else len(model.shown), "examples": rows, "training mode": model.trains,
                "the batch is made of the examples, padded at the end": rows is not None,
                "0 ≤ learning rate ≤ max_lr": all(0 <= rate <= 1.0001 * max_lr for rate in rates), "rate": max(rates),
                "the optimizer is AdamW": isinstance(optimizer, (torch.optim.Adam, torch.optim.AdamW)),
                "and the same one at each step": optimizer is optimizers[0],
                "gradients": [None if weight.grad is None else weight.grad.clone()
                              for weight in (model.wte.weight, model.h[0].attn.qkv.weight)]}
        if len(seen) < 4:
            loss, gradients = (None, []) if rows is None else reference(model, pairs, model.shown, rows)
            step["loss"] = loss
            step["clipped gradients of this batch alone"] = len(gradients) > 0 and all(
                alike(weight.grad, theirs) for weight, theirs in zip(model.parameters(), gradients))
        seen.append(step)

    hook = register_optimizer_step_pre_hook(look)
    try:
        losses = fine_tune(model, pairs, steps, batch_size, max_lr, **options)
    finally:
        hook.remove()
    return losses, seen


def facts(seen):
    """What holds at each step."""
    return [{key: value for key, value in step.items() if isinstance(value, bool)} for step in seen]


one = (torch.tensor([3, 7, 5, 1, 8]), torch.tensor([-100, -100, 1, 8, 2]))
model = small_gpt()
before = model.wte.weight.detach().clone()
losses, seen = watch(model, [one] * 4, 3, 2, 0.01)
probe([float(losses[0]), seen and seen[0]["rows"], seen and seen[0]["gradients"]],
      "four times the same example, batches of two: the first loss, the rows of the first batch, the first gradients")
probe(facts(seen), "the three steps")
probe([len(losses), torch.equal(before, model.wte.weight)], "[number of losses, are the weights what they were before?]")
### BEGIN HIDDEN TESTS
mixed = [(torch.tensor([3, 7, 5, 1, 8]), torch.tensor([-100, -100, 1, 8, 2])), (torch.tensor([4, 6]), torch.tensor([-100, 2])),
         (torch.tensor([9, 9, 1, 2, 10, 10, 7, 3, 5]), torch.tensor([-100] * 8 + [2]))]
model = small_gpt().eval()
torch.manual_seed(0)
losses, seen = watch(model, mixed, 30, 2, 0.003)
probe(facts(seen), "thirty steps on three examples of different lengths, a model that comes in evaluation mode")
probe([len(losses), sorted({i for step in seen for i in step["examples"] or []})], "[number of losses, which examples were drawn]")
check_true(all(step["loss"] is not None and abs(float(loss) - step["loss"]) <= 1e-3 * (1 + step["loss"])
               for loss, step in zip(losses, seen[:4])), "what is returned are the losses of the batches that were trained on")
check_true(all(isinstance(loss, float) for loss in losses), "each loss is a plain float, no tensor")
check_true(max(step["rate"] for step in seen) > 0.0015, "the highest learning rate, here of 30 steps, is max_lr or close to it")
check_equal([tensor for pair in mixed for tensor in pair],
            [[3, 7, 5, 1, 8], [-100, -100, 1, 8, 2], [4, 6], [-100, 2], [9, 9, 1, 2, 10, 10, 7, 3, 5], [-100] * 8 + [2]],
            "fine_tune must not change the pairs")
model = small_gpt()
model.h[0].mlp.requires_grad_(False)
model.wpe.requires_grad_(False)
with torch.no_grad():
    model.ln_f.weight *= 0.02  # small gradients: their norm is below 1
frozen = {name: weight.detach().clone() for name, weight in model.named_parameters() if not weight.requires_grad}
losses, seen = watch(model, mixed, 3, 2, 0.00005)
after = dict(model.named_parameters())
check_true(all(torch.equal(old, after[name]) and not after[name].requires_grad for name, old in frozen.items()),
           "frozen parameters stay as they are, and stay frozen")
probe(facts(seen), "a model with frozen parts and small gradients")
padded, takes_pad = small_gpt(), "pad_id" in inspect.signature(fine_tune).parameters
watch(padded, mixed[1:], 6, 8, 0.01, **({"pad_id": 6} if takes_pad else {}))
check_true(not takes_pad or all((row[len(mixed[1][0]):] == 6).all() for row in padded.shown if row[0] == 4), "short examples are filled up with pad_id")
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · The score
#
# A loss of 0.05: is that good? Nobody can tell. So we count: of the questions about tales that the model has
# never seen, how many does it answer **exactly**, to the letter, end mark included? *Mia.* is wrong where
# *Mia* was asked for. That is strict, and it cannot be argued with.
#
# The plain way is to let the model write each answer, most likely token first, and compare. That takes a
# pass through the model for every character. There is a way to do it in **one** pass. Give the model prompt
# *and* right answer, as in training, and look at its first choice (the argmax) at each labelled position:
#
# - If all first choices are the labels, then writing freely it would have written the same answer: its first
#   character is right, so it reads on from the right text, so the second is right, and so on.
# - If one is not, then writing freely it would have left the right path at the first such place.
#
# **By hand.** Labels and first choices of three examples:
#
# | labels | first choices | right? |
# |---|---|---|
# | −100, −100, 8, 9 | 3, 6, **8, 9** | yes: the choices at −100 do not count |
# | −100, 8, 4, 9 | 8, **8, 4**, 2 | no: the end mark is missing, it would go on |
# | −100, 8, 4, 9 | 1, 5, **4, 9** | no: the first character is wrong |
#
# One of three answers is exact: 0.333. (Five of eight *characters* are right, 0.625. That is another
# question, and a kinder one.)
#
# ### Exercise: `exact_match` (3 points)

# %% exercise="exact_match"
def exact_match(model, pairs, pad_id=0):
    """The fraction of examples that the model, always writing its most likely token, would answer exactly.

    model: a GPT; afterwards it is in the mode (training or evaluation) in which it came.
    pairs: a list of pairs (x, y) as build_example makes them; not changed. pad_id: for collate.

    Returns a float from 0 to 1. An answer counts when it is right from its first token to its last, the end mark.
    No dropout and no gradients.

    Example: of the three examples in the table above one is exact: 0.333….

    Hints:
        1. Remember model.training, switch to evaluation, and switch back at the end.
        2. Go through the pairs in batches of, say, 50 (the last one may be smaller): collate, to the model's device,
           logits, argmax.
        3. A row is exact when every position of it is either right or not labelled: (B, T) of truth values, then
           .all(dim=…). Count rows, not positions.
    """
    ### BEGIN SOLUTION
    device = next(model.parameters()).device
    mode, exact = model.training, 0
    model.eval()
    with torch.inference_mode():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start:start + 50], pad_id)
            y = y.to(device)
            choices = model(x.to(device))[0].argmax(dim=-1)  # (B, T)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(mode)
    return exact / len(pairs)
    ### END SOLUTION

# %% check="exact_match" points=3
def answering_gpt(seed, **more):
    """A small GPT with known weights, and the answer that it writes to a prompt."""
    model = GPT(GPTConfig(vocab_size=11, block_size=12, n_layer=1, n_head=2, d_model=8, **more)).eval()
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.0.{layer}.{part}" for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")], seed)

    def write(prompt, length):
        ids = list(prompt)
        for _ in range(length):
            with torch.no_grad():
                ids.append(model(torch.tensor([ids]))[0][0, -1].argmax().item())
        return ids[len(prompt):]

    return model, write


def pair(prompt, answer):
    ids = [*prompt, *answer]
    return torch.tensor(ids[:-1]), torch.tensor([-100] * (len(prompt) - 1) + answer)


def spoilt(write, prompt, length, place):
    """An answer with one wrong token, and on from there what the model would write."""
    answer = write(prompt, length)
    answer[place] = (answer[place] + 1) % 11
    return answer[:place + 1] + write([*prompt, *answer[:place + 1]], length - place - 1)


model, write = answering_gpt(seed=0)
ten = [pair(prompt, write(prompt, length)) for prompt, length in [([3, 7, 5], 3), ([1, 9, 9, 4, 2], 1), ([6], 5), ([2], 1)]]
ten += [pair([8, *write([8], 3)], write([8], 5)[3:])]  # a prompt that the model might have written itself
ten += [pair(prompt, spoilt(write, prompt, length, place)) for prompt, length, place in
        [([2, 2, 8], 4, 3), ([5, 10], 2, 1), ([4, 1, 7], 4, 0), ([8, 3, 3, 9, 0], 3, 0), ([10, 5, 6], 5, 2)]]
former = [part.tolist() for example in ten for part in example]
torch.manual_seed(1)
probe([float(exact_match(model, [example])) for example in ten], "ten questions one by one: five right answers, five with one wrong token each")
probe(float(exact_match(model, ten[:5])), "the five with right answers together")
probe(float(exact_match(model, ten)), "the ten questions together")
probe(float(exact_match(model, ten[7:])), "the last three")
check_equal([part for example in ten for part in example], former, "exact_match must not change the pairs")
check_true(not model.training, "a model in evaluation mode stays in it")
### BEGIN HIDDEN TESTS
model, write = answering_gpt(seed=40, dropout=0.6)
generator = np.random.RandomState(0)
many = []
for number in range(130):
    prompt = generator.randint(11, size=1 + number % 6).tolist()
    length = 1 + number % 5
    many.append(pair(prompt, write(prompt, length) if number % 7 < 3 else spoilt(write, prompt, length, number % length)))
model.train()
probe(float(exact_match(model, many)), "130 questions, a model with dropout that comes in training mode")
probe([model.training, all(layer.training for layer in model.modules())], "afterwards: [is the model in training mode, are all its layers]")
probe(float(exact_match(model, many[100:])), "its last 30")
recorded = []
hook = model.ln_f.register_forward_hook(lambda layer, inputs, output: recorded.append(torch.is_grad_enabled()))
exact_match(model, many[:3])
hook.remove()
check_true(not any(recorded) and torch.is_grad_enabled(), "gradients are switched off inside, and on again afterwards")
probe(float(exact_match(model, many[:1])), "a single question")
zeros = [pair(prompt, [0]) for prompt in ([3, 7, 5], [6], [2, 2, 8], [1, 9])]
probe(float(exact_match(model, zeros)), "four questions whose answer is token 0")
### END HIDDEN TESTS

# %%
def by_kind(model, examples):
    """Exact match for each kind of question → dict of kind: share."""
    groups = {}
    for example in examples:
        groups.setdefault(kind_of(example["instruction"]), []).append(example)
    return {kind: exact_match(model, to_pairs(group)) for kind, group in sorted(groups.items())}

# %% [markdown]
# Before we train, two scores to compare with. The base model's own; and the score of somebody who **never
# reads the tale** and gives, to each kind of question, the answer that was right most often in training. A
# model has to beat that one before we may say that it understood anything.

# %% demo
def blind_score(examples, unseen):
    """The score of always giving the commonest answer to this kind of question."""
    answers = {}
    for example in examples:
        answers.setdefault(kind_of(example["instruction"]), Counter())[example["response"]] += 1
    hits = [answers[kind_of(example["instruction"])].most_common(1)[0][0] == example["response"] for example in unseen]
    return sum(hits) / len(hits)


started = time.perf_counter()
scores = {"before fine-tuning": exact_match(base, tests)}
seconds = time.perf_counter() - started
blind = blind_score(examples, unseen)
print(f"the base model: {100 * scores['before fine-tuning']:.0f} %  ({len(tests)} questions in {seconds:.1f} s)")
print(f"without reading the tale: {100 * blind:.0f} %")

# %% [markdown]
# ## 7 · The experiment
#
# Now the run that all of this was for. Its length is given in seconds, so that you wait equally long on any
# machine: the cell measures how long a step takes and then sets the number of steps.
#
# The helper in the next cell calls your `fine_tune` with a bar and a clock.

# %%
def timed_fine_tune(model, pairs, steps, label, max_lr=1e-3, batch_size=8):
    """fine_tune with a bar → (losses, seconds)."""
    torch.manual_seed(0)
    started = time.perf_counter()
    with progress(steps, label):
        losses = fine_tune(model, pairs, steps, batch_size, max_lr)
    return losses, time.perf_counter() - started

# %% demo
FINE_TUNE_SECONDS = 56  # smaller is faster, and answers less
MOST_STEPS = 1500  # a GPU need not go on for so long

trial = copy.deepcopy(base)
timed_fine_tune(trial, pairs, 2, "warming up")
step_seconds = sorted(timed_fine_tune(trial, pairs, 4, "measuring")[1] / 4 for _ in range(3))[1]  # other programs run here, too
STEPS = max(20, min(MOST_STEPS, round(FINE_TUNE_SECONDS / step_seconds)))
print(f"{1000 * step_seconds:.0f} ms a step on {device}: {STEPS} steps of 8 conversations")

tuned = copy.deepcopy(base)
losses, tuned_seconds = timed_fine_tune(tuned, pairs, STEPS, "fine-tuning")
scores["after fine-tuning"] = exact_match(tuned, tests)
print(f"exact match on unseen tales: {100 * scores['after fine-tuning']:.1f} % after {tuned_seconds:.0f} s of fine-tuning")

# %% demo
smooth = np.convolve(losses, np.ones(9) / 9, mode="valid")
figure, ax = plt.subplots(figsize=(9, 3.6), layout="constrained")
ax.semilogy(losses, color=BLUE, linewidth=0.8, alpha=0.45, label="each batch")
ax.semilogy(range(4, 4 + len(smooth)), smooth, color=BLUE, label="mean of nine")
ax.axhline(math.log(len(char_to_idx)), color=GREY, linestyle=":", label=f"uniform guess, ln {len(char_to_idx)}")
ax.set(title="fine-tuning", xlabel="step", ylabel="nats per answer character (log scale)")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# *Notice:* two phases. In the first steps the loss plunges: the model learns the **form** (after `A:` comes a
# name, or *because*, then a line break). That is easy, and it answers nothing. The slow slope after it is the
# part that reads: to find the right name in *this* tale.
#
# ### A fair control
#
# So: pretraining is worth everything? Not so fast. The fine-tuned model had the fine-tuning time *and* the
# pretraining time. Perhaps random weights would do as well, given the questions for all that time? Only if
# we let them have **the same total time**, and they still fail, was it the tales that helped.

# %% demo
def fresh_model():
    """A GPT of the same size with random weights."""
    torch.manual_seed(1)
    model = GPT(base.config).to(device)
    init_weights(model)
    return fastest(model, plain, 8, 240)


if "control" in card:  # pretraining took almost half an hour; the control's half hour was spent once, when that model was made
    control = card["control"]
else:
    model, control_steps = fresh_model(), round(STEPS * (base_seconds + tuned_seconds) / tuned_seconds)
    seconds = timed_fine_tune(model, pairs, control_steps, "control, the same total time", max_lr=3e-3)[1]
    control = {"seconds": seconds, "exact_match": exact_match(model, tests), "by_kind": by_kind(model, unseen)}
scores["random weights,\nthe same total time"] = control["exact_match"]
print(f"pretraining {base_seconds:,.0f} s + fine-tuning {tuned_seconds:.0f} s; control: {control['seconds']:,.0f} s")

# %% demo
def draw_scores(scores, title):
    """Bars of exact match, with the blind score as a line."""
    figure, ax = plt.subplots(figsize=(10, 1.2 + 0.62 * len(scores)), layout="constrained")
    for row, (name, score) in enumerate(scores.items()):
        live = not ("control" in card and "random" in name)
        ax.barh(row, 100 * score, height=0.6, color=GREY if "random" in name else BLUE if "before" not in name else PALE,
                edgecolor=GREY, hatch="" if live else "//")
        ax.text(100 * score + 1, row, f"{100 * score:.0f} %" + ("" if live else "  (measured once, when the model was made)"), va="center")
    ax.axvline(100 * blind, color=ORANGE, linestyle="--")
    ax.text(100 * blind + 0.7, -0.62, "without reading the tale", color=ORANGE, fontsize=10, va="center")
    ax.set_yticks(range(len(scores)), scores)
    ax.set(xlim=(0, 108), ylim=(len(scores) - 0.5, -0.9), xlabel="held-out questions answered exactly, in %", title=title)
    plt.show()


draw_scores(scores, "What is pretraining worth?")

# %% [markdown]
# *Notice:* the control was no straw man: the same kind of model, the same seconds, the optimizers of the
# pretraining, and questions about 40,000 tales, three times as many as you just used. It does learn to answer, and still it stays far behind. A model that
# begins with nothing has to learn everything from a few answers a tale: to spell, what a name is, what it means to
# *give* something. The base model learned all that from plain tales, where *every* character is a lesson, unasked,
# because one cannot continue a tale well without it.
# **Fine-tuning teaches a model to show what it knows; it teaches it little that is new.** Keep that sentence
# when somebody wants to fine-tune facts into a model.

# %% [markdown]
# **Quick question 2.** A report says: *Our model, pretrained for ten days and fine-tuned for one hour,
# answers 91 %. From random weights, one hour of fine-tuning gives 34 %. So pretraining on plain text teaches
# a model to answer.* What is missing for that conclusion?
#
# *a)* Nothing: 91 against 34 is far beyond chance.
#
# *b)* A base model that was not fine-tuned at all.
#
# *c)* The training loss of both runs.
#
# *d)* Random weights that train on the questions for ten days and one hour.

# %% exercise="answer_control"
# answer_control = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_control = "d"
### END SOLUTION

# %% check="answer_control" points=1
probe_choice(answer_control, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_control, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ### Read the answers
#
# Never trust a score whose answers you have not read. `ask` lets the model write freely, character by
# character with the cache of step 7, up to its end mark:

# %%
def ask(model, tale, question, longest=40):
    """What the model answers, always writing its most likely character → str, without the end mark."""
    prompt, _ = format_example({"instruction": question, "input": tale, "response": ""})
    idx = torch.tensor([encode(prompt, char_to_idx)], device=next(model.parameters()).device)  # (1, T)
    written = generate_cached(model, idx, longest, temperature=0)[0, idx.shape[1]:].tolist()
    return decode(written, idx_to_char).split(END_MARK)[0].strip()

# %% demo
shown = Counter()
for example in unseen:
    kind = kind_of(example["instruction"])
    shown[kind] += 1
    if shown[kind] == 1:
        answer = ask(tuned, example["input"], example["instruction"])
        print(example["input"])
        print(f"   {example['instruction']}  → {answer}", "✓" if answer == example["response"] else f"✗ ({example['response']})", "\n")

# %% demo
tuned_by_kind = by_kind(tuned, unseen)
figure, ax = plt.subplots(figsize=(10, 0.8 + 0.55 * len(tuned_by_kind)), layout="constrained")
for shift, name, shares, colour, hatch in ((-0.2, "pretrained and fine-tuned", tuned_by_kind, BLUE, ""),
                                           (0.2, "random weights, the same total time", control["by_kind"], GREY, "//")):
    places = [row + shift for row in range(len(shares))]
    bars = ax.barh(places, [100 * share for share in shares.values()], height=0.38, color=colour, hatch=hatch, edgecolor="white",
                   label=name)
    ax.bar_label(bars, [f"{100 * share:.0f}" for share in shares.values()], padding=4, fontsize=9)
ax.set_yticks(range(len(tuned_by_kind)), [f"{kind} …?" for kind in tuned_by_kind])
ax.set(xlim=(0, 108), ylim=(len(tuned_by_kind) - 0.4, -0.6), xlabel="exact match in %", title="by kind of question")
ax.legend(frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.05))
plt.show()

# free writing and the one-pass score must agree
some = unseen[:20]
free = sum(ask(tuned, example["input"], example["instruction"]) == example["response"] for example in some) / len(some)
print(f"{len(some)} questions, written freely: {100 * free:.0f} % exact; by your exact_match in one pass: "
      f"{100 * exact_match(tuned, to_pairs(some)):.0f} %")

# %% [markdown]
# *Notice:* not all questions are equally hard. Some can nearly be answered without reading; others need the
# model to follow a thing through several hands. And both ways of scoring agree.

# %% [markdown]
# ## 8 · What it forgot
#
# The same weights now do another job. Do they still do the old one? The loss on plain held-out tales, before
# and after, and a beginning to continue:

# %% demo
def tale_loss(model):
    """Nats per character on plain held-out tales."""
    draw, generator = windows_from(tale_starts(plain, char_to_idx["\n"])), torch.Generator().manual_seed(0)
    model.eval()
    with torch.no_grad():
        return sum(model(*(part.to(device) for part in draw(plain, 16, 240, generator)))[1].item() for _ in range(8)) / 8


tale_losses = {"before": tale_loss(base), "after": tale_loss(tuned)}
print(f"loss on plain tales: {tale_losses['before']:.3f} before, {tale_losses['after']:.3f} after fine-tuning "
      f"(uniform guess: {math.log(len(char_to_idx)):.2f})\n")
idx = torch.tensor([encode("\nOne sunny morning, ", char_to_idx)], device=device)
for name, model in (("before", base), ("after", tuned)):
    written = generate_cached(model, idx, 170, temperature=0.7, generator=torch.Generator(device).manual_seed(3))
    print(f"{name}: {decode(written[0].tolist(), idx_to_char).strip()!r}\n")

# %% [markdown]
# That is **catastrophic forgetting**: nothing in the loss asked the model to keep telling tales, so the
# gradients were free to use those weights for answers. How bad it is depends on the learning rate and on how
# long you train. Three remedies are common. Mix some of the old text into the new batches (*replay*). Train
# more gently. Or leave the old weights alone altogether; that one is section 9.

# %% [markdown]
# ## Break it 1 · Two small mistakes with the mask
#
# Three short runs from the same base model, about an eighth as long as the one above. They differ in the labels only:
#
# - **right**: your labels;
# - **no mask**: the prompt is taught, too (labels are simply one ahead everywhere);
# - **one too many**: as yours, but the *first character of each answer* is masked as well.
#
# **Predict first.** Order the three by exact match. And which one ends with the lowest training loss?

# %% demo
def without_mask(x, y):
    return x, torch.cat([x[1:], y[-1:]])


def one_too_many(x, y):
    first = (y != -100) & (F.pad(y, (1, 0), value=-100)[:-1] == -100)  # labels right behind a masked one
    return x, y.masked_fill(first, -100)


variants = {"right": pairs, "no mask": [without_mask(*pair) for pair in pairs], "one too many": [one_too_many(*pair) for pair in pairs]}
outcomes = {}
for name, labelled in variants.items():
    model = copy.deepcopy(base)
    short_losses, _ = timed_fine_tune(model, labelled, max(40, STEPS // 8), name)
    outcomes[name] = (np.mean(short_losses[-10:]), exact_match(model, tests))
    print(f"{name:13} last losses {outcomes[name][0]:.3f}, exact match {100 * outcomes[name][1]:5.1f} %   "
          f"for example: {ask(model, unseen[0]['input'], unseen[0]['instruction'])!r}")
print(f"{'':13} (the question was: {unseen[0]['instruction']} Right: {unseen[0]['response']!r})")

# %% [markdown]
# <details><summary>What happened</summary>
#
# *One too many* has the best loss and a useless score. The first character is the whole difficulty: once *M*
# stands there, *ia* follows from the form. That character was never taught, so the model has no reason to
# start an answer at all. The loss is low because the hard part was taken out of it. **A loss tells you how
# well the labels are predicted. It cannot tell you that they are the wrong labels.**
#
# *No mask* works, but less well for the same time: most of each gradient now says how to tell tales and how
# to phrase questions. In exchange, such a model forgets less: its prompts are replay. With long answers (a
# chat, an essay) the difference shrinks, and some people leave the mask out on purpose.
#
# </details>

# %% [markdown]
# ## 9 · LoRA: leave the weights alone
#
# GPT-2 small in float32 takes 0.5 GB. To fine-tune it with AdamW you need that four times over: weights,
# gradients, two moments. Then you have one copy *per task*: ten tasks, ten models. For a model of 70 billion
# numbers this stops being funny.
#
# How much of the weights does fine-tuning really change, and in what way? Let us look at one matrix of your
# own model, the `attn.qkv` of the last block, and take the *difference* between after and before apart. Every
# matrix is a sum of rank-1 matrices (a column times a row), the most important first; the singular values say
# how important.

# %% demo
def importance(change):
    """How much of a matrix (its squared sum) is in the k most important rank-1 pieces, for k = 1, 2, …"""
    squares = torch.linalg.svdvals(change.detach().float().cpu()) ** 2
    return (squares.cumsum(0) / squares.sum()).numpy()


weight_before, weight_after = base.h[-1].attn.qkv.weight, tuned.h[-1].attn.qkv.weight
figure, ax = plt.subplots(figsize=(8, 3.5), layout="constrained")
for change, name, colour, style in ((weight_after - weight_before, "what fine-tuning changed", BLUE, "-"),
                                    (weight_before, "the weights themselves", GREY, "--"),
                                    (torch.randn_like(weight_before), "a random matrix", ORANGE, ":")):
    ax.plot(range(1, 1 + min(change.shape)), 100 * importance(change), style, color=colour, label=name)
ax.axvline(8, color=GREY, linewidth=0.8)
ax.text(9, 4, "rank 8", color=GREY)
ax.set(xlabel="rank-1 pieces, the most important ones first", ylabel="share of the matrix in %", ylim=(0, 102),
       title=f"attn.qkv of the last block, {weight_before.shape[0]} × {weight_before.shape[1]}")
ax.legend(frameon=False)
plt.show()
print(f"8 of {min(weight_before.shape)} pieces hold {100 * importance(weight_after - weight_before)[7]:.0f} % of the change "
      f"and {100 * importance(weight_before)[7]:.0f} % of the weights themselves")

# %% [markdown]
# *Notice:* the change is much simpler than the matrix. A few pieces carry a large part of it.
#
# That is the idea of **LoRA**, *low-rank adaptation*: if the change is nearly of low rank anyway, then
# *learn it in that form*. Freeze $W$. Beside it put two thin matrices:
#
# $$y = xW^\top + b + \underbrace{\tfrac{\alpha}{r}}_{\text{scale}}\, x A^\top B^\top
# \qquad A: (r, \text{in}),\quad B: (\text{out}, r)$$
#
# $A$ squeezes the input into $r$ numbers ($r$ is the **rank**, often 8), $B$ spreads these over the output.
# Together they are a change $\tfrac{\alpha}{r} BA$ of the weight, of shape (out, in) and of rank $r$ at most.
#
# - **The start.** $B$ is zero, so the change is zero: the model is *exactly* the base model. $A$ is random, so
#   that $B$ gets a gradient.
# - **The scale.** Dividing by $r$ keeps the size of the change about the same when you try another rank;
#   $\alpha$ is then a knob like the learning rate. Alpha 16 at rank 8 means a scale of 2.
# - **The price.** $r(\text{in} + \text{out})$ numbers instead of $\text{in} \cdot \text{out}$.
#
# **By hand.** $W$ the identity, no bias, $r = 1$, $\alpha = 2$, so the scale is 2; $A = [1\ {-1}]$, $B =
# \begin{bmatrix}0\\3\end{bmatrix}$, $x = [2, 1]$. Then $xA^\top = 2 - 1 = 1$; times $B^\top$: $[0, 3]$; times the
# scale: $[0, 6]$. And $xW^\top = [2, 1]$, so $y = [2, \mathbf 7]$.
#
# ### Exercise: `LoRALinear` (4 points)

# %% exercise="LoRALinear"
class LoRALinear(nn.Module):
    """A frozen nn.Linear with a trainable low-rank change beside it.

    Args of the constructor:
        linear: the nn.Linear to wrap, with or without bias. It is kept, not copied, and frozen: its parameters
            take no gradients any more.
        rank: r, an int. alpha: a number.

    Attributes:
        linear: what was handed in.
        A: nn.Parameter of shape (rank, in), random. B: nn.Parameter of shape (out, rank), zeros.
        scale: alpha / rank.

    forward(x): x (…, in) → (…, out), what linear gives, plus scale · x Aᵀ Bᵀ.

    Example: with the numbers worked out above, x = [2, 1] gives [2, 7].

    Hints:
        1. in and out are linear.in_features and linear.out_features.
        2. A normal distribution with a standard deviation of 1/√in is a good start for A.
        3. requires_grad_(False) works on a whole module. Call it on linear, not on self.
        4. Make A and B where linear.weight is (its device), so that a model on the GPU stays there.
        5. Multiply x by Aᵀ first: r numbers a token. B @ A would be a matrix as large as the one you avoid.
    """

    def __init__(self, linear, rank, alpha):
        ### BEGIN SOLUTION
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        weight = linear.weight
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=weight.device))
        self.scale = alpha / rank
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)  # (…, in) → (…, r) → (…, out)
        ### END SOLUTION

# %% check="LoRALinear" points=4
linear = nn.Linear(5, 7)
fill(linear, ["weight", "bias"], seed=5)
layer = LoRALinear(linear, 3, 2)
x = sample(2, 4, 5)
probe({"shape of A": list(layer.A.shape), "shape of B": list(layer.B.shape), "scale": float(layer.scale),
       "linear is what was handed in": layer.linear is linear,
       "trainable": sorted(name.split(".")[-1] for name, weight in layer.named_parameters() if weight.requires_grad),
       "frozen": sorted(name.split(".")[-1] for name, weight in layer.named_parameters() if not weight.requires_grad),
       "B is zero": bool((layer.B == 0).all()), "zeros in A": int((layer.A == 0).sum()),
       "different numbers in A": len(set(layer.A.flatten().tolist()))}, "LoRALinear(nn.Linear(5, 7), rank=3, alpha=2)")
probe(layer(x), "at the start: what the wrapped layer gives")
fill(layer, ["A", "B"], seed=7)
probe(layer(x), "with known numbers in A and B, rank 3, alpha 2")
check_equal(x, sample(2, 4, 5), "forward must not change x")
### BEGIN HIDDEN TESTS
by_hand = nn.Linear(2, 2, bias=False)
wrapped = LoRALinear(by_hand, 1, 2)
with torch.no_grad():
    by_hand.weight.copy_(torch.eye(2))
    wrapped.A.copy_(torch.tensor([[1.0, -1.0]]))
    wrapped.B.copy_(torch.tensor([[0.0], [3.0]]))
probe(wrapped(torch.tensor([2.0, 1.0])), "the numbers worked out above, no bias, a single vector")
wide = nn.Linear(6, 6)
fill(wide, ["weight", "bias"], seed=9)
wrapped = LoRALinear(wide, 4, 16)
fill(wrapped, ["A", "B"], seed=11)
probe(wrapped(sample(3, 6, seed=1)), "a square layer, rank 4, alpha 16")
probe(wrapped.eval().eval()(sample(3, 6, seed=1)), "the same in evaluation mode")
x = sample(3, 6, seed=1).requires_grad_()
wrapped.train()(x).pow(2).sum().backward()
probe([wrapped.A.grad, wrapped.B.grad, wide.weight.grad, wide.bias.grad], "the gradients of A, B, and of the frozen weight and bias")
probe(x.grad, "the gradient of x, for the layers before")
probe(float(LoRALinear(nn.Linear(2, 3), 8, 4).scale), "the scale of rank 8, alpha 4")
check_true(not torch.equal(LoRALinear(wide, 2, 1).A, LoRALinear(wide, 2, 1).A), "A is random: two layers start differently")
### END HIDDEN TESTS

# %% [markdown]
# **Into the model.** LoRA's paper adapts attention alone, mostly its queries and values. We take `attn.qkv` and
# `attn.proj` of each block. Everything else is frozen: embeddings, feed-forward networks, LayerNorms.
#
# **By hand.** In each block, `attn.qkv` goes from $C$ to $3C$ and costs $r(C + 3C) = 4rC$ numbers, `attn.proj`
# from $C$ to $C$ and costs $2rC$. With $C = 128$, $r = 8$ and four blocks: $4 \cdot 6 \cdot 8 \cdot 128 =
# \mathbf{24{,}576}$ trainable numbers. For GPT-2 small it is $12 \cdot 6 \cdot 8 \cdot 768 = 442{,}368$ of 124
# million: one third of one percent.
#
# ### Exercise: `add_lora` (3 points)

# %% exercise="add_lora"
def add_lora(model, rank, alpha):
    """Give each block of a GPT LoRA adapters, in place.

    model: a GPT without adapters. Afterwards each block's attn.qkv and attn.proj is a LoRALinear around the layer
        that was there, and nothing but the adapters is trainable.
    rank, alpha: for LoRALinear.

    Returns the number of trainable parameters, an int: how many numbers, not how many tensors.

    Example: with n_layer = 4, d_model = 128 and rank = 8 it is 24,576. The model's outputs have not changed.

    Hints:
        1. First freeze everything, then wrap: the adapters are new and come trainable.
        2. The blocks are in model.h. Wrapping is an assignment: block.attn.qkv = …
        3. Tensor.numel() counts the numbers of a tensor.
    """
    ### BEGIN SOLUTION
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    ### END SOLUTION

# %% check="add_lora" points=3
def tiny_gpt(n_layer=2):
    model = GPT(GPTConfig(vocab_size=7, block_size=6, n_layer=n_layer, n_head=2, d_model=4)).eval()
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")], seed=20)
    return model


model, idx = tiny_gpt(), torch.tensor([[3, 1, 6, 0, 2], [5, 5, 4, 1, 3]])
before = model(idx)[0].detach()
count = add_lora(model, 3, 6)
known = {id(getattr(layer, part)): f"{name}.{part}" for name, layer in model.named_modules()
         if isinstance(layer, LoRALinear) for part in "AB"}
probe({"returned": count,
       "trainable": sorted(known.get(id(weight), name) for name, weight in model.named_parameters() if weight.requires_grad),
       "layers with an adapter": [f"h.{i}.{name}" for i in range(2) for name in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")
                                  if isinstance(model.get_submodule(f"h.{i}.{name}"), LoRALinear)]}, "a GPT of two blocks, rank 3, alpha 6")
probe([float(model.h[1].attn.qkv.scale), float(model.h[1].attn.proj.scale)], "the scales")
check_close(model(idx)[0], before, "the outputs must not change")
### BEGIN HIDDEN TESTS
model = tiny_gpt(n_layer=3)
layers = [(block.attn.qkv, block.attn.proj) for block in model.h]
probe(add_lora(model, 1, 1), "three blocks, rank 1")
check_true(all(block.attn.qkv.linear is qkv and block.attn.proj.linear is proj for block, (qkv, proj) in zip(model.h, layers)),
           "the adapters wrap the layers that were there")
fill(model, [f"h.{i}.attn.{layer}.{part}" for i in range(3) for layer in ("qkv", "proj") for part in ("A", "B")], seed=3)
probe(model(idx)[0], "with known numbers in the adapters")
model(idx, idx)[1].backward()
probe([model.h[0].attn.qkv.B.grad, model.h[2].attn.proj.A.grad, model.wte.weight.grad, model.h[1].mlp.fc.weight.grad,
       model.ln_f.weight.grad], "gradients reach the adapters and nothing else")
check_true(model.lm_head.weight is model.wte.weight, "the head stays tied")
### END HIDDEN TESTS

# %% [markdown]
# **Out again.** After training, the adapters cost a little time at every token. They need not: the change is a
# matrix of the same shape as $W$, so it can be added in,
#
# $$W' = W + \tfrac{\alpha}{r} B A \qquad (\text{out}, \text{in}) = (\text{out}, r)(r, \text{in})$$
#
# and what remains is a plain `nn.Linear`. **By hand**, with the numbers of above: $BA =
# \begin{bmatrix}0\\3\end{bmatrix}[1\ {-1}] = \begin{bmatrix}0&0\\3&-3\end{bmatrix}$, times the scale 2, plus the
# identity: $W' = \begin{bmatrix}1&0\\6&-5\end{bmatrix}$, and $xW'^\top = [2, 12 - 5] = [2, 7]$, as before.
#
# One trap is being merged twice. When the adapters are gone there is nothing left to add; a second call must
# find that out.
#
# ### Exercise: `merge_lora` (3 points)

# %% exercise="merge_lora"
def merge_lora(model):
    """Fold the adapters of a GPT into its weights, in place.

    model: a GPT, with adapters or without. Afterwards each block's attn.qkv and attn.proj is a plain nn.Linear with
        weight W + scale · B A and the old bias, and the outputs are what they were. A model without adapters is left
        alone, so a second call changes nothing.

    Example: with the numbers worked out above the weight becomes [[1, 0], [6, -5]].

    Hints:
        1. Look at both layers of each block; isinstance tells you whether there is an adapter.
        2. The weight of the wrapped layer can take the sum in place, inside torch.no_grad().
        3. Then put the wrapped layer back where the adapter was.
    """
    ### BEGIN SOLUTION
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)  # (out, r) @ (r, in)
                setattr(block.attn, name, layer.linear)
    ### END SOLUTION

# %% check="merge_lora" points=3
def tiny_gpt(n_layer=2):
    model = GPT(GPTConfig(vocab_size=7, block_size=6, n_layer=n_layer, n_head=2, d_model=4)).eval()
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")], seed=20)
    return model


idx = torch.tensor([[3, 1, 6, 0, 2], [5, 5, 4, 1, 3]])


def adapted_gpt(rank, alpha, n_layer=2):
    model = tiny_gpt(n_layer)
    for i, block in enumerate(model.h):
        block.attn.qkv, block.attn.proj = LoRALinear(block.attn.qkv, rank, alpha), LoRALinear(block.attn.proj, rank, alpha)
        fill(model, [f"h.{i}.attn.{layer}.{part}" for layer in ("qkv", "proj") for part in ("A", "B")], seed=50 + 4 * i)
    return model


def attention_weights(model):
    """What stands in the attention layers: their types, weights and biases."""
    layers = {f"h.{i}.{name}": getattr(block.attn, name) for i, block in enumerate(model.h) for name in ("qkv", "proj")}
    return {name: [type(layer).__name__, getattr(layer, "weight", None), getattr(layer, "bias", None)] for name, layer in layers.items()}


model = adapted_gpt(3, 2)
adapted = model(idx)[0].detach()
merge_lora(model)
probe(attention_weights(model), "a GPT of two blocks, rank 3, alpha 2, after merging")
check_close(model(idx)[0], adapted, "the outputs after merging", rtol=1e-3, atol=1e-4)
merge_lora(model)
probe(attention_weights(model), "after merging once more")
### BEGIN HIDDEN TESTS
model = adapted_gpt(1, 8, n_layer=3).train()
adapted = model(idx)[0].detach()
merge_lora(model)
check_close(model(idx)[0], adapted, "the outputs after merging, three blocks, rank 1, alpha 8", rtol=1e-3, atol=1e-4)
probe(attention_weights(model), "three blocks, rank 1, alpha 8")
check_true(not any(isinstance(module, LoRALinear) for module in model.modules()), "no adapter is left")
for i, block in enumerate(model.h):
    block.attn.qkv = LoRALinear(block.attn.qkv, 1, 8)
    fill(model, [f"h.{i}.attn.qkv.{part}" for part in "AB"], seed=90 + i)
merge_lora(model)
check_true(not any(isinstance(module, LoRALinear) for module in model.modules()), "adapters that came later are merged, too")
untrained = tiny_gpt()
add_lora(untrained, 2, 3)
merge_lora(untrained)
probe([attention_weights(untrained), sorted(name for name, _ in untrained.named_parameters())],
      "adapters that were never trained, merged: the weights, and the names of all parameters")
plain_model = tiny_gpt()
merge_lora(plain_model)
probe(attention_weights(plain_model), "a model without adapters")
probe(plain_model(idx)[0], "its outputs")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** The whole life of an adapter on your model: equal at the start, trained, merged,
# equal at the end. And the same questions, the same steps as above, so that the score and the time can be
# compared. (The learning rate is three times as high: a new and small thing may move faster.)

# %% demo
adapted = copy.deepcopy(base)
trainable, everything = add_lora(adapted, rank=8, alpha=16), sum(weight.numel() for weight in base.parameters())
x, _ = (tensor.to(device) for tensor in collate(pairs[:8], PAD))
with torch.no_grad():
    at_the_start = (adapted(x)[0] - base(x)[0]).abs().max()
print(f"trainable: {trainable:,} of {everything:,} numbers, {100 * trainable / everything:.1f} %")
print(f"at the start, largest difference from the base model: {at_the_start:.1e}")

_, adapted_seconds = timed_fine_tune(adapted, pairs, STEPS // 2, "LoRA", max_lr=3e-3)  # half the steps, to save your time
scores["LoRA, 3 % of the numbers"] = exact_match(adapted, tests)
tale_losses["LoRA, adapters on"] = tale_loss(adapted)
switched_off = copy.deepcopy(adapted)
for block in switched_off.h:
    block.attn.qkv.scale = block.attn.proj.scale = 0.0
tale_losses["LoRA, adapters off"] = tale_loss(switched_off)

merged = copy.deepcopy(adapted)
merge_lora(merged)
exactly = [copy.deepcopy(model) for model in (adapted, merged)]
with torch.no_grad():
    for model in exactly:
        model.half = False  # compare in float32
    at_the_end = (exactly[0](x)[0] - exactly[1](x)[0]).abs().max()
print(f"merged, largest difference from the adapted model:    {at_the_end:.1e}")
print(f"exact match: {100 * scores['LoRA, 3 % of the numbers']:.1f} % with LoRA after {STEPS // 2} steps of {2000 * adapted_seconds / STEPS:.0f} ms, "
      f"{100 * scores['after fine-tuning']:.1f} % with all weights after {STEPS} of {1000 * tuned_seconds / STEPS:.0f} ms")

# %% demo
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.6), layout="constrained", width_ratios=[1.25, 1])
names = {"before fine-tuning": "base model", "after fine-tuning": "all weights", "LoRA, 3 % of the numbers": "LoRA, rank 8"}
for row, (name, label) in enumerate(names.items()):
    left.barh(row, 100 * scores[name], color=(PALE, BLUE, ORANGE)[row], edgecolor=GREY, height=0.6)
    left.text(100 * scores[name] + 1, row, f"{100 * scores[name]:.0f} %", va="center")
left.set_yticks(range(3), names.values())
left.set(xlim=(0, 112), ylim=(2.5, -0.5), xlabel="exact match in %", title="what it learned")
for row, (name, value) in enumerate(tale_losses.items()):
    right.barh(row, value, color=(PALE, BLUE, ORANGE, ORANGE)[row], hatch="//" if "off" in name else "", edgecolor=GREY, height=0.6)
    right.text(value + 0.02 * max(tale_losses.values()), row, f"{value:.2f}", va="center")
right.set_yticks(range(len(tale_losses)), ["base model", "all weights", "LoRA, on", "LoRA, off"])
right.set(xlim=(0, 1.2 * max(tale_losses.values())), ylim=(len(tale_losses) - 0.5, -0.5), xlabel="nats per character",
          title="loss on plain tales: what it forgot")
plt.show()

# %% [markdown]
# *Notice on the right:* switched off, the adapters leave the base model as it was, to the last digit. So one
# base model can serve many tasks, with an adapter file of 100 kB for each. *On the left:* how close LoRA comes
# with three numbers in a hundred and half the steps. The time of a step hardly differs: the forward pass and most of the backward pass are
# the same. What LoRA saves is memory, for gradients and for AdamW's two moments, and copies.
#
# **Quick question 3.** A layer of GPT-2 small goes from 768 to 2,304 channels. You train an adapter of rank 8
# and call `merge_lora`. Compared with the layer before any fine-tuning, using it now takes
#
# *a)* the same memory and the same time
#
# *b)* $8 \cdot (768 + 2304)$ numbers more, and a little more time
#
# *c)* less memory, because the matrix now has rank 8
#
# *d)* twice the memory, for the old weight and the new one

# %% exercise="answer_merged"
# answer_merged = "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_merged = "a"
### END SOLUTION

# %% check="answer_merged" points=1
probe_choice(answer_merged, "abcd")
### BEGIN HIDDEN TESTS
probe_choice(answer_merged, "abcd")
### END HIDDEN TESTS

# %% [markdown]
# ## Break it 2 · Start both matrices alike
#
# Why is exactly *one* of the two zero? Three starts, the same thirty steps:
#
# - **yours**: $A$ random, $B$ zero;
# - **both zero**;
# - **both random**.
#
# **Predict first.** Which one does not learn at all? And which one starts from a worse place than the others?

# %% demo
starts = {"A random, B zero": (False, False), "both zero": (True, False), "both random": (False, True)}
curves = {}
for name, (zero_a, random_b) in starts.items():
    torch.manual_seed(0)
    model = copy.deepcopy(base)
    add_lora(model, rank=8, alpha=16)
    with torch.no_grad():
        for block in model.h:
            for layer in (block.attn.qkv, block.attn.proj):
                layer.A.mul_(0.0 if zero_a else 1.0)
                layer.B.normal_(std=0.3 if random_b else 0.0)
    shortest = sorted(pairs, key=lambda pair: len(pair[0]))[:64]  # short tales: thirty quick steps
    curves[name], _ = timed_fine_tune(model, shortest, 30, name, max_lr=3e-3)

figure, ax = plt.subplots(figsize=(8, 3.5), layout="constrained")
for (name, curve), colour, style in zip(curves.items(), (BLUE, GREY, ORANGE), ("-", ":", "--")):
    ax.plot(curve, style, color=colour, label=name)
ax.set(xlabel="step", ylabel="nats per answer character", title="three ways to start an adapter", ylim=(0, None))
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# <details><summary>What happened</summary>
#
# The change is the product $BA$. The gradient of $B$ is made of $A$, and the gradient of $A$ of $B$. With
# both zero, both gradients are zero, for ever: the curve is flat but for the luck of the batches. With $A$
# random, $B$ moves at the first step, and $A$ from the second on.
#
# *Both random* does learn, but it starts by damaging the base model: the change is not zero at step 0.
# Everything that pretraining knew has to be found through that noise.
#
# </details>

# %% [markdown]
# ## 10 · The same code, GPT-2's real weights
#
# Nothing that you wrote knows about tales. `build_example` takes ids, whoever made them; `fine_tune` takes
# pairs; `add_lora` takes a `GPT`, and since step 5 GPT-2 *is* one. So here is instruction tuning proper: 48
# small tasks of four kinds, three of each kind held out.
#
# One detail changes with the tokenizer. GPT-2's tokens carry the blank *in front of* a word (` cold` is one
# token), so a prompt must not end in a blank: it moves from the end of the prompt to the start of the answer
# (`token_pairs` below does that; leave your template as it is).

# %%
SMALL_TASKS = {
    "Give the opposite of this word.": "cold-hot small-big new-old slow-fast sad-happy low-high full-empty near-far "
                                       "dark-light wet-dry early-late up-down",
    "Give the plural of this word.": "cat-cats house-houses child-children box-boxes man-men city-cities book-books "
                                     "mouse-mice day-days baby-babies apple-apples bus-buses",
    "Which animal says this?": "woof-dog meow-cat moo-cow quack-duck oink-pig neigh-horse baa-sheep hiss-snake "
                               "roar-lion buzz-bee hoot-owl ribbit-frog",
    "What colour is this?": "grass-green snow-white coal-black blood-red sky-blue milk-white banana-yellow leaf-green "
                            "night-black tomato-red lemon-yellow ocean-blue",
}


def small_tasks(first, last):
    """The tasks from `first` to `last` (not included) of each kind → examples."""
    return [{"instruction": instruction, "input": word, "response": response} for instruction, words in SMALL_TASKS.items()
            for word, response in (pair.split("-") for pair in words.split()[first:last])]


def token_pairs(examples, tokenizer, block_size):
    """Examples → pairs (x, y) in a tokenizer's own ids; the blank before the answer goes with the answer."""
    texts = [format_example(example) for example in examples]
    return [build_example(tokenizer.encode(prompt.rstrip(" ")), tokenizer.encode(" " + answer), block_size)
            for prompt, answer in texts]


def reply(model, tokenizer, example, longest=8):
    """What a GPT-2 writes after the prompt of `example`, up to the end mark."""
    ids = tokenizer.encode(format_example(example)[0].rstrip(" "))
    idx = torch.tensor([ids], device=next(model.parameters()).device)
    return tokenizer.decode(generate_cached(model, idx, longest, temperature=0)[0, len(ids):].tolist()).split(END_MARK)[0].strip()


def instruct(model, tokenizer, steps, max_lr):
    """LoRA, fine-tuning and merging of a GPT-2 on the small tasks, with its scores and some replies before and after."""
    block_size = model.config.block_size
    learn, test = (token_pairs(tasks, tokenizer, block_size) for tasks in (small_tasks(0, 9), small_tasks(9, 12)))
    shown = small_tasks(9, 12)[::3]
    print(f"before: {100 * exact_match(model, test):.0f} % exact;", [reply(model, tokenizer, task) for task in shown])
    print(f"training {add_lora(model, rank=8, alpha=16):,} numbers, {steps} steps")
    losses, seconds = timed_fine_tune(model, learn, steps, "GPT-2", max_lr=max_lr, batch_size=12)
    merge_lora(model)
    print(f"loss {losses[0]:.2f} → {losses[-1]:.2f} in {seconds:.0f} s")
    print(f"after:  {100 * exact_match(model, test):.0f} % exact;", [reply(model, tokenizer, task) for task in shown])
    print("tasks: ", [f"{task['input']}: {task['response']}" for task in shown])

# %% [markdown]
# A **dress rehearsal** first, so that you know that every line runs before you download half a gigabyte: a
# tiny GPT-2 with random weights in Hugging Face's format, and step 1's tokenizer without any merges, that is,
# plain bytes. Its answers are noise, of course.

# %% demo
class Bytes:
    """A tokenizer whose tokens are the 256 bytes: byte-pair encoding with nothing merged."""

    def encode(self, text):
        return bpe_encode(text, {})

    def decode(self, ids):
        return bpe_decode(ids, {})


torch.manual_seed(0)
rehearsal = GPTConfig(vocab_size=256, block_size=96, n_layer=2, n_head=2, d_model=32)
tiny_gpt2 = GPT(rehearsal).to(device)
load_gpt2_weights(tiny_gpt2, random_gpt2(rehearsal))
instruct(tiny_gpt2, Bytes(), steps=12, max_lr=3e-3)

# %% [markdown]
# Set `FINE_TUNE_GPT2 = True` for the real one. It fetches 548 MB once (by `fetch`, from `GPT_LESSONS_DATA`,
# this folder or the network) and needs some 2 GB of memory. By our reckoning it takes well under a minute on
# a GPU and five to ten on two CPU cores; we could not measure it where this lesson was written. Leave it at
# `False`, and nothing that follows is missing.

# %% demo
FINE_TUNE_GPT2 = False  # True: fetch OpenAI's GPT-2 small and teach it the small tasks

if not FINE_TUNE_GPT2:
    print("Skipped. Set FINE_TUNE_GPT2 = True in the first line to fine-tune GPT-2 small (548 MB).")
else:
    try:
        weights, *words = (fetch(name) for name in ("gpt2.safetensors", "vocab.bpe", "encoder.json"))
    except OSError as error:
        print(error)
    else:
        gpt2 = GPT(GPTConfig(vocab_size=50257, block_size=1024, n_layer=12, n_head=12, d_model=768))
        load_gpt2_weights(gpt2, read_safetensors(weights))
        instruct(gpt2.to(device), GPT2Tokenizer(*words), steps=150 if device == "cuda" else 60, max_lr=1e-3)

# %% [markdown]
# Thirty-six examples cannot teach GPT-2 the opposite of *near*. They teach it the *form*: one word, then stop.
# The opposites it read on the web. It is section 7 once more, at a thousand times the price.
#
# ## 11 · Outlook: from answers to preferences
#
# Your model now answers in the way its examples do. But often nobody can write *the* right answer: what is a
# helpful reply, a good summary, a harmless joke? People cannot write it down, and they can **compare**: this
# one rather than that one. Learning from comparisons is the third step of ChatGPT's recipe:
#
# 1. **Pretraining** on text: step 6. It gives the base model.
# 2. **Supervised fine-tuning** on instructions and answers: this lesson.
# 3. **Preferences.** In *RLHF* (reinforcement learning from human feedback) one trains a second network to
#    predict which of two answers people prefer, and then lets the model write, and be rewarded by that network
#    for what it wrote. A short leash keeps it close to the model of step 2, or it would find nonsense that the
#    reward network happens to love.
#
# **DPO** (*direct preference optimization*, 2023) found that the detour through the reward network and the
# writing can be left out. Take a prompt with a *chosen* answer $c$ and a *rejected* one $r$; let $\pi$ be the
# model in training and $\pi_0$ a frozen copy of where it started. Then
#
# $$\text{loss} = -\ln \sigma\Big(\beta\,\big[\underbrace{\ln \tfrac{\pi(c)}{\pi_0(c)}}_{\text{has } c \text{ become more likely,}}
# - \underbrace{\ln \tfrac{\pi(r)}{\pi_0(r)}}_{\text{more than } r\text{?}}\big]\Big)$$
#
# where $\ln \pi(c)$ is the sum of the log-probabilities of the answer's tokens: your masked loss without the
# mean. Ten lines. Let us prefer *bare* answers: `the barn` rather than `in the barn`, `home` rather than `at
# home`, `Mia` rather than `to Mia`. No pair says which answer is right; each only says which we like better.
#
# (The formula alone can be satisfied by making *both* answers unlikely, if only the rejected one falls faster;
# in our first tries the model ended up writing `tttttttt`. LLaMA 3's makers met the same and added a small share
# of the ordinary loss on the chosen answer. So do we; it is `anchor` below.)

# %% demo
DPO_STEPS = 40


def bare_and_not(example):
    """Two forms of an answer, the one we like and the one we do not."""
    response = example["response"]
    return (response.split(" ", 1)[1], response) if " " in response else (response, f"to {response}")


def answer_logprobs(model, pairs):
    """The log-probability of each whole answer → (B,)"""
    x, y = (tensor.to(device) for tensor in collate(pairs, PAD))
    logprobs = F.log_softmax(model(x)[0], dim=-1)  # (B, T, V)
    of_labels = logprobs.gather(-1, y.clamp(min=0)[..., None]).squeeze(-1)  # (B, T)
    return (of_labels * (y != -100)).sum(dim=1)


def dpo_loss(policy, reference, chosen, rejected, beta=0.1, anchor=0.05):
    """How far the policy is from preferring the chosen answers → (loss, how ln π has changed: chosen, rejected)."""
    with torch.no_grad():
        start = answer_logprobs(reference, chosen + rejected)  # one pass for both: (2B,)
    now = answer_logprobs(policy, chosen + rejected)
    gain_chosen, gain_rejected = (now - start).chunk(2)  # (B,), (B,)
    loss = -F.logsigmoid(beta * (gain_chosen - gain_rejected)).mean() - anchor * now.chunk(2)[0].mean()
    return loss, gain_chosen.mean().item(), gain_rejected.mean().item()


chosen, rejected = (to_pairs([example | {"response": bare_and_not(example)[form]} for example in examples[:1000]]) for form in (0, 1))
policy = copy.deepcopy(tuned).train()
optimizer = configure_optimizer(policy, 2e-4, weight_decay=0.0)
torch.manual_seed(0)
gains = []
with progress(DPO_STEPS, "preferences"):
    for step in range(DPO_STEPS):
        some = torch.randint(len(chosen), (8,)).tolist()
        loss, *both = dpo_loss(policy, tuned, [chosen[i] for i in some], [rejected[i] for i in some])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
        optimizer.step()
        gains.append(both)

# %% demo
groups = {"names": [example for example in unseen if " " not in example["response"]]}
places = [example for example in unseen if " " in example["response"]]
groups |= {"places, as taught": places, "places, bare": [example | {"response": bare_and_not(example)[0]} for example in places]}

figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.6), layout="constrained", width_ratios=[1.2, 1])
for curve, name, colour, style in zip(zip(*gains), ("chosen (bare)", "rejected"), (BLUE, ORANGE), ("-", "--")):
    left.plot(curve, style, color=colour, label=name)
left.axhline(0, color=GREY, linewidth=0.8)
left.set(xlabel="step", ylabel="change of ln π", title="log-probability of the answers, against the start")
left.legend(frameon=False)
for place, group in enumerate(groups.values()):
    for shift, model, colour in ((-0.2, tuned, PALE), (0.2, policy, BLUE)):
        score = 100 * exact_match(model, to_pairs(group))
        right.bar(place + shift, score, width=0.38, color=colour, edgecolor=GREY, label=None if place else ("after" if shift > 0 else "before"))
        right.text(place + shift, score + 2, f"{score:.0f}", ha="center")
right.set_xticks(range(len(groups)), groups)
right.set(ylim=(0, 112), ylabel="exact match in %", title="what it answers")
right.legend(frameon=False)
plt.show()
for example in places[:3]:
    print(f"{example['instruction']:18} before: {ask(tuned, example['input'], example['instruction']):18} "
          f"after: {ask(policy, example['input'], example['instruction']):18} (in the tale: {example['response']})")

# %% [markdown]
# *Notice:* the rejected form has become very unlikely, and the bare one has taken its place, though no example of
# it was ever in the fine-tuning. The names stay about as they were. And nothing in this made the model *know*
# more: a preference shifts which of the possible answers comes out.
#
# The newest turn, behind the *reasoning* models since 2024: where an answer can be **checked** (a sum, a
# program, a tale with a reader), no human needs to compare. The model writes many answers, the checker gives
# the reward. You have all the parts for it: `generate_cached`, and `read_tale`.
#
# ### How ChatGPT, GPT-4 and LLaMA are related to yours
#
# | | your model | GPT-3 / 3.5 → ChatGPT | GPT-4 | LLaMA 3.1 8B → Instruct |
# |---|---|---|---|---|
# | parameters | 0.8 million | 175 billion (GPT-3) | not published | 8 billion |
# | 1 · pretraining | 8 million characters of tales | 300 billion tokens, mostly of the web | not published | 15 trillion tokens |
# | 2 · fine-tuning | 12,000 tales with questions, by a grammar | about 13,000 written by people (InstructGPT) | yes | millions, many of them made by models |
# | 3 · preferences | a sketch of DPO | RLHF | RLHF | DPO, in several rounds |
# | the loop of steps 2 and 3 | yours | the same idea | the same idea | the same idea |
#
# **Base model → instructions → preferences:** the road is the same, and it ends here. What the large ones
# have more of is data, care for the data, and machines; their blocks differ from yours in the ways that steps
# 4 and 5 showed.

# %% [markdown]
# ## 12 · Talk to your model
#
# It is yours: you wrote the tokenizer, the attention, the blocks, the loop and the sampling. Talk to it. With
# `MY_TALE` empty, the base model first *tells* a tale (until the reader is content with one), and then the
# fine-tuned one is asked about it, and the reader marks its answers.
#
# Or write a tale of your own: any two or three sentences with the names and words of the tales. With `TALK =
# True` you can go on asking; an empty line ends the conversation.

# %% demo
MY_TALE = ""  # for example "Mia had a red kite. Soon she met Tom. Mia gave the kite to Tom. They went home together."
MY_QUESTIONS = []  # for example ["Who has the kite?", "Where is Mia?"]; empty: those of the reader
TALK = False  # True: ask as long as you like


def tell(model, generator, tries=12):
    """A tale by the model itself: the first of some that the reader finds consistent, else the last."""
    start = torch.tensor([[char_to_idx[END_MARK]]], device=device)
    for _ in range(tries):
        written = generate_cached(model, start, 260, temperature=0.8, generator=generator)[0, 1:].tolist()
        tale = decode(written, idx_to_char).split(END_MARK)[0]
        if read_tale(tale).ok:
            break
    return tale


my_tale = MY_TALE or tell(base, torch.Generator(device).manual_seed(8))
reading = read_tale(my_tale)
known = dict(reading.questions)
print(("Your tale: " if MY_TALE else "Your model tells a tale: ") + my_tale + "\n")
if reading.problem:
    print(f"(The reader does not follow: {reading.problem} So nobody marks the answers.)")
for question in MY_QUESTIONS or [question for question in known if question.startswith(TAUGHT)] or ["Who has it?"]:
    said = ask(tuned, my_tale, question)
    mark = "" if question not in known else "   ✓" if said == known[question] else f"   ✗ (the reader: {known[question]})"
    print(f"you:   {question}\nmodel: {said}{mark}")
try:
    while TALK and (question := input("you (an empty line ends it): ").strip()):
        print("model:", ask(tuned, my_tale, question))
except (KeyError, RuntimeError) as error:  # a character that the model cannot read; or nobody sits at the keyboard
    print(f"The conversation ends here: {error}")

# %% [markdown]
# ## What you built
#
# Eight lessons, one machine. Put your name in, run the cell, keep the picture. Every panel is drawn from *your*
# model, as it stands in this notebook.

# %% demo
MY_NAME = ""  # your name, for the head of the picture


def attention_to_the_tale(model, ids, layer):
    """Where the last position looks, in each head of one block → (H, T)"""
    with torch.no_grad():
        idx = torch.tensor([ids], device=device)
        x = model.wte(idx) + model.wpe(torch.arange(len(ids), device=device))
        for block in model.h[:layer]:
            x = block(x)
        block = model.h[layer]
        q, k, v = (split_heads(part, block.attn.n_heads) for part in block.attn.qkv(block.ln_1(x)).chunk(3, dim=-1))
        return attention(q, k, v, causal_mask(len(ids)).to(device))[1][0].cpu()  # (H, T, T)


last = unseen[0]
prompt, answer = format_example(last)
ids = encode(prompt, char_to_idx)[-base.config.block_size:]
weights = attention_to_the_tale(tuned, ids, layer=base.config.n_layer - 1)  # (H, T, T)
with torch.no_grad():
    stream, sizes = tuned.wte(torch.tensor([ids], device=device)) + tuned.wpe(torch.arange(len(ids), device=device)), []
    for block in tuned.h:
        stream = block(stream)
        sizes.append(stream.std().item())
    next_letter = softmax(tuned(torch.tensor([ids], device=device))[0][0, -1].float().cpu())

figure, axes = plt.subplots(2, 4, figsize=(15, 7.2), layout="constrained")
figure.suptitle(f"{MY_NAME + ' built a GPT' if MY_NAME else 'A GPT, built by hand'}: {everything:,} parameters, "
                f"eight steps, every line understood", fontsize=16, weight="bold")
panels = axes.flatten()
titles = ["1 · text becomes ids", "2 · one head, causal", "3 · four heads, one question", "4 · blocks that add",
          "5 · a complete GPT", "6 · trained on text", "7 · a letter is chosen", "8 · it answers"]
for ax, title in zip(panels, titles):
    ax.set_title(title, loc="left", weight="bold")

panels[0].axis("off")
for column, letter in enumerate(last["input"][:12]):
    panels[0].text(column % 6, 2.6 - 1.6 * (column // 6), letter.replace(" ", "␣"), ha="center", fontsize=17)
    panels[0].text(column % 6, 2.1 - 1.6 * (column // 6), char_to_idx[letter], ha="center", fontsize=11, color=BLUE)
panels[0].set(xlim=(-0.6, 5.6), ylim=(0, 3.2))

panels[1].imshow(weights[0, -40:, -40:].sqrt(), cmap="Blues")
panels[1].set(xlabel="looks at (the last 40)", ylabel="from")

for head in range(len(weights)):
    panels[2].plot(weights[head, -1] + 1.1 * head, color=(BLUE, ORANGE)[head % 2], linewidth=1)
panels[2].set(xlabel="position in the tale and question", ylabel="head", yticks=[1.1 * h for h in range(len(weights))])
panels[2].set_yticklabels(range(1, len(weights) + 1))

panels[3].bar(range(1, len(sizes) + 1), sizes, color=BLUE)
panels[3].set(xlabel="after block", ylabel="size of the stream", xticks=range(1, len(sizes) + 1))

inside = {"embeddings": base.wte.weight.numel() + base.wpe.weight.numel(),
          "attention": sum(weight.numel() for block in base.h for weight in block.attn.parameters()),
          "feed-forward": sum(weight.numel() for block in base.h for weight in block.mlp.parameters())}
panels[4].barh(list(inside), [number / 1000 for number in inside.values()], color=(GREY, ORANGE, BLUE))
panels[4].set(xlabel="thousand parameters")

panels[5].bar(["uniform\nguess", "your\nmodel"], [math.log(len(char_to_idx)), tale_losses["before"]], color=(PALE, BLUE), edgecolor=GREY)
panels[5].text(1, tale_losses["before"] + 0.08, f"{tale_losses['before']:.2f}", ha="center")
panels[5].set(ylabel="nats per character")

best = next_letter.topk(5)
panels[6].bar(range(5), best.values, color=BLUE)
panels[6].set_xticks(range(5), [visible(index) for index in best.indices.tolist()], fontsize=14)
panels[6].set(ylabel="probability", ylim=(0, 1), xlabel=f"after “{last['instruction']}”")

shown_scores = {"before": scores["before fine-tuning"], "after": scores["after fine-tuning"],
                "LoRA": scores["LoRA, 3 % of the numbers"]}
panels[7].bar(list(shown_scores), [100 * score for score in shown_scores.values()], color=(PALE, BLUE, ORANGE), edgecolor=GREY)
for place, score in enumerate(shown_scores.values()):
    panels[7].text(place, 100 * score + 2, f"{100 * score:.0f} %", ha="center")
panels[7].set(ylabel="exact answers in %", ylim=(0, 112))
plt.show()

# %% [markdown]
# ## Where the real ones differ, and what comes next
#
# | | yours | in practice |
# |---|---|---|
# | template | `Q:` and `A:` | special tokens for system, user and assistant; many turns in one example |
# | labels | answer only | the same, in every turn of the assistant |
# | padding | in each batch | examples packed end to end, with a mask between them |
# | LoRA | attention only, rank 8 | usually all linear layers, rank 8 to 64; base in 4 bits (*QLoRA*) |
# | forgetting | measured | fought: replay, small learning rates, averaging of weights |
# | score | exact match | exact match where possible; else people, or a large model as the judge |
#
# **What comes next is up to you.** Put your own text into step 6 (one line) and your own questions here (a
# list of dicts). Turn the switch of section 10. Swap in RMSNorm and rotary positions and load a LLaMA. Or
# take the checker of section 11 and let your model learn from its own right answers. You know what every line
# does, so you can change any of them.
#
# **Three sources worth reading**
#
# 1. Ouyang and others, [*Training language models to follow instructions with human
#    feedback*](https://arxiv.org/abs/2203.02155), 2022, the InstructGPT paper: our steps 2 and 3, with all
#    the small decisions.
# 2. Hu and others, [*LoRA: Low-Rank Adaptation of Large Language Models*](https://arxiv.org/abs/2106.09685),
#    2021. Section 7 asks which rank is enough, and what the change looks like.
# 3. Rafailov and others, [*Direct Preference Optimization: Your Language Model is Secretly a Reward
#    Model*](https://arxiv.org/abs/2305.18290), 2023. The derivation is two pages, and you can follow it.
