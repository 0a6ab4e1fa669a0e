"""You probably subtract the largest number of the whole tensor. In a row that lies far below it every exponential becomes 0, and 0/0 is nan: each row needs a number of its own."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.max())
    return e / e.sum(dim=dim, keepdim=True)
