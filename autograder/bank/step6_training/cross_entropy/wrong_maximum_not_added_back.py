"""You subtract the largest logit inside the sum but not from the logit of the target. Take it from both, or add it to the logarithm afterwards."""
def cross_entropy(logits, targets):
    m = logits.amax(dim=-1, keepdim=True)
    log_total = torch.log(torch.exp(logits - m).sum(dim=-1))
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - chosen).mean()
