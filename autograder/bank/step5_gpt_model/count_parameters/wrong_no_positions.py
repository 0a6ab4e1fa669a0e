"""The position table is missing from your sum: block_size rows of C numbers."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return V * C + N * (12 * C * C + 13 * C) + 2 * C
