"""You call PyTorch's own cross-entropy. The point here is to write it yourself; logsumexp or log_softmax may help you."""
def cross_entropy(logits, targets):
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten())
