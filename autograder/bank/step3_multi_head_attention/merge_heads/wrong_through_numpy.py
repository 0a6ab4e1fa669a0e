"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). Nothing in front of it could ever learn."""
def merge_heads(x):
    a = x.detach().numpy()
    return torch.from_numpy(np.concatenate([a[:, h] for h in range(a.shape[1])], axis=-1))
