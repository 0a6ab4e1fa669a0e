"""The folded weight read off by sending the identity through the adapter."""
def merge_lora(model):
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, LoRALinear):
                linear = child.linear
                with torch.no_grad():
                    eye = torch.eye(linear.in_features)
                    folded = child(eye) - (linear.bias if linear.bias is not None else 0)
                    linear.weight.copy_(folded.T)
                setattr(module, name, linear)
