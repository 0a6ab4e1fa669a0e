"""You take the input out of the example itself: pop changes the dictionary, which is the caller's. The next time it is formatted, its input is gone."""
def format_example(example):
    text = example.pop("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK
