"""You squash each logit by itself. Softmax lets the entries compete: together they sum to 1."""
def softmax(x, dim=-1):
    return 1 / (1 + torch.exp(-x))
