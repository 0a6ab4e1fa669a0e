"""Your loss is in bits. It is asked for in nats: the natural logarithm."""
def cross_entropy(logits, targets):
    m = logits.amax(dim=-1, keepdim=True)
    log_total = torch.log2(torch.exp(logits - m).sum(dim=-1))
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - (chosen - m.squeeze(-1)) / math.log(2)).mean()
