"""The letter as a capital."""
answer_predictions = "B"
