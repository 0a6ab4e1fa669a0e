"""The letter."""
answer_late_mask = "d"
