"""You count the final LayerNorm once for each block. There is one, after the last block."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 15 * C)
