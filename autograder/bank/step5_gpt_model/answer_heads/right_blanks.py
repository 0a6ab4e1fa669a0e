"""The letter, written as ' d '."""
answer_heads = " d "
