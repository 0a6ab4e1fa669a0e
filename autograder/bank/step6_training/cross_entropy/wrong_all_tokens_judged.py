"""You also add −ln(1 − p) of all the other tokens. That is the loss for V separate yes-or-no questions; here one token is chosen, and only its probability counts."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    one_hot = F.one_hot(targets, logits.shape[-1]).float()
    losses = -(one_hot * torch.log(probs + 1e-12) + (1 - one_hot) * torch.log(1 - probs + 1e-12))
    return losses.sum(dim=-1).mean()
