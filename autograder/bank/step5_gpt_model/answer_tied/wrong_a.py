"""The copy was made once, in the constructor. Ask what the head holds after new numbers have been written into wte."""
answer_tied = "a"
