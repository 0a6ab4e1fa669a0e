"""The letter with the bracket of the list."""
answer_share = "d)"
