"""The letter in brackets."""
answer_untouched = "(a)"
