"""Your prompt leaves the input out. It is what the instruction is about: without it nobody could answer."""
def format_example(example):
    return f"Q: {example['instruction']}\nA: ", example["response"] + END_MARK
