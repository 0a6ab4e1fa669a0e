"""You average each row and then the rows, so a label in a short answer counts more than one in a long answer. All labels of the batch count alike."""
def masked_cross_entropy(logits, labels):
    means = []
    for row_logits, row_labels in zip(logits, labels):
        keep = row_labels != -100
        if keep.any():
            means.append(F.cross_entropy(row_logits[keep], row_labels[keep]))
    return torch.stack(means).mean()
