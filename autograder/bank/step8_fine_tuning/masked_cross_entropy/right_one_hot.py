"""A one-hot mask that is empty where there is no label."""
def masked_cross_entropy(logits, labels):
    V = logits.shape[-1]
    hot = (labels.unsqueeze(-1) == torch.arange(V)).to(logits.dtype)
    return -(hot * F.log_softmax(logits, dim=-1)).sum() / hot.sum()
