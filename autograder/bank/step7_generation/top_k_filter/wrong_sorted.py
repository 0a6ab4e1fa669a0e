"""Your logits come back in sorted order. The place of a logit says which token it belongs to, so each has to stay where it was."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    ordered[:, k:] = float("-inf")
    return ordered
