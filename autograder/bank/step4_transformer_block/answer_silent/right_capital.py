"""The letter as a capital."""
answer_silent = "B"
