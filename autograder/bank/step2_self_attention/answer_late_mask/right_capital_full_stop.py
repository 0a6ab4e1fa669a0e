"""A capital letter and a full stop."""
answer_late_mask = "D."
