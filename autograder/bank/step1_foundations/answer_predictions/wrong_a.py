"""A GPT gives a prediction at every position, not at the last one only, and the causal mask keeps each of them honest. Look again at the lines that the last cell printed for one short text."""
answer_predictions = "a"
