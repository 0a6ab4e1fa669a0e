"""log_softmax and nll_loss."""
def masked_cross_entropy(logits, labels):
    criterion = nn.NLLLoss(ignore_index=-100)
    return criterion(torch.log_softmax(logits, dim=-1).flatten(end_dim=1), labels.flatten())
