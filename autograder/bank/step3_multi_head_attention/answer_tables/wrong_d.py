"""You counted the heads only. Each head has one table, and the table itself grows with the length of the text, in both directions."""
answer_tables = "d"
