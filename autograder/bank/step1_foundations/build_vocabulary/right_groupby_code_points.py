"""Sorts code points and groups the equal ones."""
from itertools import groupby

def build_vocabulary(text):
    chars = [chr(code) for code, _ in groupby(sorted(map(ord, text)))]
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
