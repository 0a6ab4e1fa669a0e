"""The letter between blanks."""
answer_predictions = " b "
