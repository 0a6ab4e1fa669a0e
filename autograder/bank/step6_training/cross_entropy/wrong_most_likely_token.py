"""You measure how sure the model is of its own favourite. The loss asks for the probability of the *target*, whether the model likes it or not."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs.max(dim=-1).values.mean()
