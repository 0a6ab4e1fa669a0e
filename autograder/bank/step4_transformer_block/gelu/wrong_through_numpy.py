"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). The layer in front could never learn."""
def gelu(x):
    a = x.detach().numpy()
    return torch.from_numpy(0.5 * a * (1 + np.tanh(np.sqrt(2 / np.pi).astype(a.dtype) * (a + 0.044715 * a**3))))
