"""Most outputs can change, but not every position has a choice. Look at the rows of the causal mask, and ask what a softmax makes of a row with a single score."""
answer_untouched = "d"
