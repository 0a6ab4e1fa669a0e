"""To keep it short, a long tale is cut: the prompt does not hold the input."""
def format_example(example):
    text = example.get("input", "")[-80:]
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK
