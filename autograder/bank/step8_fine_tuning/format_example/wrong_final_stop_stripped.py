"""You take the full stop off the end of the response. The answer is the response as it is."""
def format_example(example):
    text = example.get("input", "")
    return (f"{text}\n" if text else "") + f"Q: {example['instruction']}\nA: ", example["response"].rstrip(".") + END_MARK
