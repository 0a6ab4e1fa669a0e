"""Your values are right, but the gate is cut out of the computation graph, so the gradient counts only half of the product."""
def gelu(x):
    gate = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return x * gate.detach()
