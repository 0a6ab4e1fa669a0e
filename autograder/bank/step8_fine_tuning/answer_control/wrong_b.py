"""A base model without fine-tuning shows that it does not answer yet. It does not tell whether the plain text helped or only the time."""
answer_control = "b"
