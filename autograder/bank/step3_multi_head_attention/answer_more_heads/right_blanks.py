"""The letter between blanks."""
answer_more_heads = " d "
