"""Your prompt contains the response already. The model would learn to copy, and when it is asked for real there is nothing to copy from."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: {example['response']}", example["response"] + END_MARK
