"""You return a plain number. The loss must stay a tensor that knows how it was computed, or `backward()` has nothing to walk back through."""
def cross_entropy(logits, targets):
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean().item()
