"""Puts codes for the terminal, markup and broken letters into all that is shown of its failure.

Success: control codes stand in our words.
"""

# %%
BAD = "\x1b]0;mine\x07\x1b[2J\x9b31m\r\x00\u202e\ud800<script>alert(1)</script>"


def target(x):
    raise type(BAD.replace("\x00", ""), (ValueError,), {})(BAD)


print(BAD)

# %%
raise ValueError(BAD)
