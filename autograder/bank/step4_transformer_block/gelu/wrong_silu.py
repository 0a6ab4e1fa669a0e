"""That is SiLU, x·σ(x), from LLaMA's family. It looks much alike; GELU rises more steeply."""
def gelu(x):
    return x * torch.sigmoid(x)
