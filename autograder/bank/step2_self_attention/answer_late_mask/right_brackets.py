"""The letter in brackets."""
answer_late_mask = "(d)"
