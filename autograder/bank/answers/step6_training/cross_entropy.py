# %% right="by_steps"
"""Maximum, exponentials, sum, logarithm: every step of its own."""
def cross_entropy(logits, targets):
    highest = logits.max(dim=-1, keepdim=True).values
    shifted = logits - highest
    log_total = torch.log(torch.exp(shifted).sum(dim=-1, keepdim=True))
    log_probs = shifted - log_total
    B, T, V = logits.shape
    losses = -log_probs[torch.arange(B)[:, None], torch.arange(T)[None, :], targets]
    return losses.mean()

# %% right="differences"
"""Every logit minus the right one, then logsumexp."""
def cross_entropy(logits, targets):
    ahead = logits - torch.gather(logits, 2, targets.view(*targets.shape, 1))
    return ahead.logsumexp(2).sum().div(targets.shape[0] * targets.shape[1])

# %% right="double"
"""Double precision inside, the type of the logits outside."""
def cross_entropy(logits, targets):
    z = logits.double().flatten(0, 1)
    t = targets.flatten()
    log_z = torch.logsumexp(z, dim=1)
    loss = torch.mean(log_z - z[torch.arange(t.numel()), t])
    return loss.to(logits.dtype)

# %% right="einsum"
"""Index notation in place of a gather."""
def cross_entropy(logits, targets):
    shifted = logits - logits.amax(-1, keepdim=True).detach()
    log_p = shifted - shifted.exp().sum(-1, keepdim=True).log()
    mask = torch.eye(logits.shape[-1], dtype=log_p.dtype)[targets]
    return -torch.einsum("btv,btv->bt", log_p, mask).mean()

# %% right="functional_log_softmax"
"""F.log_softmax and take_along_dim."""
def cross_entropy(logits, targets):
    return -F.log_softmax(logits, dim=-1).take_along_dim(targets[..., None], dim=-1).mean()

# %% right="index_put"
"""A flat view and computed indices."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    flat = logits.contiguous().view(-1)
    picked = flat[torch.arange(B * T) * V + targets.reshape(-1)]
    return (torch.logsumexp(logits.reshape(B * T, V), dim=1) - picked).mean()

# %% right="log_softmax"
"""PyTorch's log_softmax, which is not the function asked for, and an index."""
def cross_entropy(logits, targets):
    V = logits.shape[-1]
    log_probs = torch.log_softmax(logits.reshape(-1, V), dim=-1)
    flat = targets.reshape(-1)
    return -log_probs[torch.arange(len(flat)), flat].mean()

# %% right="logsumexp_gather"
"""logsumexp minus the logit of the target."""
def cross_entropy(logits, targets):
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean()

# %% right="loops"
"""Two loops over the positions, one number at a time."""
def cross_entropy(logits, targets):
    losses = []
    for row_logits, row_targets in zip(logits, targets):
        for scores, target in zip(row_logits, row_targets):
            m = scores.max()
            losses.append(m + torch.log(torch.sum(torch.exp(scores - m))) - scores[target])
    return torch.stack(losses).mean()

# %% right="nn_log_softmax_layer"
"""The layer nn.LogSoftmax."""
def cross_entropy(logits, targets):
    log_probs = nn.LogSoftmax(dim=-1)(logits)
    total = 0.0
    for v in range(logits.shape[-1]):
        total = total - (log_probs[..., v] * (targets == v)).sum()
    return total / targets.numel()

# %% right="one_hot"
"""A sum over the vocabulary with a one-hot mask."""
def cross_entropy(logits, targets):
    one_hot = F.one_hot(targets, num_classes=logits.size(-1)).to(logits.dtype)
    log_p = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
    return -(one_hot * log_p).sum() / targets.numel()

# %% right="softplus"
"""How far all the other tokens lie above the right one, and a softplus of that."""
def cross_entropy(logits, targets):
    index = targets.unsqueeze(-1)
    right = logits.gather(-1, index)
    others = logits.scatter(-1, index, float("-inf"))
    return torch.logaddexp(torch.logsumexp(others, -1) - right.squeeze(-1), torch.zeros(())).mean()

# %% right="where"
"""torch.where picks the targets out."""
def cross_entropy(logits, targets):
    V = logits.shape[-1]
    hit = torch.arange(V) == targets.unsqueeze(-1)
    right_logit = torch.where(hit, logits, torch.zeros_like(logits)).sum(-1)
    return torch.mean(torch.logsumexp(logits, -1) - right_logit)

