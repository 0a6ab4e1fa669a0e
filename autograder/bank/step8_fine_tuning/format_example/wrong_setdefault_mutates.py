"""setdefault writes the missing key into the caller's example. get does not."""
def format_example(example):
    text = example.setdefault("input", "")
    prompt = (text + "\n" if text else "") + f"Q: {example['instruction']}\nA: "
    return prompt, example["response"] + END_MARK
