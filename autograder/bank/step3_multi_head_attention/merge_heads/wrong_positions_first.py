"""The positions come first in your result. The batch stays in front, everywhere in this course."""
def merge_heads(x):
    return x.permute(2, 0, 1, 3).flatten(2)
