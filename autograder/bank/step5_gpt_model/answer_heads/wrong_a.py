"""The width of qkv is 3C, whatever the number of heads. The heads cut the same C channels into more, narrower pieces."""
answer_heads = "a"
