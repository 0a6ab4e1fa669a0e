"""The letter as a capital."""
answer_more_heads = "D"
