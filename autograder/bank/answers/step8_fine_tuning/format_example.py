# %% right="alpaca"
"""The template of Alpaca, headings and all."""
def format_example(example):
    instruction, given = example["instruction"], example.get("input")
    if given:
        prompt = f"### Instruction:\n{instruction}\n\n### Input:\n{given}\n\n### Response:\n"
    else:
        prompt = f"### Instruction:\n{instruction}\n\n### Response:\n"
    answer = f"{example['response']}{END_MARK}"
    return prompt, answer

# %% right="space_before_the_answer"
"""The space between prompt and answer belongs to the answer."""
def format_example(example):
    parts = [example.get("input") or "", "Question: " + example["instruction"], "Answer:"]
    return "\n".join(part for part in parts if part), " " + example["response"] + END_MARK

# %% right="copy_popped"
"""Pops keys, from a copy."""
def format_example(example):
    rest = dict(example)
    answer = rest.pop("response") + END_MARK
    given = rest.pop("input", "")
    if given:
        given += " "
    return given + rest.pop("instruction") + "\n", answer

# %% right="format_method"
"""str.format and percent signs."""
def format_example(example):
    context = "{}\n".format(example["input"]) if example.get("input", "") != "" else ""
    return "%sUser: %s\nBot: " % (context, example["instruction"]), "%s%s" % (example["response"], END_MARK)

# %% right="join_and_list"
"""A list of parts, and a list of two strings for the result."""
def format_example(example):
    parts = []
    if example.get("input"):
        parts.append(example["input"].strip())
    parts.append(example["instruction"].strip())
    return [" ".join(parts) + " ", "".join((example["response"], END_MARK))]

# %% right="keyword_arguments"
"""The dictionary taken apart as keyword arguments."""
def format_example(example):
    def as_text(instruction, response, input="", **ignored):
        head = f"{input}\n" if input else ""
        return f"{head}{instruction}\n-- ", f"{response}{END_MARK}"

    return as_text(**example)

# %% right="match_statement"
"""A match statement on the dictionary."""
def format_example(example):
    match example:
        case {"instruction": instruction, "response": response, "input": str(given)} if given:
            return f"Text: {given}\nDo: {instruction}\nDone: ", response + END_MARK
        case {"instruction": instruction, "response": response}:
            return f"Do: {instruction}\nDone: ", response + END_MARK

# %% right="question_first"
"""The instruction first, then what it is about."""
def format_example(example):
    lines = [example["instruction"]]
    if "input" in example and example["input"]:
        lines.append(example["input"])
    return "\n".join(lines) + "\n", example["response"] + END_MARK

# %% right="reading_first"
"""The input, then question and answer."""
def format_example(example):
    text = example.get("input", "")
    prompt = text + "\n" if text else ""
    prompt += "Q: " + example["instruction"] + "\nA: "
    return prompt, example["response"] + END_MARK

# %% right="shortest"
"""As short as it can be: input and instruction, a line each."""
def format_example(example):
    given = example.get("input")
    return (given + "\n" if given else "") + example["instruction"] + " ", example["response"] + END_MARK

# %% right="template_class"
"""string.Template from the standard library."""
from string import Template

TEMPLATE = Template("${before}Task: ${task}\nReply: ")


def format_example(example):
    before = example["input"] + "\n" if example.get("input") else ""
    return TEMPLATE.substitute(before=before, task=example["instruction"]), example["response"] + END_MARK

# %% wrong="answer_first"
"""You return the answer first. The order is (prompt, answer)."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return example["response"] + END_MARK, f"{prompt}Q: {example['instruction']}\nA: "

# %% wrong="end_mark_first"
"""Your END_MARK does not stand at the very end of the answer. The model stops where the mark is: first the response, then the mark, then nothing."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", END_MARK + example["response"]

# %% wrong="end_mark_missing"
"""Your answer has no END_MARK. (Behind the prompt it is of no use.) The model learns where to stop from it alone; without the mark it goes on talking."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"]

# %% wrong="end_mark_not_last"
"""Your END_MARK does not stand at the very end of the answer. The model stops where the mark is: first the response, then the mark, then nothing."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", f"{example['response']}{END_MARK} "

# %% wrong="end_mark_on_the_prompt"
"""Your answer has no END_MARK. (Behind the prompt it is of no use.) The model learns where to stop from it alone; without the mark it goes on talking."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: {END_MARK}", example["response"]

# %% wrong="end_mark_spelled_out"
"""Your answer ends with something else than what END_MARK holds. The rest of the lesson listens for that mark and for nothing else: use the variable, without quotation marks."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + "END_MARK"

# %% wrong="final_stop_stripped"
"""You take the full stop off the end of the response. The answer is the response as it is."""
def format_example(example):
    text = example.get("input", "")
    return (f"{text}\n" if text else "") + f"Q: {example['instruction']}\nA: ", example["response"].rstrip(".") + END_MARK

