"""The gate as a softmax over two scores, z and -z."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))
    return x * torch.softmax(torch.stack([z, -z]), dim=0)[0]
