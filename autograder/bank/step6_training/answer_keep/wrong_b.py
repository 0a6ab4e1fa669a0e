"""Halfway is not a fair middle. From the step on at which the validation loss turned round, the model has been getting worse on new text, and it says at which step that was."""
answer_keep = "b"
