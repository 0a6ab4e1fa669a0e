"""As short as it can be: input and instruction, a line each."""
def format_example(example):
    given = example.get("input")
    return (given + "\n" if given else "") + example["instruction"] + " ", example["response"] + END_MARK
