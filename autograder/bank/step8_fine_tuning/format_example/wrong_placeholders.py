"""The braces stayed in your prompt: nothing was filled in. A text with {…} needs an f in front of it."""
def format_example(example):
    return "{input}\nQ: {instruction}\nA: ", example["response"] + END_MARK
