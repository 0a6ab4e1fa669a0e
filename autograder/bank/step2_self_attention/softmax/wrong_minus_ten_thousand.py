"""You replace -inf by -10,000, which is a score like any other: beside scores as low as that, it gets weight."""
def softmax(x, dim=-1):
    x = torch.nan_to_num(x, neginf=-1e4)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
