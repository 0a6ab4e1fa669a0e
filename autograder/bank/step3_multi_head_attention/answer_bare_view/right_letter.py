"""The letter."""
answer_bare_view = "c"
