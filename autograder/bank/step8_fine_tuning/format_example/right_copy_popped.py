"""Pops keys, from a copy."""
def format_example(example):
    rest = dict(example)
    answer = rest.pop("response") + END_MARK
    given = rest.pop("input", "")
    if given:
        given += " "
    return given + rest.pop("instruction") + "\n", answer
