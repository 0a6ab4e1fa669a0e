"""Your function stops when an example has no input. It is optional: ask for it in a way that allows it to be missing."""
def format_example(example):
    text = example["input"]
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK
