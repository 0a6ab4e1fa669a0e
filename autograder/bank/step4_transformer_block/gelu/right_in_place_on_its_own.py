"""In-place steps, on a copy."""
def gelu(x):
    y = torch.clone(x)
    y = y ** 3
    y *= 0.044715
    y += x
    y *= math.sqrt(2 / math.pi)
    y = y.tanh()
    y = y + 1
    return y * x * 0.5
