"""Down through all children; double precision for the product."""
def merge_lora(model):
    for name, child in model.named_children():
        if isinstance(child, LoRALinear):
            change = (child.B.double() @ child.A.double()) * (float(child.scale))
            with torch.no_grad():
                child.linear.weight.copy_(child.linear.weight.double() + change)
            setattr(model, name, child.linear)
        else:
            merge_lora(child)
