"""You force merged ids into the range of a byte, so each becomes some unrelated character. A merged id stands for the bytes of its two halves: look up which."""
def bpe_decode(ids, merges):
    return bytes(i % 256 for i in ids).decode("utf-8", errors="replace")
