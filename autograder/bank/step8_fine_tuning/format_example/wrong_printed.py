"""You print the two texts. Return them."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    print(f"{prompt}Q: {example['instruction']}\nA: ", example["response"] + END_MARK)
