"""Built on the meta device, which takes no memory."""
def count_parameters(config):
    with torch.device("meta"):
        return sum(weight.numel() for weight in GPT(config).parameters())
