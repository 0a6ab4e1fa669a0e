"""The letter in brackets."""
answer_wrong_axis = "(c)"
