"""The input becomes part of a format, so a per cent sign in it is read as a place to fill in."""
def format_example(example):
    text = example.get("input", "")
    template = (text + "\n" if text else "") + "Q: %s\nA: "
    return template % example["instruction"], example["response"] + END_MARK
