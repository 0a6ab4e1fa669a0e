"""Through a torch tensor and back to a list."""
def encode(text, char_to_idx):
    return torch.tensor([char_to_idx[ch] for ch in text], dtype=torch.long).tolist()
