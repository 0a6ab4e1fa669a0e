"""Nothing at a position depends on later tokens: the causal mask sees to that, for queries as for keys and values. Ask instead who would use an old query."""
answer_queries = "c"
