"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = "e"
