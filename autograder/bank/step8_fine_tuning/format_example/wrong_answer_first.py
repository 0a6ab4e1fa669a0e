"""You return the answer first. The order is (prompt, answer)."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return example["response"] + END_MARK, f"{prompt}Q: {example['instruction']}\nA: "
