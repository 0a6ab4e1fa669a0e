"""You send the mask through the sorting order once more instead of back. Reading at `order` sorts; the way back is writing at `order`."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.gather(1, order), float("-inf"))
