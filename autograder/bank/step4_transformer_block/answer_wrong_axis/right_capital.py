"""The letter as a capital."""
answer_wrong_axis = "C"
