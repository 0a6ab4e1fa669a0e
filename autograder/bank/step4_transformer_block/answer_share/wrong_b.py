"""You have found the share of the attention. The question asks for the other one."""
answer_share = "b"
