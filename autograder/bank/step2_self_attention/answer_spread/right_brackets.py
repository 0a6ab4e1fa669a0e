"""The letter in brackets."""
answer_spread = "(c)"
