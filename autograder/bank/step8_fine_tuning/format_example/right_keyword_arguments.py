"""The dictionary taken apart as keyword arguments."""
def format_example(example):
    def as_text(instruction, response, input="", **ignored):
        head = f"{input}\n" if input else ""
        return f"{head}{instruction}\n-- ", f"{response}{END_MARK}"

    return as_text(**example)
