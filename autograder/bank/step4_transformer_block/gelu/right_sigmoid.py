"""½(1 + tanh z) is the sigmoid of 2z."""
def gelu(x):
    z = math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))
    return x * torch.sigmoid(2 * z)
