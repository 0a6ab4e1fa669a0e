"""Blanks around the letter."""
answer_spread = " c "
