"""You changed the response, to small letters. What the model should write is the response exactly as it stands."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"].lower() + END_MARK
