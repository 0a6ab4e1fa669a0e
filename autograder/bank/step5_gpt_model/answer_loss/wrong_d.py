"""V is known: it is the number of rows of the table. What 27 tells is how little probability the right tokens got, not how many tokens there are."""
answer_loss = "d"
