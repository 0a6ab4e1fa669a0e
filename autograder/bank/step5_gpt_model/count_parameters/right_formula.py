"""The formula in one line."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return V * C + T * C + N * (12 * C ** 2 + 13 * C) + 2 * C
