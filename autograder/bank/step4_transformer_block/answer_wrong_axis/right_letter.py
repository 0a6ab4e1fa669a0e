"""The letter."""
answer_wrong_axis = "c"
