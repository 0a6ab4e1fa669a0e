"""You average the probabilities and then take one logarithm. First the logarithm at each position, then the mean: otherwise a few easy positions hide a disaster."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    return -torch.log(probs.gather(-1, targets.unsqueeze(-1)).mean())
