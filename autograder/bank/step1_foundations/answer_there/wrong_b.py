"""You stopped too early: one of the three merges is still present in your tokens. Go on until none is."""
answer_there = "b"
