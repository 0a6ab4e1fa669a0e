"""Blanks around the letter."""
answer_untouched = " a "
