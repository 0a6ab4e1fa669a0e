"""The letter, written as 'D'."""
answer_heads = "D"
