"""The constant by NumPy, the halves apart."""
def gelu(x):
    cube = x * x * x
    t = torch.tanh((x + 0.044715 * cube) * float(np.sqrt(2 / np.pi)))
    return 0.5 * x + 0.5 * x * t
