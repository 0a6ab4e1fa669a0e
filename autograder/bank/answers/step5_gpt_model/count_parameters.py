# %% right="by_part"
"""One term for each tensor of the table."""
def count_parameters(config):
    C = config.d_model

    def linear(inputs, outputs):
        return inputs * outputs + outputs

    norm = 2 * C
    attn = linear(C, 3 * C) + linear(C, C)
    mlp = linear(C, 4 * C) + linear(4 * C, C)
    total = config.vocab_size * C + config.block_size * C + norm
    for _ in range(config.n_layer):
        total += norm + attn + norm + mlp
    return total

# %% right="factored"
"""Factored by C."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return C * (V + T + 2 + N * (12 * C + 13))

# %% right="formula"
"""The formula in one line."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return V * C + T * C + N * (12 * C ** 2 + 13 * C) + 2 * C

# %% right="integer_division"
"""Counted in steps, with an integer division on the way."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    block = (24 * C * C + 26 * C) // 2
    return (V + T) * C + N * block + 2 * C

# %% right="meta"
"""Built on the meta device, which takes no memory."""
def count_parameters(config):
    with torch.device("meta"):
        return sum(weight.numel() for weight in GPT(config).parameters())

# %% right="shapes"
"""The shapes in a list, multiplied out."""
def count_parameters(config):
    C = config.d_model
    block = [(C,), (C,), (3 * C, C), (3 * C,), (C, C), (C,), (C,), (C,), (4 * C, C), (4 * C,), (C, 4 * C), (C,)]
    shapes = [(config.vocab_size, C), (config.block_size, C), (C,), (C,)] + block * config.n_layer
    return sum(math.prod(shape) for shape in shapes)

# %% right="sum_of_heads"
"""Head by head: queries, keys and values of C/H channels each."""
def count_parameters(config):
    C, H = config.d_model, config.n_head
    head = 3 * (C * (C // H) + C // H)
    block = H * head + C * C + C + 8 * C * C + 5 * C + 4 * C
    return int((config.vocab_size + config.block_size) * C + config.n_layer * block + C + C)

# %% wrong="at_least_one_block"
"""You count one block at least. A model may have none."""
def count_parameters(config):
    C = config.d_model
    block = 12 * C**2 + 13 * C
    blocks = block
    for _ in range(config.n_layer - 1):
        blocks += block
    return (config.vocab_size + config.block_size) * C + blocks + 2 * C

# %% wrong="built"
"""You build the model and count. The task is a formula: a large configuration would fill your memory before you know its size."""
def count_parameters(config):
    return sum(weight.numel() for weight in GPT(config).parameters())

# %% wrong="float"
"""Your count is not a whole number of type int. A division gave a float; multiply, or divide with //."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return ((V + T) * C + N * (24 * C * C + 26 * C) / 2 + 2 * C)

# %% wrong="gpt2_by_heart"
"""You return the number of GPT-2 small whatever the configuration says."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return 124_439_808

# %% wrong="head_bias"
"""You count a bias for the head. It has none."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 13 * C) + 2 * C + V

# %% wrong="head_twice"
"""You count the token table twice. The head is tied to it: one table, two uses."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return 2 * V * C + T * C + N * (12 * C * C + 13 * C) + 2 * C

# %% wrong="mlp_half"
"""You count one layer of the feed-forward part. There are two: up to 4C channels, and back."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (8 * C * C + 12 * C) + 2 * C

# %% wrong="no_biases"
"""You count the matrices of the linear layers and leave out their biases."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 4 * C) + 2 * C

# %% wrong="no_final_norm"
"""The final LayerNorm is missing from your sum: a weight and a bias for each channel."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 13 * C)

# %% wrong="no_norms"
"""The LayerNorms are missing from your sum: each has a weight and a bias for each channel."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 9 * C)

# %% wrong="no_positions"
"""The position table is missing from your sum: block_size rows of C numbers."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return V * C + N * (12 * C * C + 13 * C) + 2 * C

# %% wrong="no_projection"
"""The output projection of the attention is missing from your sum."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (11 * C * C + 12 * C) + 2 * C

# %% wrong="no_tokens"
"""The token table is missing from your sum: vocab_size rows of C numbers."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return T * C + N * (12 * C * C + 13 * C) + 2 * C

# %% wrong="norm_each_layer"
"""You count the final LayerNorm once for each block. There is one, after the last block."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 15 * C)

# %% wrong="norms_without_bias"
"""You count one number a channel for each LayerNorm. It has two: a weight and a bias."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 11 * C) + C

# %% wrong="one_block"
"""You count one block. There are n_layer of them."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + 12 * C * C + 13 * C + 2 * C

# %% wrong="one_norm_a_block"
"""You count one LayerNorm in each block. There are two, ln_1 and ln_2."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return (V + T) * C + N * (12 * C * C + 11 * C) + 2 * C

# %% wrong="per_head"
"""Your count grows with the number of heads. The heads divide the C channels among themselves, so their number does not matter."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    H = config.n_head
    return (V + T) * C + N * (H * (3 * C * C + 3 * C) + 9 * C * C + 10 * C) + 2 * C

# %% wrong="returns_nothing"
"""Your function prints the number or forgets it, and returns None."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    print((V + T) * C + N * (12 * C * C + 13 * C) + 2 * C)

# %% wrong="state_dict"
"""You count the token table twice. The head is tied to it: one table, two uses."""
def count_parameters(config):
    with torch.device("meta"):
        return sum(weight.numel() for weight in GPT(config).state_dict().values())

# %% wrong="block_norms_forgotten"
"""You leave out the two LayerNorms of each block. Each has a weight and a bias of C numbers."""
def count_parameters(config):
    C = config.d_model
    return (config.vocab_size + config.block_size) * C + config.n_layer * (12 * C * C + 9 * C) + 2 * C

# %% wrong="qkv_bias_single"
"""You count C biases for qkv. Its output has 3C channels, and each has a bias."""
def count_parameters(config):
    C = config.d_model
    return (config.vocab_size + config.block_size) * C + config.n_layer * (12 * C * C + 11 * C) + 2 * C

# %% wrong="fc_bias_single"
"""You count C biases for mlp.fc. Its output has 4C channels, and each has a bias."""
def count_parameters(config):
    C = config.d_model
    return (config.vocab_size + config.block_size) * C + config.n_layer * (12 * C * C + 10 * C) + 2 * C
