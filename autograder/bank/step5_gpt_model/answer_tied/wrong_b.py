"""The two tables would have to drift apart in training, but they already do so earlier: think of what loading writes, and where."""
answer_tied = "b"
