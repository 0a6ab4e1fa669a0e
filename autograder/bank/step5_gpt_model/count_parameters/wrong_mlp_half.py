"""You count one layer of the feed-forward part. There are two: up to 4C channels, and back."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (8 * C * C + 12 * C) + 2 * C
