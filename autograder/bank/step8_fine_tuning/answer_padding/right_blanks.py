"""The letter, written as ' b '."""
answer_padding = " b "
