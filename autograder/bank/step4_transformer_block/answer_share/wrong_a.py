"""Count in units of C times C: qkv and proj of the attention, then fc and proj of the feed-forward network. The wide hidden layer makes one of them much larger than you think."""
answer_share = "a"
