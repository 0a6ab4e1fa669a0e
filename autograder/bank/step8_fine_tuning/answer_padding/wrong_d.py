"""The loss ignores one label, -100, and no id. The end mark at the end of an answer is a label like any other; it has to be taught."""
answer_padding = "d"
