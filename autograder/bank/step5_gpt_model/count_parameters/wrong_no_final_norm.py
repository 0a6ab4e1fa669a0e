"""The final LayerNorm is missing from your sum: a weight and a bias for each channel."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 13 * C)
