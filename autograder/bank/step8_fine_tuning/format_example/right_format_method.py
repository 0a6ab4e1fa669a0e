"""str.format and percent signs."""
def format_example(example):
    context = "{}\n".format(example["input"]) if example.get("input", "") != "" else ""
    return "%sUser: %s\nBot: " % (context, example["instruction"]), "%s%s" % (example["response"], END_MARK)
