# %% [markdown]
# # Step 8 · Fine-tuning
#
# Your GPT can tell tales. Ask it a question about one, and it tells you the next tale. Today you teach it to
# *answer*: the first of the two steps that turned a descendant of GPT-3 into ChatGPT, at a size that trains on a
# laptop.
#
# **What you will have built.** Ten pieces of code:
#
# | you write | what it does |
# |---|---|
# | `format_example` | a question and its text become a prompt, with a sign where the answer ends |
# | `build_example` | ids and labels, so that only the answer is taught |
# | `tests_build_example` | a test that finds the mistakes in other people's `build_example` |
# | `collate` | examples of different lengths in one batch |
# | `masked_cross_entropy` | a loss that looks at the answers alone |
# | `fine_tune` | the training loop, pointed at questions |
# | `exact_match` | the fraction of held-out questions that are answered to the letter |
# | `LoRALinear`, `add_lora`, `merge_lora` | the same, with a few per cent of the parameters |
#
# You will see what pretraining is worth, measured fairly, and what the model forgets. At the end you talk to it.
#
# **Time.** About two and a half hours, most of it for the exercises. The training runs have some 1,700 steps
# together: two to three minutes on two CPU cores with nothing else to do, more on a busy or an older machine. Each run
# says how long it takes *here*, and one number makes all of them shorter. Sections 10 and 11 are optional.
#
# **What you need to know.** Step 6's training loop and step 7's `generate`. Both are printed here, solved.
#
# **The price of skipping ahead.** Few people train a GPT from nothing, many fine-tune one. And the mistakes are silent:
# with a mask that is one place off, the loss looks *better* and every answer is wrong. You will see that too.

# %% setup
import contextlib
import copy
import inspect
import io
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
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook

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
# And a cell about speed only, from step 6: the same values by faster operations, in bf16 where your machine
# gains from it, and a bar that moves with every step of training.

# %% folded="Faster, and a bar for every training run"
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


@contextlib.contextmanager
def progress(steps, label, shorter=""):
    """Says how long a training run takes here, and moves a bar with every step of an optimizer, whatever loop makes it.
    Between the steps it tries one thread and all of them, and goes on with what is faster: two threads on cores that other
    programs use wait for each other."""
    pace = paced(range(steps), label, shorter)
    next(pace)  # the first step begins
    times = {threads: [] for threads in {1, os.cpu_count() or 1, torch.get_num_threads()}}
    done, began = 0, time.perf_counter()

    def mean(threads):
        return sum(times[threads][-3:]) / max(1, len(times[threads][-3:]))

    def step_is_over(optimizer, args, kwargs):
        nonlocal done, began
        done, now = done + 1, time.perf_counter()
        times.setdefault(torch.get_num_threads(), []).append(now - began)
        best, rarest = (min(times, key=key) for key in (mean, lambda threads: len(times[threads])))
        near = mean(rarest) <= 3 * mean(best)  # one that is far behind is seldom tried again
        torch.set_num_threads(rarest if near and len(times[rarest]) < 4 or done % (20 if near else 200) == 0 else best)
        next(pace, None)
        began = time.perf_counter()

    hook = register_optimizer_step_post_hook(step_is_over)
    try:
        yield
    finally:
        hook.remove()
        pace.close()
        torch.set_num_threads(min((threads for threads in times if times[threads]), key=mean, default=1))

# %% [markdown]
# ## 1 · A model that can only continue
#
# Here is your model. The cell takes the first that it finds, and says which: **your own** of step 6, if you saved one that
# reads 256 characters at a time and every letter of this lesson; else **the course's**, the same GPT, trained for longer; and if that
# file is not at hand, **the one inside this notebook**, which is the course's, rounded to 8 bits a weight.

# %% demo
WHICH = None  # or "yours", "course", "inside": which model to begin the search with

device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
THREADS = os.cpu_count() or 1
torch.set_num_threads(THREADS)
torch.manual_seed(0)
base, char_to_idx, idx_to_char, card = speaking_gpt(ALPHABET, context=256, choice=WHICH)
plain = "\n".join(make_tales(300, seed=10, held_out=True)) + "\n"
plain = torch.tensor(encode(plain, char_to_idx))  # tales as the model knows them, without questions, but held-out ones
base = fastest(base.to(device), plain, 8, 240).eval()
everything = sum(weight.numel() for weight in base.parameters())
print(f"{everything:,} parameters; reads up to {base.config.block_size} characters; computes on {device}")

# %% [markdown]
# And here are tales that it has never seen, with questions. A grammar makes the tales, and `read_tale`, the reader that
# came with them, knows the exact answers. That is a luxury: for real questions, people or larger models wrote them.
#
# In each *held-out* tale someone owns a thing which that person never owned in any tale
# for training. Whoever only remembers who usually has what will not get far.

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
written = decode(generate_cached(base, idx, max_new_tokens=60, temperature=0)[0, idx.shape[1]:].tolist(), idx_to_char)
print(tale)
print(f"{question}  (right would be: {answer})")
print(f"→ {written}")
notice(written.split("\n")[0].strip() != answer, "no answer comes. The model does what it was trained for: it writes on.",
       "this model gave the answer by chance; ask another question, and it writes on.")

