"""Your answer repeats the prompt. It holds the response and the END_MARK, and nothing else; the two are put together later."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    prompt = f"{prompt}Q: {example['instruction']}\nA: "
    return prompt, prompt + example["response"] + END_MARK
