"""The letter between blanks."""
answer_bare_view = " c "
