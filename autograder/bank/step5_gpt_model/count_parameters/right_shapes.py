"""The shapes in a list, multiplied out."""
def count_parameters(config):
    C = config.d_model
    block = [(C,), (C,), (3 * C, C), (3 * C,), (C, C), (C,), (C,), (C,), (4 * C, C), (4 * C,), (C, 4 * C), (C,)]
    shapes = [(config.vocab_size, C), (config.block_size, C), (C,), (C,)] + block * config.n_layer
    return sum(math.prod(shape) for shape in shapes)
