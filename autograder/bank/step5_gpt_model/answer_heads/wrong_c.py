"""No head brings a matrix of its own along. The heads share qkv and proj, whose shapes depend on C alone."""
answer_heads = "c"