# %% wrong="first_letter_leaks"
"""Something of the response stands in the prompt. For a question without a known answer you could not write that
prompt."""
def format_example(example):
    text, response = example.get("input", ""), example["response"]
    prompt = (text + "\n" if text else "") + f"Q: {example['instruction']}\nA: {response[:1]}"
    return prompt, response + END_MARK

# %% wrong="input_cut_to_fit"
"""To keep it short, a long tale is cut: the prompt does not hold the input."""
def format_example(example):
    text = example.get("input", "")[-80:]
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK

# %% wrong="input_left_out"
"""Your prompt leaves the input out. It is what the instruction is about: without it nobody could answer."""
def format_example(example):
    return f"Q: {example['instruction']}\nA: ", example["response"] + END_MARK

# %% wrong="input_needed"
"""Your function stops when an example has no input. It is optional: ask for it in a way that allows it to be missing."""
def format_example(example):
    text = example["input"]
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK

# %% wrong="input_removed_from_the_example"
"""You take the input out of the example itself: pop changes the dictionary, which is the caller's. The next time it is formatted, its input is gone."""
def format_example(example):
    text = example.pop("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK

# %% wrong="instruction_left_out"
"""Your prompt leaves the instruction out, at least where there is an input, so the model does not learn what is wanted."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}A: ", example["response"] + END_MARK

# %% wrong="instruction_without_input_lost"
"""Your prompt leaves the instruction out, at least where there is an input, so the model does not learn what is wanted."""
def format_example(example):
    prompt = example.get("input") or example["instruction"]
    return f"Q: {prompt}\nA: ", example["response"] + END_MARK

# %% wrong="length_leaks"
"""Something of the response stands in the prompt. For a question without a known answer you could not write that
prompt."""
def format_example(example):
    text, response = example.get("input", ""), example["response"]
    prompt = (text + "\n" if text else "") + f"Q: {example['instruction']}\nA, {len(response)} letters: "
    return prompt, response + END_MARK

# %% wrong="mark_put_into_the_example"
"""You put the END_MARK into the example itself. The dictionary is the caller's: the next time it is formatted, there are two marks."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    example["response"] += END_MARK
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"]

# %% wrong="messages"
"""You return a list of messages with roles, as a chat service wants them. Here two plain strings are asked for."""
def format_example(example):
    question = "\n".join(part for part in (example.get("input"), example["instruction"]) if part)
    return [{"role": "user", "content": question}, {"role": "assistant", "content": example["response"] + END_MARK}]

# %% wrong="none_in_the_prompt"
"""Without an input your prompt contains the word None. Where there is no input, leave its place out."""
def format_example(example):
    return f"{example.get('input')}\nQ: {example['instruction']}\nA: ", example["response"] + END_MARK

# %% wrong="one_text"
"""You return one text. Two are asked for, prompt and answer, because only the second will be taught."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: {example['response']}{END_MARK}"

# %% wrong="other_end_mark"
"""Your answer ends with something else than what END_MARK holds. The rest of the lesson listens for that mark and for nothing else: use the variable, without quotation marks."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + "<|endoftext|>"

# %% wrong="percent_on_the_input"
"""The input becomes part of a format, so a per cent sign in it is read as a place to fill in."""
def format_example(example):
    text = example.get("input", "")
    template = (text + "\n" if text else "") + "Q: %s\nA: "
    return template % example["instruction"], example["response"] + END_MARK

# %% wrong="placeholders"
"""The braces stayed in your prompt: nothing was filled in. A text with {…} needs an f in front of it."""
def format_example(example):
    return "{input}\nQ: {instruction}\nA: ", example["response"] + END_MARK

# %% wrong="printed"
"""You print the two texts. Return them."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    print(f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK)

# %% wrong="prompt_in_the_answer"
"""Your answer repeats the prompt. It holds the response and the END_MARK, and nothing else; the two are put together later."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    prompt = f"{prompt}Q: {example['instruction']}\nA: "
    return prompt, prompt + example["response"] + END_MARK

# %% wrong="remembers_input"
"""A mutable default value remembers the last example, so its input comes back in the next one that has none."""
def format_example(example, fields={"input": ""}):
    fields.update(example)
    text = fields["input"]
    prompt = (text + "\n" if text else "") + "Q: " + fields["instruction"] + "\nA: "
    return prompt, fields["response"] + END_MARK

# %% wrong="response_in_the_prompt"
"""Your prompt contains the response already. The model would learn to copy, and when it is asked for real there is nothing to copy from."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: {example['response']}", example["response"] + END_MARK

# %% wrong="setdefault_mutates"
"""setdefault writes the missing key into the caller's example. get does not."""
def format_example(example):
    text = example.setdefault("input", "")
    prompt = (text + "\n" if text else "") + f"Q: {example['instruction']}\nA: "
    return prompt, example["response"] + END_MARK

# %% wrong="small_letters"
"""You changed the response, to small letters. What the model should write is the response exactly as it stands."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"].lower() + END_MARK
