"""A context manager of its own."""
from contextlib import contextmanager


@contextmanager
def evaluating(module):
    mode = module.training
    module.eval()
    with torch.no_grad():
        yield module
    module.train(mode)


def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    with evaluating(model) as m:
        total = sum(m(*get_batch(data, batch_size, block_size, generator))[1] for _ in range(n_batches))
    return (total / n_batches).item()
