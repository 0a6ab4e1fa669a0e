"""The letter in brackets."""
answer_more_heads = "(d)"