# %% [markdown]
# It may even know the answer: to write a consistent tale, it must keep track of who has what. But nobody ever told it
# that after a question comes an answer, and then silence. It was trained to continue, so it continues. (GPT-3, in 2020,
# often answered a question with three more.) So we show the model texts in which questions *are* answered, always in one
# form, and train on.
#
# ### The form
#
# A **prompt template** turns an example into text. Ours is short, because a short prompt leaves room for the tale:
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
# **The end mark** is how the model says "I am done". It must never occur inside an answer. A line break is a good
# choice: in the tales it stands after each tale and nowhere else, so the model already knows it as *here something ends*.
#
# The three fields are those of real instruction sets (Alpaca's 52,000 examples of 2023, for instance): an
# *instruction*, an *input* that may be missing, and the *response*.
#
# ### The form of a chat
#
# `Q: ` and `A: ` say who speaks. A chat has more roles, *system*, *user* and *assistant*, and many turns. So its
# template marks each turn with the name of its role. For a user who asks "Who has the kite?" and an assistant who
# answers "Mia", the templates of four open models write (⏎ is a line break, and long lines are folded here):
#
# ```text
# Llama 3.1    <|start_header_id|>user<|end_header_id|>⏎⏎
# (2024)       Who has the kite?<|eot_id|>
#              <|start_header_id|>assistant<|end_header_id|>⏎⏎
#              Mia<|eot_id|>
# DeepSeek-V3  <|User|>Who has the kite?
# (2024)       <|Assistant|>Mia<|end_of_sentence|>
# Qwen3        <|im_start|>user⏎Who has the kite?<|im_end|>⏎
# (2025)       <|im_start|>assistant⏎Mia<|im_end|>⏎
# gpt-oss      <|start|>user<|message|>Who has the kite?<|end|>
# (2025)       <|start|>assistant<|channel|>final<|message|>
#              Mia<|return|>
# ```
#
# What stands in `<|…|>` is *one* token each (DeepSeek writes its bars and underscores with rarer characters). The
# tokenizer makes such **special tokens** from the template alone, never from text that somebody typed. Otherwise a
# user could type an assistant's turn, and the model might take it for its own. (Our marks are plain characters. That will
# do where nobody has a reason to cheat.) What is taught is what the assistant says, with the token
# that ends its turn, in *each* of its turns; everything else is only read.
#
# ### Exercise: `format_example` (2 points)
#
# <details><summary>Hint 1: a key that may be missing</summary>
#
# `dict.get` gives back a default where a key is missing. Missing and empty mean the same here.
#
# </details>
#
# <details><summary>Hint 2: without an input</summary>
#
# Then the prompt begins with the question. Look at it once with `print(repr(prompt))`: no "None" in it, no empty line?
#
# </details>

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
    keep it short and always the same, and our small model reads only letters, digits, spaces, line breaks and
    ! " ' , - . : ; ?)
    """
    ### BEGIN SOLUTION
    text = example.get("input") or ""
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK
    ### END SOLUTION

# %% check="format_example" points=2 folded="The check of format_example"
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
hello = {"instruction": "Say hello.", "response": "Good morning!"}
probe(what_holds(kite), "an example with an input")
probe(what_holds(hello), "an example without an input")
probe(what_holds({"instruction": "Name a fruit.", "input": "", "response": "quince"}), "an example whose input is empty")
check_true(kite == {"instruction": "Who has the kite?", "input": "One day Mia got a kite.", "response": "the girl"},
           "format_example must not change the example")
check_true(hello == {"instruction": "Say hello.", "response": "Good morning!"},
           "format_example must not change an example that has no input")
check_true(format_example({**kite, "response": "Tom"})[0] == format_example(kite)[0],
           "another response: the same prompt, which must not give anything of it away")
check_true(kite["input"] not in format_example(hello)[0], "nothing of an example stands in the prompt of the next one")
### BEGIN HIDDEN TESTS
probe(what_holds({"instruction": "What did she say?", "input": "Eva came home, 100 % {happy}. " * 20, "response": "I do not know."}), "a long input")
probe(what_holds({"response": "by the old mill", "input": "Tom went out. He slept.", "instruction": "Where is Tom?"}),
      "keys in another order")
probe(what_holds({"instruction": "Say Q, then A.", "response": "Q: A: Q"}), "a response that looks like a template")
with_input, without = format_example(kite), format_example({**kite, "input": "One day Ben got a kite."})
check_true(with_input[0] != without[0] and with_input[1] == without[1], "another input: another prompt, the same answer")
### END HIDDEN TESTS

# %% [markdown]
# **What you should see.** One example of the thousands on which you will train, exactly as the model gets it:

# %% folded="Questions about tales, in turn, and as examples"
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
print(f"{len(examples):,} examples to train on, {len(unseen)} held out. Kinds among these: "
      f"{dict(Counter(kind_of(example['instruction']) for example in unseen))}\n")
prompt, answer = format_example(examples[0])
print(f"prompt:\n{prompt}\n\nanswer: {answer!r}")

# %% [markdown]
# ## 2 · Teach the answer, not the question
#
# Step 6 taught the model to predict *every* next character. For an example of 220 characters with an answer of five,
# 215 labels would teach how people phrase questions. We want the
# gradient to come from the answer alone. So we keep two lists apart: what the model **reads** (everything)
# and what it is **scored on** (the answer).
#
# The sign for "no label here" is **−100**. The number has no meaning of its own; it cannot be a token id, and it is
# what PyTorch's `F.cross_entropy` skips unless told otherwise, so everybody uses it.
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
#
# <details><summary>Hint 1: a plan</summary>
#
# Write down two lists of equal length first: all ids; and all labels, with a −100 for each prompt id. Shift last.
#
# </details>
#
# <details><summary>Hint 2: too long</summary>
#
# Cut both lists at the front, in the same way. What does a slice that begins at −4 give for a list of three?
#
# </details>
#
# <details><summary>Hint 3: what if nothing is left of the prompt?</summary>
#
# If you build `y` first and then write −100 over its beginning, the number of places is the length of what is
# *left* of the prompt, minus one. When the whole prompt was cut away, that is −1, and `y[:-1] = -100` masks
# nearly everything. Two lists that are cut together have no such corner.
#
# </details>

# %% exercise="build_example"
def build_example(prompt_ids, answer_ids, block_size):
    """What the model reads and what it is scored on, for one example.

    prompt_ids, answer_ids: lists of token ids, each with at least one; they are not changed. The last answer id is
        the end mark, which is taught like the others.
    block_size: the most ids that the model can read.

    Returns the tuple (x, y) of two long tensors of one length, (T,) with T ≤ block_size.
    x: all ids but the last. y: the id that comes after each, and -100 wherever that id belongs to the prompt.
    Where there are more than block_size + 1 ids, only the last block_size + 1 count.

    Example: build_example([5, 6, 7], [8, 9], block_size=10) is ([5, 6, 7, 8], [-100, -100, 8, 9]), and with
    block_size=3 it is ([6, 7, 8], [-100, 8, 9]).
    """
    ### BEGIN SOLUTION
    ids = (prompt_ids + answer_ids)[-(block_size + 1):]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1):]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])
    ### END SOLUTION

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
# **What you should see.** The example from the beginning without its tale, character by character. The upper row is
# what the model has just read, the lower one what it is scored on.

# %% demo folded="Plot: what is read, and what is scored"
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
ax.set_yticks([0.5, 1.5], ["y, scored on", "x, read"])
ax.set_xticks(range(len(x)))
ax.tick_params(length=0)
for side in ax.spines.values():
    side.set_visible(False)
plt.show()
first = (y != -100).nonzero()[0].item()
notice(y[first] == char_to_idx[answer[0]] and y[-1] == char_to_idx[END_MARK],
       f"the first orange cell stands under “{visible(x[first].item())}”, the last character of the prompt: there the model has read "
       "all of it and has to say the first character of the answer. The last orange cell is the end mark.",
       "the orange cells are not the whole answer; look at build_example again.")

# %% [markdown]
# ### Catch the bug
#
# `build_example` is the function whose mistakes nobody sees: whatever it gives back, the training runs, and the loss
# falls. So write the test that finds them: `tests_build_example(candidate)` gets *somebody's* `build_example`, which you
# can only call, and says whether it keeps the contract. What helps:
#
# - **Known values.** Small lists, worked out on paper. Choose those at which a hurried author stumbles: one id each;
#   exactly as many ids as there is room for, and one more; a prompt that is cut away as a whole.
# - **Properties.** What holds for *every* example: `x` and `y` have one length, at most `block_size`. Wherever `y` is
#   not −100, it is the next element of `x`, where there is one. The last label is the end mark.
# - **Invariance.** The lists that went in come back as they were. Another prompt of the same length changes no label.
# - **Lopsided inputs.** If prompt and answer have the same length, nobody sees them exchanged; if no id occurs in both,
#   nobody sees that an author looks for values where positions count. Are large ids still right?
#
# A weak test lets a bug through; too strict a test refuses an author who did nothing wrong. The folded
# cell below brings `candidate_a`, `candidate_b` and `candidate_c`, at least one of them right and one wrong. Try them in a
# cell of your own.
#
# ### Exercise: `tests_build_example` (3 points)
#
# <details><summary>Hint 1: how two tensors are compared</summary>
#
# `a == b` of two tensors is a tensor of truth values, not one. `a.tolist() == [5, 6]` is one; but then ask for the
# type of the numbers as well (`a.dtype`).
#
# </details>
#
# <details><summary>Hint 2: if your tests accept too much</summary>
#
# Write down in words three different mistakes that you made, or nearly made, yourself. For each: an input whose
# result they change.
#
# </details>

# %% candidates="build_example"
visible = ["right masked_fill", "wrong negative_mask", "wrong prompt_list_grown"]
left_out = {"right gather": "it gives back a list of the two tensors; tests may well ask for the tuple of the contract"}
base = "right two_lists"

def crashes(prompt_ids, answer_ids, block_size):
    raise ValueError("no")

def nothing(prompt_ids, answer_ids, block_size):
    return None

def zeros(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    return 0 * x, 0 * y

def always_the_same(prompt_ids, answer_ids, block_size):
    return right([5, 6, 7], [8, 9], 10)

def labels_zero(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    return x, 0 * y

def inputs_zero(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    return 0 * x, y

def never_cut(prompt_ids, answer_ids, block_size):
    return right(list(prompt_ids), list(answer_ids), 10_000)

def only_the_docstring(prompt_ids, answer_ids, block_size):
    if [*prompt_ids, *answer_ids] == [5, 6, 7, 8, 9]:
        return right(list(prompt_ids), list(answer_ids), block_size)
    raise ValueError("no")

def swapped(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    return y, x

def padded(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    short = block_size - len(x)
    return F.pad(x, (0, short)), F.pad(y, (0, short), value=-100)

def plain_lists(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    return x.tolist(), y.tolist()

def grows(prompt_ids, answer_ids, block_size):
    pair = right(list(prompt_ids), list(answer_ids), block_size)
    prompt_ids += answer_ids
    return pair

def unshifted(prompt_ids, answer_ids, block_size):
    return torch.tensor([*prompt_ids, *answer_ids]), torch.tensor([-100] * len(prompt_ids) + [*answer_ids])

def whole_prompt_masked(prompt_ids, answer_ids, block_size):
    x, y = right(list(prompt_ids), list(answer_ids), block_size)
    places = (y != -100).nonzero()
    if len(places):
        y[places[0]] = -100
    return x, y

# %% exercise="tests_build_example"
def tests_build_example(candidate):
    """Is `candidate` a right `build_example`?

    candidate: a function that is called as build_example is: candidate(prompt_ids, answer_ids, block_size).
    Returns True when it keeps the contract of build_example, and False when it does not. When the candidate raises an
    error, you may let it pass through: that counts as False.

    To pass: say True of every right candidate, False of every wrong one among the three above, and False of at
    least two thirds of the wrong ones that you do not see.

    Example: tests_build_example(lambda prompt_ids, answer_ids, block_size: (prompt_ids, answer_ids)) gives False.
    """
    ### BEGIN SOLUTION
    by_hand = [
        ([5, 6, 7], [8, 9], 10, [5, 6, 7, 8], [-100, -100, 8, 9]),
        ([5, 6, 7], [8, 9], 3, [6, 7, 8], [-100, 8, 9]),
        ([5, 6, 7], [8, 9], 4, [5, 6, 7, 8], [-100, -100, 8, 9]),
        ([4], [9], 8, [4], [9]),
        ([4, 0], [1, 2, 3, 9], 4, [0, 1, 2, 3], [1, 2, 3, 9]),
        ([4, 0, 7], [1, 2, 3, 5, 6, 9], 4, [2, 3, 5, 6], [3, 5, 6, 9]),
        ([3, 0, 9, 1], [0, 9, 3, 3, 9], 30, [3, 0, 9, 1, 0, 9, 3, 3], [-100, -100, -100, 0, 9, 3, 3, 9]),
        ([50_001, 7], [40_003, 50_001], 9, [50_001, 7, 40_003], [-100, 40_003, 50_001]),
    ]
    for prompt_ids, answer_ids, block_size, expected_x, expected_y in by_hand:
        given = list(prompt_ids), list(answer_ids)
        x, y = candidate(*given, block_size)
        if given != (prompt_ids, answer_ids) or x.dtype != torch.long or y.dtype != torch.long:
            return False
        if x.tolist() != expected_x or y.tolist() != expected_y:
            return False
    return True
    ### END SOLUTION

# %% check="tests_build_example" points=3
catch_bugs(tests_build_example)
### BEGIN HIDDEN TESTS
catch_bugs(tests_build_example, share=2 / 3)
### END HIDDEN TESTS

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
# because padding is nothing to be scored on. **By hand**, for the two examples above, with `pad_id = 0`:
#
# $$x = \begin{bmatrix}5&6&7&8\\5&8&\mathbf 0&\mathbf 0\end{bmatrix} \quad (B, T)$$
#
# $$y = \begin{bmatrix}-100&-100&8&9\\8&9&\mathbf{-100}&\mathbf{-100}\end{bmatrix} \quad (B, T)$$
#
# **Why on the right?** Because your attention is causal. A token sees what stands to its left, so no real token
# ever looks at padding on the right; we need no mask for it and no new positions. Which id we pad
# with does not matter at all. (It only has to exist: `wte` has no row −100.)
#
# ### Exercise: `collate` (2 points)
#
# <details><summary>Hint</summary>
#
# Begin with two tensors of the final shape that hold nothing but padding. Then write each example over the beginning of
# its row.
#
# </details>

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

# %% folded="Examples into pairs; several questions about one tale"
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

# %% demo folded="Plot: two batches"
PAD = char_to_idx[END_MARK]  # any id would do
tests = to_pairs(unseen)
pairs = [pair for pair in (conversation(*turn) for turn in turns) if pair is not None]

figure, axes = plt.subplots(2, 1, figsize=(12, 5.4), layout="constrained", sharex=True)
taught_shares = []
for ax, batch, title in ((axes[0], to_pairs(examples[:16]), "one question for each tale"), (axes[1], pairs[:16], "several")):
    x, y = collate(batch, PAD)  # (16, T)
    lengths = torch.tensor([len(x) for x, _ in batch])
    kind = torch.zeros_like(x)  # 0 prompt, 1 answer, 2 padding
    kind[y != -100] = 1
    kind[torch.arange(x.shape[1]) >= lengths[:, None]] = 2
    ax.imshow(np.array([[220, 227, 232], [213, 94, 0], [255, 255, 255]])[kind], aspect="auto", interpolation="nearest")
    ax.set(ylabel="example (B)")
    ax.set_title(title, loc="left")
    shares = [(kind == value).float().mean().item() for value in range(3)]
    taught_shares.append(shares[1] / (shares[0] + shares[1]))  # of what is read
    print(f"{title + ':':28}", ", ".join(f"{100 * share:.0f} % {name}" for share, name in zip(shares, ("prompt", "answer", "padding"))))
axes[1].set_xlabel("position (T)")
for name, colour in (("prompt, label −100", PALE), ("answer, taught", ORANGE), ("padding, label −100", "white")):
    axes[0].bar(0, 0, color=colour, edgecolor=GREY, label=name)
axes[0].legend(ncols=3, loc="lower right", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=10)
plt.show()
notice(taught_shares[0] < 0.1 and taught_shares[1] > 1.3 * taught_shares[0],
       f"the model has to read a great deal to be taught a little. With several questions, one after the other, about each tale, "
       f"{taught_shares[1] / taught_shares[0]:.1f} times as much of what it reads is taught.",
       "your template is long or your answers are: the shares above say how much of a batch is taught.")

# %% [markdown]
# So for training (not for the test!) we ask *several* questions about each tale and teach every answer, as chat models are
# trained on conversations of many turns.

# %% [markdown]
# **Quick question 1.** One example has a prompt of 6 ids and an answer of 3, the other a prompt of 2 ids and an answer
# of 2. Both go through `build_example` (there is room enough) and `collate`. At how many places of the batch does
# the loss look?
#
# *a)* 5 of 18
#
# *b)* 5 of 16
#
# *c)* 3 of 16
#
# *d)* 5 of 11

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
# <details><summary>Why</summary>
#
# Nine ids make an `x` of eight, and four make one of three, which is padded to eight: $2 \cdot 8 = 16$ places. Labels
# that are not −100: each answer id is one target, $3 + 2$. Padding adds none, whichever id it is made of, be it the end
# mark's.
#
# </details>
#
# ## 4 · A loss for answers alone
#
# At each position the loss is $-\ln p$ of the right next token, as in step 6. Now the mean goes over the
# $N$ positions of the whole batch whose label is not −100, and over no others:
#
# $$\text{loss} = \frac{1}{N}\sum_{y_{bt} \ne -100} -\ln \operatorname{softmax}(\text{logits}_{bt})_{y_{bt}}$$
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
#
# <details><summary>Hint 1: choose first</summary>
#
# A boolean tensor of the labels' shape can index both `labels` and `logits`. What shapes do they have then?
#
# </details>
#
# <details><summary>Hint 2: what is left</summary>
#
# An ordinary cross-entropy of $N$ positions: PyTorch's own, or the `logsumexp` of step 6.
#
# </details>

# %% exercise="masked_cross_entropy"
def masked_cross_entropy(logits, labels):
    """The mean cross-entropy, in nats, over the positions that have a label.

    logits: (B, T, V), any memory layout. labels: (B, T) ids, -100 where there is nothing to be scored on; at least one
        is an id. Neither is changed.
    Returns a tensor with a single number. Gradients flow into the logits of the labelled positions.

    Example: logits [[[5, 1], [0, 0], [0, ln 3]]] with labels [[-100, 0, 1]] give 0.490.
    """
    ### BEGIN SOLUTION
    scored = labels != -100
    return F.cross_entropy(logits[scored], labels[scored])  # (N, V), (N,)
    ### END SOLUTION

# %% check="masked_cross_entropy" points=2
logits = 2 * sample(3, 4, 5)
labels = torch.tensor([[-100, -100, 3, 0], [-100, 4, -100, -100], [-100, 1, 0, 2]])
probe(masked_cross_entropy(logits, labels), "3 texts of 4 positions, 6 of 12 labelled")
probe(masked_cross_entropy(torch.tensor([[[5.0, 1.0], [0.0, 0.0], [0.0, math.log(3)]]]), torch.tensor([[-100, 0, 1]])),
      "the numbers worked out above")
check_equal([logits, labels], [2 * sample(3, 4, 5), [[-100, -100, 3, 0], [-100, 4, -100, -100], [-100, 1, 0, 2]]],
            "masked_cross_entropy must not change its arguments")
probe(masked_cross_entropy((3 * sample(6, 7, 2, seed=1)).permute(2, 0, 1), torch.tensor([[-100, -100], [-100, -100], [-100, 6], [5, -100], [-100, 0], [3, -100]]).T),
      "logits and labels that do not lie in one piece in memory")
### BEGIN HIDDEN TESTS
probe(masked_cross_entropy(3 * sample(2, 6, 7, seed=1), torch.tensor([[-100] * 6, [-100, -100, 6, 5, 0, -100]])),
      "a text without a label beside one with three")
probe(masked_cross_entropy(150 * sample(2, 3, 4, seed=2), torch.tensor([[0, -100, 0], [1, 0, 3]])), "very large logits")
probe(masked_cross_entropy(3 * sample(2, 3, 4, seed=2), torch.tensor([[0, 0, 0], [1, 0, 3]])), "no label is -100")
wide = torch.full((1, 3), 102)
wide[0, 1] = -100
probe(masked_cross_entropy(2 * sample(1, 3, 103, seed=4), wide), "a vocabulary of 103 tokens: token 102 is a label, -100 is none")
wide[0, 0], wide[0, 2] = 100, 99
probe(masked_cross_entropy(2 * sample(1, 3, 103, seed=4), wide), "a vocabulary of 103 tokens: tokens 99 and 100 are labels")
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
loss_of_answers, uniform = masked_cross_entropy(logits, y).item(), math.log(len(char_to_idx))
print(f"yours:                {loss_of_answers:.4f}")
print(f"F.cross_entropy:      {F.cross_entropy(logits.flatten(0, 1), y.flatten()):.4f}")
print(f"the GPT's own:        {loss_of_the_model:.4f}")
print(f"one character of an answer, all {len(char_to_idx)} guessed alike: ln {len(char_to_idx)} = {uniform:.4f}")
notice(abs(loss_of_answers - loss_of_the_model.item()) < 1e-3 and loss_of_answers > 5 * card["loss"],
       f"three times the same number. And on answers the base model is far worse than on tales ({card['loss']:.2f} nats a character), "
       + ("worse even than a uniform guess: it is sure that something else comes." if loss_of_answers > uniform else
          "for it has never seen one."),
       "the three numbers should be equal, and far above this model's loss on tales; look at masked_cross_entropy again.")

# %% [markdown]
# ## 5 · The loop
#
# You know every line of it from step 6. What differs: the batches are drawn from `pairs` and go through
# `collate`; the loss is the masked one; and the optimizer gets the *trainable* parameters only, which will
# matter when most of the model is frozen. The learning rate is a third of pretraining's, or less: a high rate would undo
# in a few steps what pretraining took thousands for.
#
# ### Exercise: `fine_tune` (5 points)
#
# <details><summary>Hint 1: what you have</summary>
#
# `configure_optimizer(model, lr, weight_decay)` of step 6 makes the AdamW, for the trainable parameters alone.
# `learning_rate(step, max_lr, min_lr, warmup_steps, max_steps)` gives the rate of each step; write it into every one
# of `optimizer.param_groups`.
#
# </details>
#
# <details><summary>Hint 2: a good schedule</summary>
#
# A tenth of the steps for the warm-up, and a `min_lr` of a tenth of `max_lr`.
#
# </details>
#
# <details><summary>Hint 3: the batch, the device, the order</summary>
#
# Draw `batch_size` places of the list anew at *each* step, for instance with `torch.randint`. The device is that of any
# parameter. Then the moves of step 6 in their order: loss, clear, backward, clip, step.
#
# </details>

# %% exercise="fine_tune"
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    """Train a GPT on examples, in place.

    model: a GPT. Parameters whose requires_grad is False stay as they are.
    pairs: a list of pairs (x, y) as build_example makes them; not changed.
    steps: how many steps of the optimizer. batch_size: how many examples in each, drawn at random anew at each step.
    max_lr: the highest learning rate; none is above it. pad_id: the id that fills up x.

    At each step, in training mode: a batch on the model's device; its masked loss, by one forward pass; the gradients
    of this batch alone; their norm, over all parameters together, clipped at 1.0; one step of AdamW (a torch.optim
    optimizer, without a closure, with a weight decay of 0.1 at most).

    Returns the losses, a list of one plain float a step.

    Example: fine_tune(model, pairs, steps=100, batch_size=16, max_lr=1e-3) returns 100 losses that go down.
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

