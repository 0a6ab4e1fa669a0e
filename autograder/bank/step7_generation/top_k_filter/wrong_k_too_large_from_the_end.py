"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits).values
    return logits.masked_fill(logits < ordered[:, -k].unsqueeze(-1), float("-inf"))
