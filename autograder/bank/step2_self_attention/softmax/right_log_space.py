"""Log-probabilities first, exponential last."""
def log_probabilities(x, dim):
    m = x.max(dim=dim, keepdim=True).values
    return x - m - torch.log(torch.sum(torch.exp(x - m), dim=dim, keepdim=True))


def softmax(x, dim=-1):
    return log_probabilities(x, dim).exp()
