"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    return logits.masked_fill(logits < ordered[:, k - 1 : k].squeeze(1)[:, None], float("-inf"))
