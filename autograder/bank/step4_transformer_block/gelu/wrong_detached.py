"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). The layer in front could never learn."""
def gelu(x):
    with torch.no_grad():
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
