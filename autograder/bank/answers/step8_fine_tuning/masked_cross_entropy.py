# %% right="chosen_first"
"""Choose the labelled positions, then an ordinary cross-entropy."""
def masked_cross_entropy(logits, labels):
    keep = labels != -100
    kept, targets = logits[keep], labels[keep]
    return (kept.logsumexp(-1) - kept.gather(-1, targets[:, None]).squeeze(-1)).mean()

# %% right="ignore_index"
"""PyTorch's own function, which skips −100."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), labels.reshape(-1), ignore_index=-100)

# %% right="loop"
"""A loop over the positions."""
def masked_cross_entropy(logits, labels):
    losses = []
    for b in range(labels.shape[0]):
        for t in range(labels.shape[1]):
            label = labels[b, t].item()
            if label != -100:
                losses.append(torch.logsumexp(logits[b, t], dim=0) - logits[b, t, label])
    return sum(losses) / len(losses)

# %% right="nll_loss"
"""log_softmax and nll_loss."""
def masked_cross_entropy(logits, labels):
    criterion = nn.NLLLoss(ignore_index=-100)
    return criterion(torch.log_softmax(logits, dim=-1).flatten(end_dim=1), labels.flatten())

# %% right="nonzero"
"""Indices of the labelled positions."""
def masked_cross_entropy(logits, labels):
    rows, columns = torch.nonzero(labels != -100, as_tuple=True)
    log_probs = logits[rows, columns].log_softmax(dim=-1)
    return -log_probs[torch.arange(len(rows)), labels[rows, columns]].mean()

# %% right="one_element_vector"
"""A tensor of shape (1,), which holds a single number, too."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).flatten()
    losses = nn.CrossEntropyLoss(reduction="none")(logits.flatten(0, 1)[mask], labels.flatten()[mask])
    return losses.mean(dim=0, keepdim=True)

# %% right="one_hot"
"""A one-hot mask that is empty where there is no label."""
def masked_cross_entropy(logits, labels):
    V = logits.shape[-1]
    hot = (labels.unsqueeze(-1) == torch.arange(V)).to(logits.dtype)
    return -(hot * F.log_softmax(logits, dim=-1)).sum() / hot.sum()

# %% right="reduction_none"
"""A loss for each position, then a choice among them."""
def masked_cross_entropy(logits, labels):
    B, T, V = logits.shape
    losses = F.cross_entropy(logits.reshape(B * T, V), labels.reshape(B * T), reduction="none").reshape(B, T)
    return losses[labels != -100].mean()

# %% right="sum_and_count"
"""The sum of PyTorch's losses divided by a count."""
def masked_cross_entropy(logits, labels):
    total = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum")
    return total / labels.ne(-100).sum()

# %% right="transposed"
"""PyTorch's own function, with the vocabulary in the second place."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.transpose(1, 2), labels)

# %% right="weights"
"""All losses, with weights 0 and 1."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).float()
    safe = labels.clamp(min=0)
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(-1, safe.unsqueeze(-1)).squeeze(-1)
    return (losses * mask).sum() / mask.sum()

# %% right="where"
"""torch.where puts 0 where there is no label."""
def masked_cross_entropy(logits, labels):
    skipped = labels == -100
    index = torch.where(skipped, torch.zeros_like(labels), labels)
    shifted = logits - logits.amax(-1, keepdim=True)
    nll = shifted.exp().sum(-1).log() - shifted.gather(-1, index[..., None])[..., 0]
    return torch.where(skipped, torch.zeros_like(nll), nll).sum() / (~skipped).sum()

# %% wrong="detached"
"""No gradient flows through your loss, so nothing could be trained with it. Do not detach, and do not switch gradients off."""
@torch.no_grad()
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())

# %% wrong="divided_by_all"
"""You divide by all positions, the masked ones too. Then a batch with more padding has a smaller loss and smaller gradients: divide by the number of labels that count."""
def masked_cross_entropy(logits, labels):
    losses = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none")
    return losses.mean()

# %% wrong="divided_by_rows"
"""You divide by the number of rows. Divide by the number of labels that are not −100."""
def masked_cross_entropy(logits, labels):
    total = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum")
    return total / labels.shape[0]

# %% wrong="exp_overflows"
"""exp of the logits without taking off the largest: inf/inf for logits above 88."""
def masked_cross_entropy(logits, labels):
    keep = labels != -100
    p = logits[keep].exp()
    p = p / p.sum(-1, keepdim=True)
    return -p.gather(-1, labels[keep][:, None]).log().mean()

# %% wrong="first_row_only"
"""You look at the first row of the batch only. The mean is over the labels of all rows."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits[0], labels[0])

# %% wrong="ignores_minus_one"
"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-1)

# %% wrong="ignores_zero"
"""You leave out the label 0 as well. It is a token like any other; only −100 means "no label"."""
def masked_cross_entropy(logits, labels):
    keep = labels > 0
    return F.cross_entropy(logits[keep], labels[keep])

# %% wrong="labels_changed"
"""You write into the labels. They are the caller's, whose mask is gone afterwards: work on a copy."""
def masked_cross_entropy(logits, labels):
    mask = labels != -100
    labels[~mask] = 0
    losses = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none").view(labels.shape)
    return losses[mask].mean()

