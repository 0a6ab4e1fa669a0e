"""As the options are printed, with a closing bracket."""
answer_spread = "c)"
