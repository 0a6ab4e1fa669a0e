"""Other quotes."""
answer_late_mask = 'd'
