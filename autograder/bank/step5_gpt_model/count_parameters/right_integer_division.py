"""Counted in steps, with an integer division on the way."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    block = (24 * C * C + 26 * C) // 2
    return (V + T) * C + N * block + 2 * C
