"""You return a list of messages with roles, as a chat service wants them. Here two plain strings are asked for."""
def format_example(example):
    question = "\n".join(part for part in (example.get("input"), example["instruction"]) if part)
    return [{"role": "user", "content": question}, {"role": "assistant", "content": example["response"] + END_MARK}]
