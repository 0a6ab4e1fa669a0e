"""A capital letter."""
answer_untouched = "A"
