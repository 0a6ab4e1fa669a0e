"""Your END_MARK does not stand at the very end of the answer. The model stops where the mark is: first the response, then the mark, then nothing."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", END_MARK + example["response"]
