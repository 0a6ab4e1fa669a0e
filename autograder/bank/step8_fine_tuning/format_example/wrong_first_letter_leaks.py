"""Something of the response stands in the prompt. For a question without a known answer you could not write that
prompt."""
def format_example(example):
    text, response = example.get("input", ""), example["response"]
    prompt = (text + "\n" if text else "") + f"Q: {example['instruction']}\nA: {response[:1]}"
    return prompt, response + END_MARK
