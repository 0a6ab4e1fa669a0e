"""Your prompt leaves the instruction out, at least where there is an input, so the model does not learn what is wanted."""
def format_example(example):
    prompt = example.get("input") or example["instruction"]
    return f"Q: {prompt}\nA: ", example["response"] + END_MARK
