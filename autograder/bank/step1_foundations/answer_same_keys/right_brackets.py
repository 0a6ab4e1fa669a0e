"""The letter in brackets."""
answer_same_keys = "(c)"
