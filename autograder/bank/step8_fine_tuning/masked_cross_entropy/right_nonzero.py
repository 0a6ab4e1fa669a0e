"""Indices of the labelled positions."""
def masked_cross_entropy(logits, labels):
    rows, columns = torch.nonzero(labels != -100, as_tuple=True)
    log_probs = logits[rows, columns].log_softmax(dim=-1)
    return -log_probs[torch.arange(len(rows)), labels[rows, columns]].mean()
