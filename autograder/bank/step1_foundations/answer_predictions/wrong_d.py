"""You counted the looks that attention takes, one for each pair of positions. A prediction is made once for each position, from all the earlier tokens together."""
answer_predictions = "d"
