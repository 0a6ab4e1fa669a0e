"""The letter in brackets."""
answer_bare_view = "(c)"
