"""swapaxes and hstack, text by text: a (T, D) table beside another."""
def merge_heads(x):
    return torch.stack([torch.hstack(list(text)) for text in x])