# %% check="fine_tune" points=5 folded="The check of fine_tune"
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
        fillers = set() if rows is None else {i for row, k in zip(model.shown.tolist(), rows) for i in row[len(pairs[k][0]):]}
        step = {"rows": None if model.shown is None else len(model.shown), "examples": rows, "training mode": model.trains,
                "the batch is made of the examples, padded at the end": rows is not None, "filled up with": fillers,
                "0 ≤ learning rate ≤ max_lr": all(0 <= rate <= 1.0001 * max_lr for rate in rates), "rate": max(rates),
                "weight decay ≤ 0.1": all(group.get("weight_decay", 0) <= 0.1001 for group in optimizer.param_groups),
                "weight decay ≥ 0": all(group.get("weight_decay", 0) >= 0 for group in optimizer.param_groups),
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


def drawn(seen):
    """Which examples were trained on, over all steps, and whether the batches differ."""
    batches = [tuple(sorted(step["examples"] or [])) for step in seen]
    return {"the batches differ from step to step": len(set(batches)) > 1, "examples that came at all": sorted({i for batch in batches for i in batch})}


one = (torch.tensor([3, 7, 5, 1, 8]), torch.tensor([-100, -100, 1, 8, 2]))
model = small_gpt()
before = model.wte.weight.detach().clone()
losses, seen = watch(model, [one] * 4, 3, 2, 0.01)
probe([losses[0].item() if torch.is_tensor(losses[0]) else float(losses[0]), seen and seen[0]["rows"], seen and seen[0]["gradients"]],
      "four times the same example, batches of two: the first loss, the rows of the first batch, the first gradients")
probe(facts(seen), "the three steps")
probe([len(losses), torch.equal(before, model.wte.weight)], "[number of losses, are the weights what they were before?]")
mixed = [(torch.tensor([3, 7, 5, 1, 8]), torch.tensor([-100, -100, 1, 8, 2])), (torch.tensor([4, 6]), torch.tensor([-100, 2])),
         (torch.tensor([9, 9, 1, 2, 10, 10, 7, 3, 5]), torch.tensor([-100] * 8 + [2])),
         (torch.tensor([0, 10, 6]), torch.tensor([-100, 6, 4]))]
former = [tensor.tolist() for pair in mixed for tensor in pair]
model, takes_pad = small_gpt().eval(), "pad_id" in inspect.signature(fine_tune).parameters
torch.manual_seed(0)
losses, seen = watch(model, mixed, 40, 3, 0.003, **({"pad_id": 6} if takes_pad else {}))
probe(drawn(seen), "forty steps on four examples of different lengths, batches of three")
probe(facts(seen), "these steps, one by one; the model came in evaluation mode")
check_true(all(isinstance(loss, float) for loss in losses), "each loss is a plain float, no tensor")
check_true(all(step["loss"] is not None and abs(float(loss) - step["loss"]) <= 1e-3 * (1 + step["loss"])
               for loss, step in zip(losses, seen[:4])), "what is returned are the losses of the batches that were trained on")
check_true(not takes_pad or set.union(*(step["filled up with"] for step in seen)) <= {6}, "short examples are filled up with pad_id")
check_true(max(step["rate"] for step in seen) > 0.0015, "the highest learning rate, here of 40 steps, is max_lr or close to it")
check_equal([tensor for pair in mixed for tensor in pair], former, "fine_tune must not change the pairs")
### BEGIN HIDDEN TESTS
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
model = small_gpt(dropout=0.3)
torch.manual_seed(3)
losses, seen = watch(model.eval(), mixed[1:], 25, 2, 0.02)
probe([step["training mode"] for step in seen], "twenty-five steps, a model with dropout: is it in training mode?")
probe(drawn(seen), "twenty-five steps on three examples, batches of two")
check_true(max(step["rate"] for step in seen) > 0.01, "the highest learning rate, here of 25 steps, is max_lr or close to it")
check_true(set.union(*(step["filled up with"] for step in seen)) <= {0}, "without a pad_id short examples are filled up with 0")
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · The score
#
# A loss of 0.05: is that good? Nobody can tell. So we count: of the questions about held-out tales, how many does the
# model answer **exactly**, to the letter, end mark included? *Mia.* is wrong where *Mia* was asked for.
#
# The plain way is to let the model write each answer, always its most likely token, and compare: a
# pass through the model for every character. **One** pass is enough. Give the model prompt
# *and* right answer, as in training, and look at its first choice (the argmax) at each labelled position:
#
# - If all first choices are the labels, then writing freely it would have written the same answer: its first
#   character is right, so it reads on from the right text, so the second is right, and so on.
# - If one is not, then writing freely it would have left the right path there at the latest.
#
# **By hand.** Labels and first choices of three examples:
#
# | labels | first choices | right? |
# |---|---|---|
# | −100, −100, 8, 9 | 3, 6, **8, 9** | yes: the choices at −100 do not count |
# | −100, 8, 4, 9 | 8, **8, 4**, 2 | no: the end mark is missing, it would go on |
# | −100, 8, 4, 9 | 1, 5, **4, 9** | no: the first character is wrong |
#
# One of three answers is exact: 0.333. (Six of eight *characters* are right, 0.75. That is another
# question, and a kinder one.)
#
# ### Exercise: `exact_match` (3 points)
#
# <details><summary>Hint 1: a plan</summary>
#
# Remember the mode, switch to evaluation, go through the pairs in batches of, say, 50 (the last one may be smaller),
# and put the mode back.
#
# </details>
#
# <details><summary>Hint 2: when is a row exact?</summary>
#
# When every position of it is either right or not labelled: a `(B, T)` of truth values, brought down to `(B,)`. Count
# rows, not positions, and divide once, at the end.
#
# </details>

# %% exercise="exact_match"
def exact_match(model, pairs, pad_id=0):
    """The fraction of examples that the model, always writing its most likely token, would answer exactly.

    model: a GPT; afterwards it is in the mode (training or evaluation) in which it came.
    pairs: a list of pairs (x, y) as build_example makes them; not changed. pad_id: the id that fills up x.

    Returns a float from 0 to 1. An answer counts when it is right from its first token to its last, the end mark.
    No dropout and no gradients.

    Example: of the three examples in the table above one is exact: 0.333….
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

# %% check="exact_match" points=3 folded="The check of exact_match"
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
dropping, write = answering_gpt(seed=40, dropout=0.6)
generator = np.random.RandomState(0)
many = []
for number in range(131):
    prompt = generator.randint(11, size=1 + number % 6).tolist()
    length = 1 + number % 5
    many.append(pair(prompt, write(prompt, length) if number % 7 < 3 else spoilt(write, prompt, length, number % length)))
former = [part.tolist() for example in [*ten, *many] for part in example]
torch.manual_seed(1)
probe([[float(exact_match(model, [example])) for example in ten], float(exact_match(dropping, many))],
      "ten questions one by one, five right answers, then five with one wrong token each; and 131 questions together")
probe(float(exact_match(model, ten[:5])), "five right answers together")
probe(float(exact_match(model, ten)), "the ten questions together")
dropping.train()
probe(float(exact_match(dropping, many)), "131 questions, a model with dropout that comes in training mode")
probe([dropping.training, all(layer.training for layer in dropping.modules())], "afterwards: [is the model in training mode, are all its layers]")
check_true(isinstance(exact_match(model, ten), float), "the score is a plain float, no tensor")
check_equal([part for example in [*ten, *many] for part in example], former, "exact_match must not change the pairs")
check_true(not model.training, "a model in evaluation mode stays in it")
recorded = []
hook = model.ln_f.register_forward_hook(lambda layer, inputs, output: recorded.append(torch.is_grad_enabled()))
exact_match(model, ten[:3])
hook.remove()
check_true(not any(recorded) and torch.is_grad_enabled(), "gradients are switched off inside, and on again afterwards")
### BEGIN HIDDEN TESTS
probe(float(exact_match(model, ten[7:])), "the last three")
probe(float(exact_match(dropping, many[101:])), "the last 30 of 131")
probe(float(exact_match(dropping, many[:1])), "a single question")
zeros = [pair(prompt, [0]) for prompt in ([3, 7, 5], [6], [2, 2, 8], [1, 9])]
probe(float(exact_match(model, zeros)), "four questions whose answer is token 0")
probe([float(exact_match(model, zeros, pad_id)) for pad_id in (0, 10)], "the same, filled up with 0, then with 10")
for number in (64, 100, 128):
    probe(float(exact_match(model, [ten[2]] * 3 + [ten[7]] * (number - 3))), f"{number} questions, three of them right")
### END HIDDEN TESTS

# %% folded="The score of each kind of question, and of one who does not read"
def by_kind(model, examples):
    """Exact match for each kind of question → dict of kind: share."""
    groups = {}
    for example in examples:
        groups.setdefault(kind_of(example["instruction"]), []).append(example)
    return {kind: exact_match(model, to_pairs(group)) for kind, group in sorted(groups.items())}


def blind_score(examples, unseen):
    """The score of always giving the commonest answer to this kind of question."""
    answers = {}
    for example in examples:
        answers.setdefault(kind_of(example["instruction"]), Counter())[example["response"]] += 1
    hits = [answers[kind_of(example["instruction"])].most_common(1)[0][0] == example["response"] for example in unseen]
    return sum(hits) / len(hits)

# %% [markdown]
# Before we train, two scores to compare with. The base model's own; and the score of somebody who **never
# reads the tale** and gives, to each kind of question, the answer that was right most often in training. A
# model has to beat that one before we may say that it understood anything.

# %% demo
scores = {"before fine-tuning": exact_match(base, tests)}
blind = blind_score(examples, unseen)
print(f"the base model: {100 * scores['before fine-tuning']:.0f} % of {len(tests)} questions")
print(f"without reading the tale: {100 * blind:.0f} %")

# %% [markdown]
# ## 7 · The experiment
#
# Now the run that all of this was for. `STEPS` is its length, and all later runs are shares of it: a smaller number makes
# the rest of the lesson shorter, and its answers worse.

# %%
def run_fine_tune(model, pairs, steps, label, max_lr=1e-3, batch_size=8):
    """fine_tune with a bar, from the same random numbers each time → losses."""
    torch.manual_seed(0)
    with progress(steps, label, "set STEPS lower"):
        return fine_tune(model, pairs, steps, batch_size, max_lr)

# %% demo
STEPS = 800  # fewer are faster, and answer less

tuned = copy.deepcopy(base)
losses = run_fine_tune(tuned, pairs, STEPS, "fine-tuning")
scores["after fine-tuning"] = exact_match(tuned, tests)
print(f"exact match on held-out tales: {100 * scores['after fine-tuning']:.0f} % after {STEPS} steps of 8 conversations")

# %% demo folded="Plot: the loss while it learns to answer"
smooth = np.convolve(losses, np.ones(9) / 9, mode="valid")
figure, ax = plt.subplots(figsize=(9, 3.6), layout="constrained")
ax.semilogy(losses, color=BLUE, linewidth=0.8, alpha=0.45, label="each batch")
ax.semilogy(range(4, 4 + len(smooth)), smooth, color=BLUE, label="mean of nine")
ax.axhline(uniform, color=GREY, linestyle=":", label=f"uniform guess, ln {len(char_to_idx)}")
ax.set(title="fine-tuning", xlabel="step", ylabel="nats per answer character (log scale)")
ax.legend(frameon=False)
plt.show()
early, late = np.mean(losses[STEPS // 20:STEPS // 10]), np.mean(losses[-STEPS // 20:])
notice(losses[0] > 3 * early and early > 1.5 * late,
       f"two phases. By step {STEPS // 20} the loss has plunged from {losses[0]:.1f} to about {early:.1f}, and then it creeps, to {late:.2f}.",
       f"the loss went from {losses[0]:.1f} to {early:.2f} by step {STEPS // 20} and to {late:.2f} at the end. "
       "With few steps, or another model, the two phases run into each other.")

# %% [markdown]
# In the first steps the model learns the **form**: after `A: ` comes a name or a place, then a line break. That is easy,
# and it answers nothing. The slow part after it is the reading: to find the right name in *this* tale.
#
# ### A fair control
#
# So: pretraining is worth everything? Not so fast. The fine-tuned model had the time of both. Perhaps random weights would
# do as well, given questions for all that time? Only if
# we let them have **the same total time**, and they still fail, was it the tales that helped.
#
# The course's model was pretrained for 27 minutes. So its control took 28, and we ran it once, when that model was made:
# random weights, the same machine and optimizers, and questions about 40,000 tales from the
# first step on, three times as many as you just used. Its score is drawn beside yours.

# %% demo folded="Plot: what pretraining is worth"
with contextlib.redirect_stdout(io.StringIO()):
    ours = card if "control" in card else load_pretrained(choice="inside")[3]  # the card of the course's model
control = ours["control"]
scores["random weights,\n28 min of questions (ours)"] = control["exact_match"]


def draw_scores(scores, title):
    """Bars of exact match, with the blind score as a line."""
    figure, ax = plt.subplots(figsize=(10, 1.2 + 0.62 * len(scores)), layout="constrained")
    for row, (name, score) in enumerate(scores.items()):
        ax.barh(row, 100 * score, height=0.6, color=GREY if "ours" in name else BLUE if "before" not in name else PALE,
                edgecolor="white" if "ours" in name else GREY, hatch="//" if "ours" in name else "")
        ax.text(100 * score + 1, row, f"{100 * score:.0f} %", va="center")
    ax.axvline(100 * blind, color=ORANGE, linestyle="--")
    ax.text(100 * blind + 0.7, -0.62, "without reading the tale", color=ORANGE, fontsize=10, va="center")
    ax.set_yticks(range(len(scores)), scores)
    ax.set(xlim=(0, 108), ylim=(len(scores) - 0.5, -0.9), xlabel="held-out questions answered exactly, in %", title=title)
    plt.show()


draw_scores(scores, "What is pretraining worth?")
print(f"the control, measured once on {ours['machine']}: {control['seconds']:,.0f} s of training on questions alone")
before, after = 100 * scores["before fine-tuning"], 100 * scores["after fine-tuning"]
notice(after > 100 * control["exact_match"] + 5 and before < 5,
       f"{before:.0f} % became {after:.0f} % here, in {STEPS} steps. The control learned to answer, too, far better than somebody who "
       f"does not read, and in all its time it came to {100 * control['exact_match']:.0f} %.",
       f"{before:.0f} % became {after:.0f} % here; the control came to {100 * control['exact_match']:.0f} % in its 28 minutes. "
       + ("Your own model was pretrained for less than the course's; WHICH = \"course\" shows the pair that belongs together."
          if card["source"] == "yours" else "With 800 steps or more the fine-tuned model passes it; how many were these?"))

# %% claim
assert 26.5 < ours["seconds"] / 60 < 27.5 and 27.5 < control["seconds"] / 60 < 28.5, "27 minutes of pretraining, 28 for the control"
assert ours["text"].startswith("40,000 tales"), "the control had as many tales as the pretraining, 40,000"
assert len(examples) * 2.8 < 40_000 < len(examples) * 3.6, "40,000 tales are about three times as many as here"

# %% [markdown]
# A model that begins with nothing has to learn everything from a few answers a tale: to spell, what a name is, what it
# means to *give* something. The base model learned that from plain tales, where *every* character is a label, because
# one cannot continue a tale well without it.
# **Fine-tuning teaches a model to show what it knows; it teaches it little that is new.** Remember it
# when somebody wants to fine-tune facts into a model.

# %% [markdown]
# **Quick question 2.** A report says: *Our model, pretrained for ten days and fine-tuned for one hour,
# answers 91 %. From random weights, one hour of fine-tuning gives 34 %. So pretraining on plain text teaches
# a model to answer.* Which measurement would decide whether that is so?
#
# *a)* The same two runs ten times more, to see that 91 against 34 is not chance.
#
# *b)* The score of the base model alone, before its hour of fine-tuning.
#
# *c)* The training losses of both runs, at their first and at their last step.
#
# *d)* The score of random weights after ten days and one hour of questions.

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
# <details><summary>Why</summary>
#
# The two runs differ in two things: in the plain text, and in ten days of computing. Only a control that differs in *one*
# tells which of them did it. More repetitions (*a*) make a confounded number more precise, and no more telling.
#
# </details>
#
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

# %% demo folded="Plot: by kind of question"
tuned_by_kind = by_kind(tuned, unseen)
figure, ax = plt.subplots(figsize=(10, 0.8 + 0.55 * len(tuned_by_kind)), layout="constrained")
for shift, name, shares, colour, hatch in ((-0.2, "pretrained and fine-tuned, here", tuned_by_kind, BLUE, ""),
                                           (0.2, "random weights, 28 min of questions (ours)", control["by_kind"], GREY, "//")):
    places = [row + shift for row in range(len(tuned_by_kind))]
    bars = ax.barh(places, [100 * shares.get(kind, 0) for kind in tuned_by_kind], height=0.38, color=colour, hatch=hatch,
                   edgecolor="white", label=name)
    ax.bar_label(bars, [f"{100 * shares.get(kind, 0):.0f}" for kind in tuned_by_kind], padding=4, fontsize=9)
ax.set_yticks(range(len(tuned_by_kind)), [f"{kind} …?" for kind in tuned_by_kind])
ax.set(xlim=(0, 108), ylim=(len(tuned_by_kind) - 0.4, -0.6), xlabel="exact match in %", title="by kind of question")
ax.legend(frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.05))
plt.show()

# free writing and the one-pass score must agree
some = unseen[:20]
free = sum(ask(tuned, example["input"], example["instruction"]) == example["response"] for example in some) / len(some)
one_pass = exact_match(tuned, to_pairs(some))
print(f"{len(some)} questions, written freely: {100 * free:.0f} % exact; by your exact_match in one pass: {100 * one_pass:.0f} %")
easy, hard = max(tuned_by_kind, key=tuned_by_kind.get), min(tuned_by_kind, key=tuned_by_kind.get)
notice(tuned_by_kind[easy] > tuned_by_kind[hard] + 0.05 and abs(free - one_pass) < 0.06,
       f"not all questions are equally hard: “{easy} …?” is answered in {100 * tuned_by_kind[easy]:.0f} % of the cases, “{hard} …?” in "
       f"{100 * tuned_by_kind[hard]:.0f} %. And both ways of scoring agree.",
       f"the kinds lie between {100 * tuned_by_kind[hard]:.0f} % and {100 * tuned_by_kind[easy]:.0f} %, and the two ways of scoring give "
       f"{100 * free:.0f} % and {100 * one_pass:.0f} % (where two characters are almost equally likely, rounding can decide).")

# %% [markdown]
# Some questions can nearly be answered without reading; others need the model to follow a thing through several hands.

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
print(f"loss on plain tales: {tale_losses['before']:.2f} before, {tale_losses['after']:.2f} after fine-tuning "
      f"(uniform guess: {uniform:.2f})\n")
idx = torch.tensor([encode("\nOne sunny morning, ", char_to_idx)], device=device)
for name, model in (("before", base), ("after", tuned)):
    written = generate_cached(model, idx, 170, temperature=0.7, generator=torch.Generator(device).manual_seed(3))
    print(f"{name}: {decode(written[0].tolist(), idx_to_char).strip()!r}\n")
notice(tale_losses["after"] > tale_losses["before"] + 0.05,
       f"on the old job the loss has grown by {tale_losses['after'] - tale_losses['before']:.2f} nats a character.",
       "here the old job has hardly suffered; so few steps, or so small a rate, may not be enough to forget.")

# %% [markdown]
# That is **catastrophic forgetting**: nothing in the loss asked the model to keep telling tales, so the
# gradients were free to use those weights for answers. Three remedies are common. Mix some of the old text into the new
# batches (*replay*). Train more gently. Or leave the old weights alone altogether; that one is section 9.

# %% [markdown]
# ## Break it 1 · Two small mistakes with the mask
#
# Three short runs from the same base model, an eighth as long as the one above. They differ in the labels only:
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
    short_losses = run_fine_tune(model, labelled, max(8, STEPS // 8), name)
    outcomes[name] = (np.mean(short_losses[-10:]), exact_match(model, tests))
    print(f"{name:13} last losses {outcomes[name][0]:.3f}, exact match {100 * outcomes[name][1]:3.0f} %   "
          f"for example: {ask(model, unseen[0]['input'], unseen[0]['instruction'])!r}")
print(f"{'':13} (the question was: {unseen[0]['instruction']} Right: {unseen[0]['response']!r})")
loss_of, score_of = ({name: outcome[place] for name, outcome in outcomes.items()} for place in (0, 1))
notice(loss_of["one too many"] < min(loss_of["right"], loss_of["no mask"]) and score_of["one too many"] < 0.5 * score_of["right"],
       f"the lowest loss, {loss_of['one too many']:.2f}, belongs to the worst score, {100 * score_of['one too many']:.0f} %.",
       f"the losses are {', '.join(f'{value:.2f} ({name})' for name, value in loss_of.items())}. After so few steps, or from another "
       "model, the order may differ; with STEPS = 800 and the course's model the lowest loss belongs to the worst score.")
notice(score_of["no mask"] < score_of["right"] - 0.02,
       f"in the same steps, “no mask” comes to {100 * score_of['no mask']:.0f} %, “right” to {100 * score_of['right']:.0f} %.",
       f"“no mask” came to {100 * score_of['no mask']:.0f} %, “right” to {100 * score_of['right']:.0f} %: in such short runs the two may lie close.")

# %% [markdown]
# <details><summary>Why</summary>
#
# *One too many*: the first character is nearly the whole difficulty. Once *M* stands there, *ia* follows from the form.
# That character was never taught, so the model has no reason to start an answer at all, and with the hard part taken out
# of it a loss is low. **A loss tells you how
# well the labels are predicted. It cannot tell you that they are the wrong labels.**
#
# *No mask*: most of each gradient says how to tell tales and how
# to phrase questions. In exchange, such a model forgets less: its prompts are replay. With long answers (a
# chat, an essay) the difference shrinks, and some people leave the mask out on purpose.
#
# </details>

# %% [markdown]
# ## 9 · LoRA: leave the weights alone
#
# GPT-2 small in float32 takes 0.5 GB. To fine-tune it with AdamW you need that four times over: weights,
# gradients, two moments. And ten tasks make ten models. For 70 billion parameters that is no longer practical.
#
# In what way does fine-tuning change the weights? Take one matrix of your
# model, the `attn.qkv` of the last block, and look at the *difference* between after and before. Every
# matrix is a sum of rank-1 matrices (a column times a row); the singular values say how important each is.

# %% demo folded="Plot: is the change simple?"
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
of_change, of_weights = importance(weight_after - weight_before)[7], importance(weight_before)[7]
notice(of_change > 1.5 * of_weights,
       f"8 of {min(weight_before.shape)} pieces hold {100 * of_change:.0f} % of the change, and {100 * of_weights:.0f} % of the weights "
       "themselves. The change is much simpler than the matrix.",
       f"8 of {min(weight_before.shape)} pieces hold {100 * of_change:.0f} % of the change and {100 * of_weights:.0f} % of the weights: "
       "in this run the change is not much simpler. A base model that is far from trained has simple weights, too.")

# %% [markdown]
# That is the idea of **LoRA**, *low-rank adaptation*: if the change is nearly of low rank anyway, then
# *learn it in that form*. Freeze $W$. Beside it put two thin matrices, $A$ of shape $(r, \text{in})$ and $B$ of shape
# $(\text{out}, r)$:
#
# $$y = xW^\top + b + \tfrac{\alpha}{r}\; x A^\top B^\top$$
#
# $A$ squeezes the input into $r$ numbers ($r$ is the **rank**, often 8), $B$ spreads these over the output.
# Together they are a change $\tfrac{\alpha}{r} BA$ of the weight, of shape (out, in) and of rank $r$ at most.
#
# - **The start.** $B$ is zero, so the change is zero: the model is *exactly* the base model. $A$ is random, so
#   that $B$ gets a gradient.
# - **The scale** is $\tfrac{\alpha}{r}$. Dividing by $r$ keeps the size of the change about the same when you try another
#   rank; $\alpha$ then works like a learning rate. Alpha 16 at rank 8 means a scale of 2.
# - **The price.** $r(\text{in} + \text{out})$ parameters instead of $\text{in} \cdot \text{out}$.
#
# **By hand.** $W$ the identity, no bias, $r = 1$, $\alpha = 2$, so the scale is 2; $A = [1\ {-1}]$, $B =
# \begin{bmatrix}0\\3\end{bmatrix}$, $x = [2, 1]$. Then $xA^\top = 2 - 1 = 1$; times $B^\top$: $[0, 3]$; times the
# scale: $[0, 6]$. And $xW^\top = [2, 1]$, so $y = [2, \mathbf 7]$.
#
# ### Exercise: `LoRALinear` (4 points)
#
# <details><summary>Hint 1: the constructor</summary>
#
# A linear layer knows its sizes: `linear.in_features`, `linear.out_features`. A normal distribution with a standard
# deviation of $1/\sqrt{\text{in}}$ is a good start for $A$. Make both where `linear.weight` is (its device).
#
# </details>
#
# <details><summary>Hint 2: what is frozen</summary>
#
# `requires_grad_(False)` works on a whole module. Which one: `linear`, or `self`?
#
# </details>
#
# <details><summary>Hint 3: the order of the products</summary>
#
# Multiply $x$ by $A^\top$ first: that leaves $r$ numbers a token. $BA$ would be a matrix as large as the one you avoid.
#
# </details>

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

    forward(x): x (…, in) → (…, out), what linear gives, plus scale · x Aᵀ Bᵀ. In both modes; x is not changed.

    Example: with the numbers worked out above, x = [2, 1] gives [2, 7].
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
handed_in = linear.weight.detach().clone()
layer = LoRALinear(linear, 3, 2)


def names(trainable):
    """How the parameters of the layer that are trainable, or not, are known to it."""
    known = {id(layer.A): "A", id(layer.B): "B", id(layer.linear.weight): "weight", id(layer.linear.bias): "bias"}
    return sorted(known.get(id(weight), name) for name, weight in layer.named_parameters() if weight.requires_grad == trainable)


x = sample(4, 2, 5).transpose(0, 1)  # (2, 4, 5), in another order in memory
probe({"shape of A": list(layer.A.shape), "shape of B": list(layer.B.shape), "scale": float(layer.scale),
       "the weights in linear are those handed in": torch.equal(layer.linear.weight, handed_in),
       "linear is what was handed in": layer.linear is linear, "trainable": names(True), "frozen": names(False),
       "B is zero": bool((layer.B == 0).all()), "zeros in A": int((layer.A == 0).sum()),
       "different numbers in A": len(set(layer.A.flatten().tolist()))}, "LoRALinear(nn.Linear(5, 7), rank=3, alpha=2)")
probe(layer(x), "at the start: what the wrapped layer gives")
fill(layer, ["A", "B"], seed=7)
probe(layer(x), "with known numbers in A and B, rank 3, alpha 2")
check_equal(x, sample(4, 2, 5).transpose(0, 1), "forward must not change x")
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
# **By hand.** In each block, `attn.qkv` goes from $C$ to $3C$ and costs $r(C + 3C) = 4rC$ parameters, `attn.proj`
# from $C$ to $C$ and costs $2rC$. With $C = 128$, $r = 8$ and four blocks: $4 \cdot 6 \cdot 8 \cdot 128 =
# \mathbf{24{,}576}$. For GPT-2 small it is $12 \cdot 6 \cdot 8 \cdot 768 = 442{,}368$ of 124
# million: about a third of one per cent.
#
# ### Exercise: `add_lora` (3 points)
#
# <details><summary>Hint 1: the order</summary>
#
# First freeze everything, then wrap: the adapters are new and come trainable.
#
# </details>
#
# <details><summary>Hint 2: into the model</summary>
#
# The blocks are in `model.h`. A layer is replaced when something is assigned to *its attribute*; a loop's own name is
# only a name. `Tensor.numel()` counts the numbers of a tensor.
#
# </details>

# %% exercise="add_lora"
def add_lora(model, rank, alpha):
    """Give each block of a GPT LoRA adapters, in place.

    model: a GPT without adapters. Afterwards each block's attn.qkv and attn.proj is a LoRALinear around the layer
        that was there, and nothing but the adapters is trainable.
    rank, alpha: for LoRALinear.

    Returns the number of trainable parameters, an int: how many numbers, not how many tensors.

    Example: with n_layer = 4, d_model = 128 and rank = 8 it is 24,576. The model's outputs have not changed.
    """
    ### BEGIN SOLUTION
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    ### END SOLUTION

# %% check="add_lora" points=3
def tiny_gpt(n_layer=3):
    model = GPT(GPTConfig(vocab_size=7, block_size=8, n_layer=n_layer, n_head=2, d_model=6)).eval()
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")], seed=20)
    return model


model, idx = tiny_gpt(), torch.tensor([[3, 1, 6, 0, 2], [5, 5, 4, 1, 3], [0, 2, 2, 6, 4], [1, 4, 0, 3, 5]])
layers = {f"h.{i}.{name}": model.get_submodule(f"h.{i}.{name}") for i in range(3)
          for name in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")}
weights = {name: layer.weight.detach().clone() for name, layer in layers.items()}
before = model(idx)[0].detach()
count = add_lora(model, 4, 6)
known = {id(getattr(layer, part)): f"{name}.{part}" for name, layer in model.named_modules()
         if isinstance(layer, LoRALinear) for part in "AB"}
adapted = {name: layer for name in layers if isinstance(layer := model.get_submodule(name), LoRALinear)}
probe({"returned": count,
       "trainable": sorted(known.get(id(weight), name) for name, weight in model.named_parameters() if weight.requires_grad),
       "layers with an adapter": list(adapted),
       "their weights are those that were there": [name for name, layer in adapted.items()
                                                   if torch.equal(getattr(layer.linear, "weight", torch.zeros(1)), weights[name])],
       "they wrap the layers that were there": [name for name, layer in adapted.items() if layer.linear is layers[name]]},
      "a GPT of three blocks, rank 4, alpha 6")
probe([float(model.h[1].attn.qkv.scale), float(model.h[1].attn.proj.scale)], "the scales")
check_close(model(idx)[0], before, "the outputs must not change")
### BEGIN HIDDEN TESTS
model = tiny_gpt(n_layer=1)
layers = [(block.attn.qkv, block.attn.proj) for block in model.h]
probe(add_lora(model, 1, 1), "one block, rank 1")
check_true(all(block.attn.qkv.linear is qkv and block.attn.proj.linear is proj for block, (qkv, proj) in zip(model.h, layers)),
           "the adapters wrap the layers that were there")
model = tiny_gpt()
add_lora(model, 2, 5)
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
# $$W' = W + \tfrac{\alpha}{r} B A$$
#
# where the shapes are $(\text{out}, \text{in})$ and $(\text{out}, r)(r, \text{in})$. What remains is a plain
# `nn.Linear`. **By hand**, with the numbers from before: $BA =
# \begin{bmatrix}0\\3\end{bmatrix}[1\ {-1}] = \begin{bmatrix}0&0\\3&-3\end{bmatrix}$, times the scale 2, plus the
# identity: $W' = \begin{bmatrix}1&0\\6&-5\end{bmatrix}$, and $xW'^\top = [2, 12 - 5] = [2, 7]$, as before.
#
# One trap is being merged twice. When the adapters are gone there is nothing left to add; a second call must
# find that out.
#
# ### Exercise: `merge_lora` (3 points)
#
# <details><summary>Hint 1: is there an adapter?</summary>
#
# Look at both layers of each block; `isinstance` tells you.
#
# </details>
#
# <details><summary>Hint 2: two moves</summary>
#
# The weight of the wrapped layer can take the sum in place, inside `torch.no_grad()`. Then the wrapped layer goes back
# to where the adapter was.
#
# </details>

# %% exercise="merge_lora"
def merge_lora(model):
    """Fold the adapters of a GPT into its weights, in place.

    model: a GPT, with adapters or without. Afterwards each block's attn.qkv and attn.proj is a plain nn.Linear with
        weight W + scale · B A and the old bias, and the outputs are what they were. A model without adapters is left
        alone, so a second call changes nothing.

    Example: with the numbers worked out above the weight becomes [[1, 0], [6, -5]].
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
def tiny_gpt(n_layer=3):
    model = GPT(GPTConfig(vocab_size=7, block_size=8, n_layer=n_layer, n_head=2, d_model=6)).eval()
    fill(model, ["wte.weight", "wpe.weight"] + [f"h.{i}.{layer}.{part}" for i in range(n_layer) for part in ("weight", "bias")
                                                for layer in ("attn.qkv", "attn.proj", "mlp.fc", "mlp.proj")], seed=20)
    return model


idx = torch.tensor([[3, 1, 6, 0, 2], [5, 5, 4, 1, 3], [0, 2, 2, 6, 4], [1, 4, 0, 3, 5]])


def adapted_gpt(rank, alpha, n_layer=3):
    model = tiny_gpt(n_layer)
    for i, block in enumerate(model.h):
        block.attn.qkv, block.attn.proj = LoRALinear(block.attn.qkv, rank, alpha), LoRALinear(block.attn.proj, rank, alpha)
        fill(model, [f"h.{i}.attn.{layer}.{part}" for layer in ("qkv", "proj") for part in ("A", "B")], seed=50 + 4 * i)
    return model


def attention_weights(model):
    """What stands in the attention layers: their types, weights and biases."""
    layers = {f"h.{i}.{name}": getattr(block.attn, name) for i, block in enumerate(model.h) for name in ("qkv", "proj")}
    return {name: [type(layer).__name__, getattr(layer, "weight", None), getattr(layer, "bias", None)] for name, layer in layers.items()}


model = adapted_gpt(4, 2)
adapted = model(idx)[0].detach()
merge_lora(model)
probe(attention_weights(model), "a GPT of three blocks, rank 4, alpha 2, after merging")
probe({name: weight.is_leaf for name, weight in model.named_parameters()}, "is each parameter one of its own, made of no others (is_leaf)?")
check_close(model(idx)[0], adapted, "the outputs after merging", rtol=1e-3, atol=1e-4)
merge_lora(model)
probe(attention_weights(model), "after merging once more")
### BEGIN HIDDEN TESTS
model = adapted_gpt(1, 8, n_layer=1).train()
adapted = model(idx)[0].detach()
merge_lora(model)
check_close(model(idx)[0], adapted, "the outputs after merging, one block, rank 1, alpha 8", rtol=1e-3, atol=1e-4)
probe(attention_weights(model), "one block, rank 1, alpha 8")
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
# **In a library** the same goes by other names. Hugging Face's *PEFT* is what most people use:
#
# | here | in PEFT |
# |---|---|
# | `rank`, `alpha` | `LoraConfig(r=8, lora_alpha=16, …)` |
# | `attn.qkv`, `attn.proj` | `target_modules=["c_attn", "attn.c_proj"]`, a GPT-2's own names |
# | `add_lora(model, …)` | `get_peft_model(model, config)` |
# | `linear` | `base_layer` |
# | `A`, `B` | `lora_A`, `lora_B`: linear layers without bias; `lora_A.default.weight` is (r, in) |
# | `scale` | `scaling["default"]` |
# | `merge_lora(model)` | `model.merge_and_unload()` |
# | no dropout | `lora_dropout=0.05`, often, on $x$ before $A$ |
#
# **What you should see.** The whole life of an adapter on your model: equal at the start, trained, merged,
# equal at the end. The same questions as above, half the steps. (The learning rate is three times as high: a new and
# small thing may move faster.)

# %% demo
adapted = copy.deepcopy(base)
trainable = add_lora(adapted, rank=8, alpha=16)
adapted.to(device)
x, _ = (tensor.to(device) for tensor in collate(pairs[:8], PAD))


def largest_difference(one, other):
    """Of the logits of two models, in float32."""
    exactly = [copy.deepcopy(model).eval() for model in (one, other)]
    with torch.no_grad():
        for model in exactly:
            model.half = False
        return (exactly[0](x)[0] - exactly[1](x)[0]).abs().max().item()


print(f"trainable: {trainable:,} of {everything:,} parameters, {100 * trainable / everything:.1f} %")
print(f"at the start, largest difference from the base model: {largest_difference(adapted, base):.0e}")

run_fine_tune(adapted, pairs, STEPS // 2, "LoRA", max_lr=3e-3)  # half the steps, to save your time
scores["LoRA, half the steps"] = exact_match(adapted, tests)
tale_losses["LoRA, adapters on"] = tale_loss(adapted)
switched_off = copy.deepcopy(adapted)
for block in switched_off.h:
    block.attn.qkv.scale = block.attn.proj.scale = 0.0
tale_losses["LoRA, adapters off"] = tale_loss(switched_off)

merged = copy.deepcopy(adapted)
merge_lora(merged)
print(f"merged, largest difference from the adapted model:    {largest_difference(adapted, merged):.0e}")
print(f"exact match: {100 * scores['LoRA, half the steps']:.0f} % with LoRA after {STEPS // 2} steps, "
      f"{100 * scores['after fine-tuning']:.0f} % with all weights after {STEPS}")

# %% demo folded="Plot: what LoRA learned, and what it forgot"
figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.6), layout="constrained", width_ratios=[1.25, 1])
names = {"before fine-tuning": "base model", "after fine-tuning": "all weights", "LoRA, half the steps": "LoRA, rank 8"}
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
notice(abs(tale_losses["LoRA, adapters off"] - tale_losses["before"]) < 1e-3,
       f"on the right, with its adapters switched off the model tells tales as the base model does: its own weights never moved. All that "
       f"is new fits into {4 * trainable / 1000:.0f} kB.",
       "with the adapters off the loss should be the base model's. Is something else trainable?")
