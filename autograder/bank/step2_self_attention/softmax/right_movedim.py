"""Moves the axis to the end, works there, moves it back."""
def softmax(x, dim=-1):
    y = torch.movedim(x, dim, -1)
    biggest, _ = y.max(dim=-1)
    y = torch.exp(y - biggest.unsqueeze(-1))
    y = y / y.sum(-1).unsqueeze(-1)
    return torch.movedim(y, -1, dim)
