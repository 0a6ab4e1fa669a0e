"""You go by the kinds of layers that stand in a GPT, so in another model parameters are forgotten and never trained. Go over model.parameters(), and ask each for its number of dimensions."""
def configure_optimizer(model, lr, weight_decay):
    decay, no_decay = {}, {}
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            decay[id(module.weight)] = module.weight
            if getattr(module, "bias", None) is not None:
                no_decay[id(module.bias)] = module.bias
        elif isinstance(module, (LayerNorm, nn.LayerNorm)):
            no_decay[id(module.weight)] = module.weight
            no_decay[id(module.bias)] = module.bias
    decay = [p for p in decay.values() if p.requires_grad]
    no_decay = [p for p in no_decay.values() if p.requires_grad]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
