"""The values say what is handed over, but queries and keys say in which proportions. Where a position has several keys to choose from, other proportions give another blend."""
answer_untouched = "c"
