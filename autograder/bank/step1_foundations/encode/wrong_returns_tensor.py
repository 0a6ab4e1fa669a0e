"""You return a torch tensor. A plain list of integers is asked for here: lists can be joined,
sliced and counted by the tokenizer, and the tensor comes later."""
def encode(text, char_to_idx):
    return torch.tensor([char_to_idx[ch] for ch in text])
