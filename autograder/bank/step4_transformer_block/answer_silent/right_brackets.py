"""The letter in brackets."""
answer_silent = "(b)"
