"""Other quotes."""
answer_untouched = 'a'
