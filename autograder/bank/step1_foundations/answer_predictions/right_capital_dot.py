"""A capital and a full stop."""
answer_predictions = "B."
