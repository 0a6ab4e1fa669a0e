"""You took the longest token that fits at the start. The rule asks which merge was learned first, wherever it stands in the word: apply that one before you build anything longer."""
answer_there = "a"
