"""A loop over the positions."""
def masked_cross_entropy(logits, labels):
    losses = []
    for b in range(labels.shape[0]):
        for t in range(labels.shape[1]):
            label = labels[b, t].item()
            if label != -100:
                losses.append(torch.logsumexp(logits[b, t], dim=0) - logits[b, t, label])
    return sum(losses) / len(losses)
