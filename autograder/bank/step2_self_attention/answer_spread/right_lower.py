"""The letter."""
answer_spread = "c"
