"""What a notebook carries in its set-up cell, printed there whole: the checks, the map of the GPT."""
