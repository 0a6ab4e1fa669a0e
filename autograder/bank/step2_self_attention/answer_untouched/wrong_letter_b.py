"""The last position may look at every key, so its weights depend on queries and keys more than those of any other position. Look for the position that has the least choice."""
answer_untouched = "b"
