"""The letter."""
answer_more_heads = "d"
