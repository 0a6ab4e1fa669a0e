"""You count one number a channel for each LayerNorm. It has two: a weight and a bias."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 11 * C) + C
