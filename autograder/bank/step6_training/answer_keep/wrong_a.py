"""The training loss of a text that was read many times measures what was learned by heart. The text that was put away says what holds elsewhere, and there this model is the worse one."""
answer_keep = "a"
