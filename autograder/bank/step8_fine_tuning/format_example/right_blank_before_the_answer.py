"""The blank between prompt and answer belongs to the answer."""
def format_example(example):
    parts = [example.get("input") or "", "Question: " + example["instruction"], "Answer:"]
    return "\n".join(part for part in parts if part), " " + example["response"] + END_MARK
