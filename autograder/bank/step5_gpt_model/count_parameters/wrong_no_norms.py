"""The LayerNorms are missing from your sum: each has a weight and a bias for each channel."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 9 * C)
