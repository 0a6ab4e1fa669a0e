"""A capital letter."""
answer_late_mask = "D"
