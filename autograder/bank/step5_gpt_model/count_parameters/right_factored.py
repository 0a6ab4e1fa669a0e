"""Factored by C."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return C * (V + T + 2 + N * (12 * C + 13))
