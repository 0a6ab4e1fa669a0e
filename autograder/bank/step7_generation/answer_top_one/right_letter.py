"""The letter, written as 'b'."""
answer_top_one = "b"
