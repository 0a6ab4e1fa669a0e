"""The letter with the bracket of the list."""
answer_same_keys = "c)"
