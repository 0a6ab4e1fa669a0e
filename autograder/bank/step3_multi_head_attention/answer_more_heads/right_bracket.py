"""The letter with the bracket of the list."""
answer_more_heads = "d)"
