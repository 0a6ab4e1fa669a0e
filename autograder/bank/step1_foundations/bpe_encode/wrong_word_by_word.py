"""You encode word by word. Here the merges were learned on whole texts, so a pair may reach over a blank."""
import re


def bpe_encode(text, merges):
    out = []
    for word in re.findall(r"\s?\S+|\s", text):
        ids = list(word.encode("utf-8"))
        for pair, new_id in merges.items():
            ids = merge(ids, pair, new_id)
        out += ids
    return out
