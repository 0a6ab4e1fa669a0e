"""The LayerNorms stand on the side roads only; in your block nothing on the stream itself is ever normalised. What you describe is post-LN."""
answer_silent = "c"