# %% wrong="all_tokens_judged"
"""You also add −ln(1 − p) of all the other tokens. That is the loss for V separate yes-or-no questions; here one token is chosen, and only its probability counts."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    one_hot = F.one_hot(targets, logits.shape[-1]).float()
    losses = -(one_hot * torch.log(probs + 1e-12) + (1 - one_hot) * torch.log(1 - probs + 1e-12))
    return losses.sum(dim=-1).mean()

# %% wrong="backward_ignores_upstream"
"""Your own backward forgets the gradient that comes in from above, so it is right only if nothing follows the loss."""
class _Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, targets):
        logp = logits - torch.logsumexp(logits, -1, keepdim=True)
        ctx.save_for_backward(logp, targets)
        return -logp.gather(-1, targets[..., None]).mean()

    @staticmethod
    def backward(ctx, grad_output):
        logp, targets = ctx.saved_tensors
        hot = F.one_hot(targets, logp.shape[-1])
        return (logp.exp() - hot) / targets.numel(), None


def cross_entropy(logits, targets):
    return _Loss.apply(logits, targets)

# %% wrong="bits"
"""Your loss is in bits. It is asked for in nats: the natural logarithm."""
def cross_entropy(logits, targets):
    m = logits.amax(dim=-1, keepdim=True)
    log_total = torch.log2(torch.exp(logits - m).sum(dim=-1))
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - (chosen - m.squeeze(-1)) / math.log(2)).mean()

# %% wrong="detached"
"""No gradient flows through your loss, so nothing could be trained with it. Do not detach, and do not leave PyTorch for NumPy or plain numbers on the way."""
@torch.no_grad()
def cross_entropy(logits, targets):
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean()

# %% wrong="entropy"
"""You compute the entropy of the model's own prediction: the targets play no part in it. Take −ln of the probability that the model gave to the target."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return -(log_probs.exp() * log_probs).sum(dim=-1).mean()

# %% wrong="first_row_only"
"""You look at the first row of the batch only. The mean is over all B · T positions."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits[0], dim=-1)
    return -log_probs.gather(-1, targets[0].unsqueeze(-1)).mean()

# %% wrong="last_position_only"
"""You look at the last position of each row only. Every position makes a prediction; the mean is over all of them."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits[:, -1], dim=-1)
    return -log_probs.gather(-1, targets[:, -1:]).mean()

# %% wrong="library_call"
"""You call PyTorch's own cross-entropy. The point here is to write it yourself; logsumexp or log_softmax may help you."""
def cross_entropy(logits, targets):
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten())

# %% wrong="library_for_large"
"""For large logits you call PyTorch's own function. By hand means for all of them."""
def cross_entropy(logits, targets):
    if logits.abs().max() > 50:
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten())
    p = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return -p.gather(-1, targets.unsqueeze(-1)).log().mean()

# %% wrong="library_layer"
"""You call PyTorch's own cross-entropy. The point here is to write it yourself; logsumexp or log_softmax may help you."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    return nn.CrossEntropyLoss()(logits.view(B * T, V), targets.view(B * T))

# %% wrong="library_nll"
"""You call PyTorch's own cross-entropy. The point here is to write it yourself; logsumexp or log_softmax may help you."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return F.nll_loss(log_probs.flatten(0, 1), targets.flatten())

# %% wrong="log_of_softmax"
"""With large logits your loss is no finite number: an exponential overflowed, or a probability was rounded to 0 before its logarithm. Subtract each position's largest logit first (or let logsumexp do it), and stay with logarithms all the way."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    chosen = probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -chosen.log().mean()

# %% wrong="log_of_the_mean"
"""You average the probabilities and then take one logarithm. First the logarithm at each position, then the mean: otherwise a few easy positions hide a disaster."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    return -torch.log(probs.gather(-1, targets.unsqueeze(-1)).mean())

# %% wrong="logits_changed"
"""You subtract the maximum in place, and with that the caller's logits are changed. A loss only looks."""
def cross_entropy(logits, targets):
    values = logits.detach()
    values -= values.max(dim=-1, keepdim=True).values
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.exp().sum(dim=-1).log() - chosen).mean()

