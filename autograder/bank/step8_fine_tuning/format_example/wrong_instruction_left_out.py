"""Your prompt leaves the instruction out, at least where there is an input, so the model does not learn what is wanted."""
def format_example(example):
    text = example.get("input", "")
    prompt = f"{text}\n" if text else ""
    return f"{prompt}A: ", example["response"] + END_MARK
