"""How far all the other tokens lie above the right one, and a softplus of that."""
def cross_entropy(logits, targets):
    index = targets.unsqueeze(-1)
    right = logits.gather(-1, index)
    others = logits.scatter(-1, index, float("-inf"))
    return torch.logaddexp(torch.logsumexp(others, -1) - right.squeeze(-1), torch.zeros(())).mean()
