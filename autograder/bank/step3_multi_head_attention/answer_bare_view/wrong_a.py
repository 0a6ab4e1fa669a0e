"""That is what a head should hold, but `view` does not look for it. It cuts the row in memory, token after token, into pieces of equal size. Write the 24 numbers down in one row and see where the middle is."""
answer_bare_view = "a"
