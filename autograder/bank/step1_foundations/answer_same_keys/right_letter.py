"""The letter."""
answer_same_keys = "c"
