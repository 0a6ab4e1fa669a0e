"""You compare each token's own probability with p. It is the sum over the most likely tokens that has to reach p."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    keep = probabilities >= p
    keep.scatter_(1, probabilities.argmax(dim=-1, keepdim=True), True)
    return logits.masked_fill(~keep, float("-inf"))
