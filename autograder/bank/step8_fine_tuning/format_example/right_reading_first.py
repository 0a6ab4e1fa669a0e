"""The input, then question and answer."""
def format_example(example):
    text = example.get("input", "")
    prompt = text + "\n" if text else ""
    prompt += "Q: " + example["instruction"] + "\nA: "
    return prompt, example["response"] + END_MARK
