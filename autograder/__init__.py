"""The autograder of "Build a GPT from scratch": `python -m autograder --help`."""
