"""Queries and keys come from different thirds of qkv, so they are different numbers. Ask instead which of them a later position looks at."""
answer_queries = "b"
