"""The letter."""
answer_silent = "b"
