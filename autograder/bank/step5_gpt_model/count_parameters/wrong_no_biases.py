"""You count the matrices of the linear layers and leave out their biases."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 4 * C) + 2 * C
