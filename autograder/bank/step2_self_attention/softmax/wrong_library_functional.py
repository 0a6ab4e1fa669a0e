"""You let PyTorch compute the softmax. It is right, but this exercise is about doing it by hand: exponentials, a sum, a division."""
def softmax(x, dim=-1):
    return F.softmax(x, dim)
