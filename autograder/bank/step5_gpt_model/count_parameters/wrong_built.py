"""You build the model and count. The task is a formula: a large configuration would fill your memory before you know its size."""
def count_parameters(config):
    return sum(weight.numel() for weight in GPT(config).parameters())
