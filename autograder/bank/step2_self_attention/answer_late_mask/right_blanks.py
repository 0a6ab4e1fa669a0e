"""Blanks around the letter."""
answer_late_mask = " d "
