"""The letter."""
answer_tables = "b"
