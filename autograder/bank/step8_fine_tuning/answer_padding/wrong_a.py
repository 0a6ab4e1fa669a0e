"""A padding id may well occur in real text. Ask two things about each padded place: is there a label, and can any real token look at it?"""
answer_padding = "a"
