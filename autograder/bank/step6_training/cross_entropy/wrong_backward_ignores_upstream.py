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
