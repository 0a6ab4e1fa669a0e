"""You merge in evaluation mode only. The mode has nothing to do with it."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            lora = getattr(block.attn, name)
            if isinstance(lora, LoRALinear) and not model.training:
                with torch.no_grad():
                    lora.linear.weight += lora.scale * (lora.B @ lora.A)
                setattr(block.attn, name, lora.linear)
