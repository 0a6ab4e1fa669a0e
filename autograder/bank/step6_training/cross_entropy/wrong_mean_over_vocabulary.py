"""Your mean runs over the vocabulary too, so the loss is V times too small. One number belongs to each position; average those."""
def cross_entropy(logits, targets):
    one_hot = F.one_hot(targets, logits.shape[-1]).float()
    return -(one_hot * F.log_softmax(logits, dim=-1)).mean()
