"""Each table is four times as large, that is right. Now count how many tables there are."""
answer_tables = "c"