# %% wrong="last_label_dropped"
"""You leave the last position of each row out. There may be an end mark to be learned there."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, :-1].flatten())

# %% wrong="logits_changed"
"""You write into the logits. They are the caller's, and gradients flow through them: work on a copy."""
def masked_cross_entropy(logits, labels):
    mask = labels != -100
    logits.data[~mask] = 0.0
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())

# %% wrong="logits_zeroed"
"""You set the masked logits to 0 and keep the positions. Each then costs ln V, and they are still counted; leave them out."""
def masked_cross_entropy(logits, labels):
    mask = (labels != -100).unsqueeze(-1)
    return F.cross_entropy((logits * mask).flatten(0, 1), labels.clamp(min=0).flatten())

# %% wrong="mask_inverted"
"""Your mask is upside down: you average over the positions that should be skipped."""
def masked_cross_entropy(logits, labels):
    skipped = labels == -100
    losses = F.cross_entropy(logits.flatten(0, 1), labels.clamp(min=0).flatten(), reduction="none")
    return losses[skipped.flatten()].mean()

# %% wrong="mask_of_the_first_row"
"""You use the first row's mask for all rows. Each row has a mask of its own."""
def masked_cross_entropy(logits, labels):
    keep = labels[0] != -100
    return F.cross_entropy(logits[:, keep].flatten(0, 1), labels[:, keep].flatten().clamp(min=0))

# %% wrong="mean_of_row_means"
"""You average each row and then the rows, so a label in a short answer counts more than one in a long answer. All labels of the batch count alike."""
def masked_cross_entropy(logits, labels):
    means = []
    for row_logits, row_labels in zip(logits, labels):
        keep = row_labels != -100
        if keep.any():
            means.append(F.cross_entropy(row_logits[keep], row_labels[keep]))
    return torch.stack(means).mean()

# %% wrong="minus_hundred_from_the_end"
"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    log_probs = F.log_softmax(logits, dim=-1).flatten(0, 1)
    flat = labels.flatten()
    return -log_probs[torch.arange(len(flat)), flat].mean()

# %% wrong="no_softmax"
"""You take the labels' logits as if they were logarithms of probabilities. nll_loss expects log-probabilities; nothing has made them sum to one yet."""
def masked_cross_entropy(logits, labels):
    return F.nll_loss(logits.flatten(0, 1), labels.flatten())

# %% wrong="nothing_skipped"
"""You count the masked positions too, as if their label were token 0. They are to be left out."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten().clamp(min=0))

# %% wrong="one_per_position"
"""You return a loss for each position. One number is asked for, their mean."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.transpose(1, 2), labels, reduction="none")

# %% wrong="over_positions"
"""You leave the positions in the place where PyTorch expects the vocabulary: it wants the classes in the second dimension. Flatten B and T first."""
def masked_cross_entropy(logits, labels):
    keep = (labels != -100).float()
    log_probs = F.log_softmax(logits, dim=1)
    losses = -log_probs.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return (losses * keep).sum() / keep.sum()

# %% wrong="perplexity"
"""You return the perplexity, e to the loss. The loss itself is asked for."""
def masked_cross_entropy(logits, labels):
    return torch.exp(F.cross_entropy(logits.flatten(0, 1), labels.flatten()))

# %% wrong="plain_number"
"""You return a plain number. The loss must stay a tensor that knows how it was computed, or `backward()` has nothing to walk back through."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten()).item()

# %% wrong="scrambled_view"
"""You reshaped the logits so that numbers of different positions stand in one row. Flatten B and T, and leave the vocabulary last."""
def masked_cross_entropy(logits, labels):
    V = logits.shape[-1]
    return F.cross_entropy(logits.transpose(1, 2).reshape(-1, V), labels.flatten())

# %% wrong="shifted_again"
"""You shift logits and labels against each other. The labels are already one ahead; shifted again, the model learns to skip a token."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())

# %% wrong="sign"
"""Your loss has the wrong sign: it is −ln p, and never negative. Training would make the right answer less likely."""
def masked_cross_entropy(logits, labels):
    keep = labels != -100
    log_probs = F.log_softmax(logits[keep], dim=-1)
    return log_probs.gather(-1, labels[keep].unsqueeze(-1)).mean()

# %% wrong="softmax_twice"
"""You apply the softmax before a loss that applies it itself. The logits go in as they are."""
def masked_cross_entropy(logits, labels):
    probs = F.softmax(logits, dim=-1)
    return F.cross_entropy(probs.flatten(0, 1), labels.flatten())

# %% wrong="step_six_loss"
"""Your loss looks up a probability at every position, and −100 is no token: Python stops, or counts it from the end of the vocabulary. Leave out the positions whose label is −100 first."""
def masked_cross_entropy(logits, labels):
    chosen = logits.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean()

# %% wrong="sum"
"""You add the losses up. The mean over the labels that are not −100 is asked for."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum")

# %% wrong="view"
"""`view` only looks anew at numbers that lie in one piece in memory, in the right order, and a transposed tensor does not. `flatten` and `reshape` copy where they must."""
def masked_cross_entropy(logits, labels):
    return F.cross_entropy(logits.view(-1, logits.shape[-1]), labels.view(-1), ignore_index=-100)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def masked_cross_entropy(logits, labels):
    loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)

# %% wrong="hundred_without_its_sign"
"""You leave out the label 100, a token like any other. What marks a place without a label is −100."""
def masked_cross_entropy(logits, labels):
    kept = labels != 100
    return F.cross_entropy(logits[kept], labels[kept])
