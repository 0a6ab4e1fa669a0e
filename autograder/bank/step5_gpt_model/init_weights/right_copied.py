"""New numbers drawn by torch.randn and copied in, two-dimensional weights told by their number of dimensions."""
def init_weights(model):
    residual = {id(layer.weight) for block in model.h for layer in (block.attn.proj, block.mlp.proj)}
    for name, weight in model.named_parameters():
        if weight.dim() == 2:
            std = 0.02 / (2 * model.config.n_layer) ** 0.5 if id(weight) in residual else 0.02
            weight.data.copy_(std * torch.randn(weight.shape))
        else:
            weight.data.fill_(0.0 if name.endswith(".bias") else 1.0)
