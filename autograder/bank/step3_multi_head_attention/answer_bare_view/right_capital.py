"""The letter as a capital."""
answer_bare_view = "C"
