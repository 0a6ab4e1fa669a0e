"""The output projection of the attention is missing from your sum."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (11 * C * C + 12 * C) + 2 * C
