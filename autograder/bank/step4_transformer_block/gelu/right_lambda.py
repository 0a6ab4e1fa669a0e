"""A lambda, with torch.addcmul for the polynomial."""
gelu = lambda x: x.mul(0.5).mul(1 + (torch.addcmul(x, x * x, x, value=0.044715) * math.sqrt(2 / math.pi)).tanh())
