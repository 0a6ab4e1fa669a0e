"""`view` moves nothing, so what it gives a head must lie in one piece in memory. Channels 0 and 1 of all tokens do not: between those of one token and those of the next, channels 2 and 3 are in the way."""
answer_bare_view = "b"
