"""Double precision inside, the type of the logits outside."""
def cross_entropy(logits, targets):
    z = logits.double().flatten(0, 1)
    t = targets.flatten()
    log_z = torch.logsumexp(z, dim=1)
    loss = torch.mean(log_z - z[torch.arange(t.numel()), t])
    return loss.to(logits.dtype)
