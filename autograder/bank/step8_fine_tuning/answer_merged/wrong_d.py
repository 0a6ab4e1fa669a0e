"""The old weight is not kept: the change is added into it. Think of what merge_lora leaves in the model."""
answer_merged = "d"
