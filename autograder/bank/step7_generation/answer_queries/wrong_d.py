"""They are not computed again, or nothing would be saved. Ask who would use an old query."""
answer_queries = "d"
