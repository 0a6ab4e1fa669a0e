"""The letter in brackets."""
answer_predictions = "(b)"
