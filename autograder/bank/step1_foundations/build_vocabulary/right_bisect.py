"""Keeps a sorted list while reading the text."""
import bisect

def build_vocabulary(text):
    chars = []
    for ch in text:
        where = bisect.bisect_left(chars, ch)
        if where == len(chars) or chars[where] != ch:
            chars.insert(where, ch)
    return {ch: i for i, ch in enumerate(chars)}, dict(enumerate(chars))
