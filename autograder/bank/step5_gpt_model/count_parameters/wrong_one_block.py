"""You count one block. There are n_layer of them."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + 12 * C * C + 13 * C + 2 * C
