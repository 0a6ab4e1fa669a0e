"""The letter, written as 'A.'."""
answer_queries = "A."
