"""With large logits your loss is no finite number: an exponential overflowed, or a probability was rounded to 0 before its logarithm. Subtract each position's largest logit first (or let logsumexp do it), and stay with logarithms all the way."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    chosen = probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -chosen.log().mean()
