"""The heads share the channels that are there: the merge lays H slices of C/H channels side by side, and that makes C again, whatever H is."""
answer_more_heads = "b"
