"""Your answer has no END_MARK. (Behind the prompt it is of no use.) The model learns where to stop from it alone; without the mark it goes on talking."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: ", example["response"]
