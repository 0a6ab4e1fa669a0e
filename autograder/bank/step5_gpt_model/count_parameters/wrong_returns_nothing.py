"""Your function prints the number or forgets it, and returns None."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    print((V + T) * C + N * (12 * C * C + 13 * C) + 2 * C)
