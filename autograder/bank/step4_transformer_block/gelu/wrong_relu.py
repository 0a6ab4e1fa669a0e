"""That is ReLU, or one of its relatives with a corner at 0. GELU is smooth, and lets small negative numbers through a little."""
def gelu(x):
    return torch.relu(x)
