"""The letter with the bracket of the list."""
answer_silent = "b)"