gap = 100 * (scores["after fine-tuning"] - scores["LoRA, half the steps"])
notice(gap < 12 and scores["after fine-tuning"] > 0.3,
       f"on the left, {100 * trainable / everything:.1f} % of the parameters and half the steps come "
       + (f"within {gap:.0f} points of all the weights." if gap >= 1 else "as far as all the weights."),
       f"on the left, LoRA lies {gap:.0f} points behind all the weights here. It had half the steps; with more of them, look again.")

# %% [markdown]
# So one base model can serve many tasks, with a small file of adapters for each. What LoRA saves is memory, for gradients,
# for AdamW's two moments, and for copies. It saves little time: the forward pass and most of the backward pass are the same.
#
# **Quick question 3.** A layer of GPT-2 small goes from 768 to 2,304 channels. You give it an adapter of rank 8, train,
# and call `merge_lora`. How many parameters were trained, and how large is the layer now?
#
# *a)* 24,576 were trained; the layer is as large as before.
#
# *b)* 24,576 were trained; the layer has as many more now.
#
# *c)* 18,432 were trained; the layer is as large as before.
#
# *d)* 1,769,472 were trained; the layer has rank 8 now.

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
# <details><summary>Why</summary>
#
# $A$ has $8 \cdot 768$ parameters and $B$ has $2304 \cdot 8$, together 24,576. Merging adds one matrix to another of the
# same shape, and both thin ones are gone. The *change* has rank 8; the sum with $W$ has not.
#
# </details>
#
# ## Break it 2 · Start both matrices alike
#
# Why is exactly *one* of the two zero? Three starts, the same few steps:
#
# - **yours**: $A$ random, $B$ zero;
# - **both zero**;
# - **both random**.
#
# **Predict first.** Which one does not learn at all? And which one starts from a worse place than the others?

