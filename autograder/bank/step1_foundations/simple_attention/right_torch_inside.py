"""Torch does the work, NumPy arrays go in and come out."""
def simple_attention(query, keys, values):
    q, k, v = (torch.tensor(np.asarray(a), dtype=torch.float64) for a in (query, keys, values))
    weights = torch.softmax(k @ q, dim=0)
    output = weights @ v
    return output.numpy(), weights.numpy()
