"""The letter as a capital."""
answer_tables = "B"
