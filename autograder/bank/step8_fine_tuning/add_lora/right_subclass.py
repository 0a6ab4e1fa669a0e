"""Wraps with a subclass of LoRALinear."""
class AttentionLoRA(LoRALinear):
    """The same, by another name."""


def add_lora(model, rank, alpha):
    for p in model.parameters():
        p.requires_grad_(False)
    made = []
    for block in model.h:
        block.attn.qkv = AttentionLoRA(block.attn.qkv, rank, alpha)
        block.attn.proj = AttentionLoRA(block.attn.proj, rank, alpha)
        made += [block.attn.qkv, block.attn.proj]
    return sum(m.A.nelement() + m.B.nelement() for m in made)
