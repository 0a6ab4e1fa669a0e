"""You shuffle the heads together like cards: channel 0 of every head, then channel 1 of every head. Each head should stay one block of neighbouring channels, as it was before the split."""
def merge_heads(x):
    return torch.stack(x.unbind(1), dim=-1).flatten(2)
