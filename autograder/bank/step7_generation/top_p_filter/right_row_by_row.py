"""A loop over rows and one over tokens from the most likely, until p is reached."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b in range(logits.shape[0]):
        probabilities = softmax(logits[b])
        total = 0.0
        for i in torch.argsort(probabilities, descending=True):
            out[b, i] = logits[b, i]
            total += probabilities[i].item()
            if total >= p:
                break
    return out
