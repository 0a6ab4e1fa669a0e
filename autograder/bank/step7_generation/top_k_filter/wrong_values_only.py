"""You return the k largest values. All V places stay, since the place of a logit says which token it belongs to."""
def top_k_filter(logits, k):
    return torch.topk(logits, min(k, logits.shape[-1])).values
