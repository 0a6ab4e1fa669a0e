"""The letter, written as 'a)'."""
answer_queries = "a)"
