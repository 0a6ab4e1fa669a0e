"""Your softmax runs over the rows of the batch. The choice is between the V tokens: the last dimension. (PyTorch guesses the first one when none is named.)"""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=0)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()
