"""The letter, written as 'C'."""
answer_slide = "C"
