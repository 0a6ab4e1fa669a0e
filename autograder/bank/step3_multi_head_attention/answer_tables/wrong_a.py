"""Half as many heads make half as many tables. But each table has a row for each query and a column for each key: what happens to its size when both are twice as many?"""
answer_tables = "a"
