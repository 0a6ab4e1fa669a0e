"""A list of parts, and a list of two strings for the result."""
def format_example(example):
    parts = []
    if example.get("input"):
        parts.append(example["input"].strip())
    parts.append(example["instruction"].strip())
    return [" ".join(parts) + " ", "".join((example["response"], END_MARK))]
