"""The template of Alpaca, headings and all."""
def format_example(example):
    instruction, given = example["instruction"], example.get("input")
    if given:
        prompt = f"### Instruction:\n{instruction}\n\n### Input:\n{given}\n\n### Response:\n"
    else:
        prompt = f"### Instruction:\n{instruction}\n\n### Response:\n"
    answer = f"{example['response']}{END_MARK}"
    return prompt, answer
