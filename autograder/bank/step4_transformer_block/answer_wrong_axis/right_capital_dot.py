"""A capital and a full stop."""
answer_wrong_axis = "C."
