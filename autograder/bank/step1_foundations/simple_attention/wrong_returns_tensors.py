"""You return torch tensors. This exercise stays in NumPy: arrays go in, arrays come out."""
def simple_attention(query, keys, values):
    q, k, v = torch.as_tensor(query), torch.as_tensor(keys), torch.as_tensor(values)
    weights = torch.softmax((k @ q).double(), dim=0)
    output = weights @ v.double()
    return output, weights
