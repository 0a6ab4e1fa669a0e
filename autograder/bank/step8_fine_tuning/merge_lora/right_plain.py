"""The wrapped layer takes the change and goes back to its place."""
def merge_lora(model):
    with torch.no_grad():
        for block in model.h:
            if isinstance(block.attn.qkv, LoRALinear):
                adapter = block.attn.qkv
                adapter.linear.weight += adapter.scale * adapter.B @ adapter.A
                block.attn.qkv = adapter.linear
            if isinstance(block.attn.proj, LoRALinear):
                adapter = block.attn.proj
                adapter.linear.weight += adapter.scale * adapter.B @ adapter.A
                block.attn.proj = adapter.linear
