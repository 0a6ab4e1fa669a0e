"""The instruction first, then what it is about."""
def format_example(example):
    lines = [example["instruction"]]
    if "input" in example and example["input"]:
        lines.append(example["input"])
    return "\n".join(lines) + "\n", example["response"] + END_MARK