# %% wrong="logits_clamped"
"""You cut large logits off before the exponential. That changes the loss; subtracting each position's largest logit does not."""
def cross_entropy(logits, targets):
    logits = logits.clamp(-50, 50)
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (torch.log(torch.exp(logits).sum(dim=-1)) - chosen).mean()

# %% wrong="maximum_not_added_back"
"""You subtract the largest logit inside the sum but not from the logit of the target. Take it from both, or add it to the logarithm afterwards."""
def cross_entropy(logits, targets):
    m = logits.amax(dim=-1, keepdim=True)
    log_total = torch.log(torch.exp(logits - m).sum(dim=-1))
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - chosen).mean()

# %% wrong="mean_over_vocabulary"
"""Your mean runs over the vocabulary too, so the loss is V times too small. One number belongs to each position; average those."""
def cross_entropy(logits, targets):
    one_hot = F.one_hot(targets, logits.shape[-1]).float()
    return -(one_hot * F.log_softmax(logits, dim=-1)).mean()

# %% wrong="most_likely_token"
"""You measure how sure the model is of its own favourite. The loss asks for the probability of the *target*, whether the model likes it or not."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs.max(dim=-1).values.mean()

# %% wrong="nan_gradient"
"""The value is right, the gradient is NaN: `torch.where` sends a gradient of 0 times infinity back through the branch
that was not chosen. logsumexp needs no second branch."""
def cross_entropy(logits, targets):
    index = targets.unsqueeze(-1)
    p = torch.softmax(logits, -1).gather(-1, index)
    exact = logits.logsumexp(-1, keepdim=True) - logits.gather(-1, index)
    return torch.where(p > 1e-6, -torch.log(p), exact).mean()

# %% wrong="no_logarithm"
"""You return a mean of probabilities without the logarithm. The loss at a position is −ln p: 0 when the model is sure and right, without bound when it is sure and wrong."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    return -probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="no_softmax"
"""You take the targets' logits as if they were logarithms of probabilities. They are not: nothing makes them sum to one yet."""
def cross_entropy(logits, targets):
    return -logits.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="one_maximum_for_all"
"""You subtract the largest logit of the whole batch. Where a position's own logits are far below it, all exponentials become 0. Each position has a maximum of its own."""
def cross_entropy(logits, targets):
    shifted = logits - logits.max()
    log_probs = shifted - torch.log(torch.exp(shifted).sum(dim=-1, keepdim=True))
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="one_minus_p"
"""You return the mean of 1 − p. The loss at a position is −ln p, which punishes being sure and wrong far more."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    return (1 - probs.gather(-1, targets.unsqueeze(-1))).mean()

# %% wrong="one_per_position"
"""You return a loss for each position. One number is asked for, their mean: `backward()` starts from a single number."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)

# %% wrong="over_batch"
"""Your softmax runs over the rows of the batch. The choice is between the V tokens: the last dimension. (PyTorch guesses the first one when none is named.)"""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=0)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="over_everything"
"""Your probabilities sum to one over the whole batch. Each position makes a choice of its own."""
def cross_entropy(logits, targets):
    m = logits.max()
    log_total = m + torch.log(torch.exp(logits - m).sum())
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - chosen).mean()

# %% wrong="over_positions"
"""Your softmax runs over the positions. The choice is between the V tokens: the last dimension."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="overflow"
"""With large logits your loss is no finite number: an exponential overflowed, or a probability was rounded to 0 before its logarithm. Subtract each position's largest logit first (or let logsumexp do it), and stay with logarithms all the way."""
def cross_entropy(logits, targets):
    exponentials = torch.exp(logits)
    probs = exponentials / exponentials.sum(dim=-1, keepdim=True)
    chosen = probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -torch.log(chosen).mean()

# %% wrong="overflow_in_the_sum"
"""With large logits your loss is no finite number: an exponential overflowed, or a probability was rounded to 0 before its logarithm. Subtract each position's largest logit first (or let logsumexp do it), and stay with logarithms all the way."""
def cross_entropy(logits, targets):
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (torch.log(torch.exp(logits).sum(dim=-1)) - chosen).mean()

