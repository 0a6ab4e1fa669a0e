"""A capital letter."""
answer_spread = "C"
