"""Double precision all the way out."""
def gelu(x):
    x = x.to(torch.float64)
    return 0.5 * x * (1.0 + torch.tanh(torch.tensor(2 / torch.pi).sqrt().double() * (x + 0.044715 * x**3)))
