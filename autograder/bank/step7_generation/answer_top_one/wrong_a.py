"""Temperature 5 does flatten the distribution, but top-k comes after it and leaves a single token in the race. The order of the logits is the same at every temperature."""
answer_top_one = "a"
