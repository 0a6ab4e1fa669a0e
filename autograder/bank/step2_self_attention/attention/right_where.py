"""torch.where chooses between score and -inf."""
def attention(q, k, v, mask=None):
    scores = q @ k.mT / np.sqrt(k.shape[-1])
    if mask is not None:
        scores = torch.where(mask, scores, torch.tensor(float("-inf"), dtype=scores.dtype))
    weights = scores.softmax(-1)
    return weights @ v, weights
