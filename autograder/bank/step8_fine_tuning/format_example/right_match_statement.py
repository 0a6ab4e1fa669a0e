"""A match statement on the dictionary."""
def format_example(example):
    match example:
        case {"instruction": instruction, "response": response, "input": str(given)} if given:
            return f"Text: {given}\nDo: {instruction}\nDone: ", response + END_MARK
        case {"instruction": instruction, "response": response}:
            return f"Do: {instruction}\nDone: ", response + END_MARK
