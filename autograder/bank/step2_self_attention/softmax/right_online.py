"""Running maximum and running sum, as FlashAttention does."""
def softmax(x, dim=-1):
    slices = x.unbind(dim)
    m = torch.full_like(slices[0], torch.finfo(x.dtype).min)
    total = torch.zeros_like(slices[0])
    for s in slices:
        new_m = torch.maximum(m, s)
        total = total * torch.exp(m - new_m) + torch.exp(s - new_m)
        m = new_m
    return torch.stack([torch.exp(s - m) / total for s in slices], dim=dim)
