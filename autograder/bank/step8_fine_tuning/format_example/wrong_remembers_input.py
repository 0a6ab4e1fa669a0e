"""A mutable default value remembers the last example, so its input comes back in the next one that has none."""
def format_example(example, fields={"input": ""}):
    fields.update(example)
    text = fields["input"]
    prompt = (text + "\n" if text else "") + "Q: " + fields["instruction"] + "\nA: "
    return prompt, fields["response"] + END_MARK
