"""A text that is trained on can no longer tell you how the model does on new text. The loss would fall, and mean nothing."""
answer_keep = "d"
