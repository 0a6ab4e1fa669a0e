"""The letter between blanks."""
answer_tables = " b "
