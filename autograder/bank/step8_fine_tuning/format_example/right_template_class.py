"""string.Template from the standard library."""
from string import Template

TEMPLATE = Template("${before}Task: ${task}\nReply: ")


def format_example(example):
    before = example["input"] + "\n" if example.get("input") else ""
    return TEMPLATE.substitute(before=before, task=example["instruction"]), example["response"] + END_MARK
