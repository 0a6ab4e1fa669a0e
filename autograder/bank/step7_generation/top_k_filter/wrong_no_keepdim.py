"""Your thresholds have the shape (B,), and broadcasting lines them up with the tokens, not with the rows. They need an axis of 1 behind them."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1]
    return logits.masked_fill(logits < threshold, float("-inf"))
