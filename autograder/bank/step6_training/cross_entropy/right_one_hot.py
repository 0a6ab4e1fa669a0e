"""A sum over the vocabulary with a one-hot mask."""
def cross_entropy(logits, targets):
    one_hot = F.one_hot(targets, num_classes=logits.size(-1)).to(logits.dtype)
    log_p = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    return -(one_hot * log_p).sum() / targets.numel()
