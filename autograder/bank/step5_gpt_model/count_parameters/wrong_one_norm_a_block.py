"""You count one LayerNorm in each block. There are two, ln_1 and ln_2."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 11 * C) + 2 * C
