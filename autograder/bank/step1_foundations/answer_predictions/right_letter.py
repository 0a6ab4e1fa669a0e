"""The letter."""
answer_predictions = "b"