# %% demo
starts = {"A random, B zero": (False, False), "both zero": (True, False), "both random": (False, True)}
shortest = sorted(pairs, key=lambda pair: len(pair[0]))[:64]  # short tales: quick steps
curves, moved, damage = {}, {}, {}
for name, (zero_a, random_b) in starts.items():
    torch.manual_seed(0)
    model = copy.deepcopy(base)
    add_lora(model, rank=8, alpha=16)
    model.to(device)
    with torch.no_grad():
        for block in model.h:
            for layer in (block.attn.qkv, block.attn.proj):
                layer.A.mul_(0.0 if zero_a else 1.0)
                layer.B.normal_(std=0.3 if random_b else 0.0)
    damage[name] = tale_loss(model)  # on plain tales, before the first step
    at_first = [layer.detach().clone() for layer in model.parameters() if layer.requires_grad]
    curves[name] = run_fine_tune(model, shortest, max(8, STEPS // 20), name, max_lr=3e-3)
    at_last = [layer.detach() for layer in model.parameters() if layer.requires_grad]
    moved[name] = max((one - other).abs().max().item() for one, other in zip(at_first, at_last))

figure, ax = plt.subplots(figsize=(8, 3.5), layout="constrained")
for (name, curve), colour, style in zip(curves.items(), (BLUE, GREY, ORANGE), ("-", ":", "--")):
    ax.plot(curve, style, color=colour, label=name)
ax.set(xlabel="step", ylabel="nats per answer character", title="three ways to start an adapter", ylim=(0, None))
ax.legend(frameon=False)
plt.show()
end_of = {name: np.mean(curve[-5:]) for name, curve in curves.items()}
notice(moved["both zero"] == 0 and end_of["both zero"] > 2 * end_of["A random, B zero"],
       f"with both zero nothing moves: the loss ends at {end_of['both zero']:.1f}, up and down only with the luck of the batches; "
       f"yours ends at {end_of['A random, B zero']:.1f}.",
       f"with both zero the adapters moved by {moved['both zero']:.0e} at most, and the loss ended at {end_of['both zero']:.1f}; "
       f"yours ended at {end_of['A random, B zero']:.1f}. So few steps may not part them.")
notice(damage["both random"] > damage["A random, B zero"] + 0.1,
       f"before its first step, both random has a loss of {damage['both random']:.2f} on plain tales, yours {damage['A random, B zero']:.2f}.",
       f"before the first step the losses on plain tales are {damage['both random']:.2f} and {damage['A random, B zero']:.2f}: this base model had "
       "little to lose.")

# %% [markdown]
# <details><summary>Why</summary>
#
# The change is the product $BA$. The gradient of $B$ is made of $A$, and the gradient of $A$ of $B$. With
# both zero, both gradients stay zero. With $A$
# random, $B$ moves at the first step, and $A$ from the second on.
#
# *Both random* can learn, but it starts by damaging the base model: the change is not zero at step 0.
# Everything that pretraining knew has to be found through that noise.
#
# </details>

# %% [markdown]
# ## 10 · Optional: the same code, GPT-2's real weights
#
# Nothing that you wrote knows about tales. `build_example` takes ids, whoever made them, and `add_lora` a `GPT`, which
# GPT-2 *is* since step 5. So here is instruction tuning proper: 48 small tasks of four kinds, three of each held out.
#
# GPT-2's tokens carry the space *in front of* a word (` cold` is one
# token), so a prompt must not end in a space: `token_pairs` moves it to the start of the answer.

# %% folded="Small tasks, in a tokenizer's own ids"
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
    """Examples → pairs (x, y) in a tokenizer's own ids; the space before the answer goes with the answer."""
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
    print(f"training {add_lora(model, rank=8, alpha=16):,} parameters, {steps} steps")
    losses = run_fine_tune(model.to(device), learn, steps, "GPT-2", max_lr=max_lr, batch_size=12)
    merge_lora(model)
    print(f"loss {losses[0]:.2f} → {losses[-1]:.2f}")
    print(f"after:  {100 * exact_match(model, test):.0f} % exact;", [reply(model, tokenizer, task) for task in shown])
    print("tasks: ", [f"{task['input']}: {task['response']}" for task in shown])

# %% [markdown]
# A trial first, so that you know that every line runs before you download half a gigabyte: a
# tiny GPT-2 with random weights, and step 1's tokenizer without merges. Its answers are noise, of course.

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
# Set `FINE_TUNE_GPT2 = True` for the real one. It fetches 548 MB once and needs some 2 GB of memory; a GPU helps much.
# Nothing after this section needs it.

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
# ## 11 · Optional: from answers to preferences
#
# Often nobody can write *the* right answer: what is a
# helpful reply, a good summary, a harmless joke? But people can **compare**: this
# one rather than that one. Learning from comparisons is the third step of ChatGPT's recipe:
#
# 1. **Pretraining** on text: step 6. It gives the base model.
# 2. **Supervised fine-tuning** on instructions and answers: this lesson.
# 3. **Preferences.** In *RLHF* (reinforcement learning from human feedback) one trains a second network to
#    predict which of two answers people prefer, and then lets the model write, and be rewarded by that network
#    for what it wrote. A penalty for leaving the model of step 2 too far keeps it from nonsense that the
#    reward network happens to score high.
#
# **DPO** (*direct preference optimization*, 2023) found that the detour through the reward network and the
# writing can be left out. Take a prompt with a *chosen* answer $c$ and a *rejected* one $r$; let $\pi$ be the
# model in training and $\pi_0$ a frozen copy of where it started. How much more likely has an answer $a$ become?
#
# $$\Delta(a) = \ln \pi(a) - \ln \pi_0(a)$$
#
# The chosen one should have gained more than the rejected one:
#
# $$\text{loss} = -\ln \sigma\big(\beta\,[\,\Delta(c) - \Delta(r)\,]\big)$$
#
# where $\ln \pi(a)$ is the sum of the log-probabilities of the answer's tokens: minus your masked loss, without the
# mean. **By hand.** At the start both $\Delta$ are 0 and the loss is $-\ln \sigma(0) = \ln 2 = 0.693$. With $\beta = 0.1$,
# $\Delta(c) = 2$ and $\Delta(r) = -8$ it is $-\ln \sigma(1) = 0.313$. And with $\Delta(c) = -20$ and $\Delta(r) = -30$? The same
# 0.313, though the *chosen* answer has become very unlikely: the formula asks for a difference alone.
# Llama 3's makers met that, and added a share of the ordinary loss on the chosen answer. So do we: the mean
# of $-\ln \pi(c)$ over its tokens.
#
# Let us prefer *bare* answers: `the barn` rather than `in the barn`, `home` rather than `at
# home`, `Mia` rather than `to Mia`. No pair says which answer is right; each only says which form we like better.

# %% demo
DPO_STEPS = max(8, STEPS // 20)


def bare_and_not(example):
    """Two forms of an answer, the one we like and the one we do not."""
    response = example["response"]
    return (response.split(" ", 1)[1], response) if " " in response else (response, f"to {response}")


def answer_logprobs(model, pairs):
    """The log-probability of each whole answer, and how many tokens it has → (B,), (B,)"""
    x, y = (tensor.to(device) for tensor in collate(pairs, PAD))
    logprobs = F.log_softmax(model(x)[0], dim=-1)  # (B, T, V)
    of_labels = logprobs.gather(-1, y.clamp(min=0)[..., None]).squeeze(-1)  # (B, T)
    return (of_labels * (y != -100)).sum(dim=1), (y != -100).sum(dim=1)


def dpo_loss(policy, reference, chosen, rejected, beta=0.1):
    """How far the policy is from preferring the chosen answers → (loss, mean Δ of the chosen, mean Δ of the rejected)."""
    with torch.no_grad():
        start, _ = answer_logprobs(reference, chosen + rejected)  # one pass for both: (2B,)
    now, lengths = answer_logprobs(policy, chosen + rejected)
    delta_chosen, delta_rejected = (now - start).chunk(2)  # (B,), (B,)
    ordinary = -now.chunk(2)[0].sum() / lengths.chunk(2)[0].sum()  # the masked loss of the chosen answers
    loss = -F.logsigmoid(beta * (delta_chosen - delta_rejected)).mean() + ordinary
    return loss, delta_chosen.mean().item(), delta_rejected.mean().item()


chosen, rejected = (to_pairs([example | {"response": bare_and_not(example)[form]} for example in examples[:1000]]) for form in (0, 1))
policy = copy.deepcopy(tuned).train()
optimizer = configure_optimizer(policy, 5e-4, weight_decay=0.0)
torch.manual_seed(0)
deltas = []
with progress(DPO_STEPS, "preferences", "set STEPS lower"):
    for step in range(DPO_STEPS):
        some = torch.randint(len(chosen), (8,)).tolist()
        loss, *both = dpo_loss(policy, tuned, [chosen[i] for i in some], [rejected[i] for i in some])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
        optimizer.step()
        deltas.append(both)

# %% demo folded="Plot: what is preferred now"
groups = {"names": [example for example in unseen if " " not in example["response"]]}
places = [example for example in unseen if " " in example["response"]]
groups |= {"places, as taught": places, "places, bare": [example | {"response": bare_and_not(example)[0]} for example in places]}

figure, (left, right) = plt.subplots(1, 2, figsize=(13, 3.6), layout="constrained", width_ratios=[1.2, 1])
for curve, name, colour, style in zip(zip(*deltas), ("chosen (bare)", "rejected"), (BLUE, ORANGE), ("-", "--")):
    left.plot(curve, style, color=colour, label=name)
left.axhline(0, color=GREY, linewidth=0.8)
left.set(xlabel="step", ylabel="Δ, the change of ln π", title="log-probability of the answers, against the start")
left.legend(frameon=False)
shares = {}
for place, (group, asked) in enumerate(groups.items()):
    for shift, model, colour in ((-0.2, tuned, PALE), (0.2, policy, BLUE)):
        when = "after" if shift > 0 else "before"
        score = shares[group, when] = 100 * exact_match(model, to_pairs(asked))
        right.bar(place + shift, score, width=0.38, color=colour, edgecolor=GREY, label=None if place else when)
        right.text(place + shift, score + 2, f"{score:.0f}", ha="center")
right.set_xticks(range(len(groups)), groups)
right.set(ylim=(0, 112), ylabel="exact match in %", title="what it answers")
right.legend(frameon=False)
plt.show()
for example in places[:3]:
    print(f"{example['instruction']:18} before: {ask(tuned, example['input'], example['instruction']):18} "
          f"after: {ask(policy, example['input'], example['instruction']):18} (in the tale: {example['response']})")
last_chosen, last_rejected = np.mean(deltas[-10:], axis=0)
notice([last_rejected < last_chosen - 5, shares["places, as taught", "after"] < 10,
        shares["places, bare", "after"] > shares["places, as taught", "before"] / 2],
       f"the form that was taught has become very unlikely ({shares['places, as taught', 'after']:.0f} % of the places), and the bare one has "
       f"taken its place ({shares['places, bare', 'after']:.0f} %), though no example of it was in the fine-tuning.",
       f"Δ ended at {last_chosen:.0f} for the chosen form and {last_rejected:.0f} for the rejected one; of the places, "
       f"{shares['places, bare', 'after']:.0f} % come bare and {shares['places, as taught', 'after']:.0f} % as taught. "
       f"{DPO_STEPS} steps, or this base model, did not bring it all the way.")
notice(abs(shares["names", "after"] - shares["names", "before"]) < 12 and shares["names", "before"] > 30,
       f"the names, whose form was liked before, stayed about as they were: {shares['names', 'before']:.0f} % and {shares['names', 'after']:.0f} %.",
       f"the names went from {shares['names', 'before']:.0f} % to {shares['names', 'after']:.0f} %: preferences can cost knowledge, or there was little of it.")

# %% [markdown]
# Nothing in this made the model *know* more: a preference shifts which of the possible answers comes out.
#
# The newest turn, behind the *reasoning* models since 2024: where an answer can be **checked** (a sum, a
# program, a tale with a reader), no human needs to compare. The model writes many answers, the checker gives
# the reward. You have all the parts for it: `generate_cached`, and `read_tale`.
#
# ### How open models were made, beside yours
#
# | | year | parameters | 1 · pretraining | 2 · fine-tuning | 3 · preferences, rewards |
# |---|---|---|---|---|---|
# | the course's | 2026 | 0.8 million | 8 million characters | 12,000 tales with questions | a sketch of DPO |
# | GPT-2 | 2019 | 1.5 billion | 40 GB of web text | none | none |
# | Llama 3.1 | 2024 | 8 to 405 billion | 15 trillion tokens | by people and models | DPO, six rounds |
# | DeepSeek-V3 | 2024 | 671 billion | 14.8 trillion tokens | 1.5 million examples | GRPO |
# | Qwen3 | 2025 | 0.6 to 235 billion | 36 trillion tokens | long chains of thought | GRPO |
# | gpt-oss | 2025 | 21 and 117 billion | trillions of tokens | chains of thought | reinforcement learning |
#
# (GRPO is the method for answers that can be checked: several answers to one question, each rewarded against
# their mean.)
#
# **Base model → instructions → preferences:** the road is the same, and it ends here. What the large ones
# have more of is data, care for the data, and machines.

# %% [markdown]
# ## 12 · Talk to your model
#
# It is yours: you wrote the tokenizer, the attention, the blocks, the loop and the sampling. With
# `MY_TALE` empty, the base model first *tells* a tale (until the reader is content with one); then the
# fine-tuned one is asked about it, and the reader checks its answers.
#
# Or write a tale of your own, with the names and words of the tales. With `TALK =
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

# %% demo folded="Plot: eight lessons, one picture"
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
titles = ["1 · text becomes ids", "2 · one head, causal", f"3 · {base.config.n_head} heads, one question", "4 · blocks that add",
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

panels[5].bar(["uniform\nguess", "base\nmodel"], [math.log(len(char_to_idx)), tale_losses["before"]], color=(PALE, BLUE), edgecolor=GREY)
panels[5].text(1, tale_losses["before"] + 0.08, f"{tale_losses['before']:.2f}", ha="center")
panels[5].set(ylabel="nats per character")

best = next_letter.topk(5)
panels[6].bar(range(5), best.values, color=BLUE)
panels[6].set_xticks(range(5), [visible(index) for index in best.indices.tolist()], fontsize=14)
panels[6].set(ylabel="probability", ylim=(0, 1), xlabel=f"after “{last['instruction']}”")

shown_scores = {"before": scores["before fine-tuning"], "after": scores["after fine-tuning"],
                "LoRA": scores["LoRA, half the steps"]}
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
# | template | `Q:` and `A:` | special tokens for system, user and assistant |
# | labels | answer only | the same, in every turn of the assistant |
# | padding | in each batch | examples packed end to end, with a mask between them |
# | LoRA | attention only, rank 8 | usually all linear layers, rank 8 to 64; base in 4 bits (*QLoRA*) |
# | forgetting | measured | fought: replay, small learning rates, averaging of weights |
# | score | exact match | exact match where possible; else people, or a large model as the judge |
#
# **What comes next is up to you.** Put your own text into step 6 and your own questions here (a
# list of dicts). Swap in RMSNorm and rotary positions and load a Llama. Or
# let your model learn from those of its own answers that the reader finds right. You know what every line
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
