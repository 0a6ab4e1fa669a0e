"""The letter in brackets."""
answer_share = "(d)"
