"""The shape stays as it is: a mean along any dimension, kept at size 1, broadcasts back. That is what makes this mistake so quiet."""
answer_wrong_axis = "b"
