"""Your answer ends with something else than what END_MARK holds. The rest of the lesson listens for that mark and for nothing else: use the variable, without quotation marks."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + "<|endoftext|>"
