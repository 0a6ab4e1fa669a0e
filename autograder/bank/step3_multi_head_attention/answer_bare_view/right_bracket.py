"""The letter with the bracket of the list."""
answer_bare_view = "c)"
