"""You put the END_MARK into the example itself. The dictionary is the caller's: the next time it is formatted, there are two marks."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    example["response"] += END_MARK
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"]
