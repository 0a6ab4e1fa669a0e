"""Base 2 with the logits rescaled, exponentials kept in a copy."""
def softmax(x, dim=-1):
    y = x.clone()
    y = (y - y.amax(dim=dim, keepdim=True)) * math.log2(math.e)
    powers = torch.exp2(y)
    return powers / powers.sum(dim=dim, keepdim=True)
