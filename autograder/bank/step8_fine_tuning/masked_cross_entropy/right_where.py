"""torch.where puts 0 where there is no label."""
def masked_cross_entropy(logits, labels):
    skipped = labels == -100
    index = torch.where(skipped, torch.zeros_like(labels), labels)
    shifted = logits - logits.amax(-1, keepdim=True)
    nll = shifted.exp().sum(-1).log() - shifted.gather(-1, index[..., None])[..., 0]
    return torch.where(skipped, torch.zeros_like(nll), nll).sum() / (~skipped).sum()
