"""The letter between blanks."""
answer_same_keys = " c "
