"""The heads taken apart and joined along the channels."""
def merge_heads(x):
    return torch.cat(x.unbind(dim=1), dim=-1)
