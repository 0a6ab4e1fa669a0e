"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = "ca"
