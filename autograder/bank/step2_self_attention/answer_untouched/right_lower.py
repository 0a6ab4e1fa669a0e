"""The letter."""
answer_untouched = "a"