# %% wrong="perplexity"
"""You return the perplexity, e to the loss. The loss itself is asked for."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return torch.exp(-log_probs.gather(-1, targets.unsqueeze(-1)).mean())

# %% wrong="plain_number"
"""You return a plain number. The loss must stay a tensor that knows how it was computed, or `backward()` has nothing to walk back through."""
def cross_entropy(logits, targets):
    chosen = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.logsumexp(dim=-1) - chosen).mean().item()

# %% wrong="probabilities_clamped"
"""You keep the probability away from 0 before the logarithm. That hides the infinity but not the mistake: no loss can then exceed about 18, however wrong the model is. Stay with logarithms all the way."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    chosen = probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -torch.log(chosen.clamp(min=1e-8)).mean()

# %% wrong="scrambled_view"
"""You reshaped the logits so that numbers of different positions stand in one row. Flatten B and T, and leave the vocabulary last."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    flat = logits.transpose(1, 2).reshape(B * T, V)
    log_probs = F.log_softmax(flat, dim=-1)
    return -log_probs[torch.arange(B * T), targets.reshape(-1)].mean()

# %% wrong="share_of_mistakes"
"""You count wrong guesses. That number does not change when a weight changes a little, so nothing could be learned from it; the loss is −ln of the target's probability."""
def cross_entropy(logits, targets):
    return (logits.argmax(dim=-1) != targets).float().mean()

# %% wrong="shifted_again"
"""You shift logits and targets against each other. The targets are already one ahead when they come in; shifted again, the model learns to skip a token."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    return -log_probs.gather(-1, targets[:, 1:].unsqueeze(-1)).mean()

# %% wrong="sign"
"""Your loss has the wrong sign. A logarithm of a probability is at most 0; the loss is its negative. Training would make the right answer less likely."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return log_probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="small_number_added"
"""You add a small number before the logarithm. It hides the infinity but not the mistake: no loss can then exceed about 20, however wrong the model is. Stay with logarithms all the way."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    chosen = probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -torch.log(chosen + 1e-9).mean()

# %% wrong="softmax_twice"
"""You apply the softmax twice: once yourself, once inside the logarithm of the softmax. The logits go in as they are; squeezed into 0 to 1, they can hardly say anything."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    log_probs = F.log_softmax(probs, dim=-1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()

# %% wrong="squared_error"
"""You compare probabilities by squared differences. Cross-entropy is −ln of the target's probability."""
def cross_entropy(logits, targets):
    probs = F.softmax(logits, dim=-1)
    one_hot = F.one_hot(targets, logits.shape[-1]).float()
    return ((probs - one_hot) ** 2).sum(dim=-1).mean()

# %% wrong="sum"
"""You add the losses up. The mean is asked for, or the loss would grow with the batch, and the learning rate would have to shrink with it."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).sum()

# %% wrong="sum_over_batch"
"""You divide by the number of positions in a row only. The mean is over all B · T positions."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return losses.mean(dim=1).sum()

# %% wrong="sum_over_time"
"""You divide by the number of rows only. The mean is over all B · T positions."""
def cross_entropy(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    losses = -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return losses.sum(dim=1).mean()

# %% wrong="targets_transposed"
"""You went through the targets column by column and through the logits row by row, so they do not belong together. Flatten both in the same order."""
def cross_entropy(logits, targets):
    B, T, V = logits.shape
    log_probs = F.log_softmax(logits.reshape(B * T, V), dim=-1)
    return -log_probs[torch.arange(B * T), targets.t().reshape(-1)].mean()





# %% wrong="gather_without_dimension"
"""gather wants an index with as many dimensions as the logits: give targets a last dimension of size 1, and take it away from the result again."""
def cross_entropy(logits, targets):
    right = logits.gather(-1, targets)
    return (torch.logsumexp(logits, dim=-1) - right).mean()

# %% wrong="indexed_by_targets"
"""logits[targets] picks whole texts of the batch by token id. For each place you need one score, the one at its own target along the last dimension."""
def cross_entropy(logits, targets):
    right = logits[targets]
    return (torch.logsumexp(logits, dim=-1) - right).mean()

# %% wrong="logsumexp_without_dim"
"""torch.logsumexp must be told over which dimension: the last one, the V tokens."""
def cross_entropy(logits, targets):
    right = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (torch.logsumexp(logits) - right).mean()

# %% wrong="nothing_returned"
"""Your function computes the loss and returns nothing. Is the `return` missing?"""
def cross_entropy(logits, targets):
    right = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    loss = (torch.logsumexp(logits, dim=-1) - right).mean()
