"""The letter between blanks."""
answer_wrong_axis = " c "
