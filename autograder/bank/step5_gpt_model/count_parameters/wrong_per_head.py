"""Your count grows with the number of heads. The heads divide the C channels among themselves, so their number does not matter."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    H = config.n_head
    return (V + T) * C + N * (H * (3 * C * C + 3 * C) + 9 * C * C + 10 * C) + 2 * C
