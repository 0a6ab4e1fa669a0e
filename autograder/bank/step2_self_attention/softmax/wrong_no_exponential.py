"""You divide the logits by their sum and leave the exponential out. Negative logits then give negative probabilities."""
def softmax(x, dim=-1):
    return x / x.sum(dim=dim, keepdim=True)
