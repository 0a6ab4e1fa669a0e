"""Other quotes."""
answer_spread = 'c'
