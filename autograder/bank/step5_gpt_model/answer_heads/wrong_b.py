"""The width of qkv is 3C and that of proj is C, whatever the number of heads. More heads only make each one narrower."""
answer_heads = "b"
