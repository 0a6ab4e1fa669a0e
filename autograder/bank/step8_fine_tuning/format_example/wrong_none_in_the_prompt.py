"""Without an input your prompt contains the word None. Where there is no input, leave its place out."""
def format_example(example):
    return f"{example.get('input')}\nQ: {example['instruction']}\nA: ", example["response"] + END_MARK
