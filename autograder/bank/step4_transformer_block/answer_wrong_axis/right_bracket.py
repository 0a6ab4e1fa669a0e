"""The letter with the bracket of the list."""
answer_wrong_axis = "c)"
