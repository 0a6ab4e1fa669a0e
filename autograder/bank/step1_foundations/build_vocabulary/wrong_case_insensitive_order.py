"""It looks as if your sorting takes capital and small letters as equals. Plain sorting is asked
for, by code point, where every capital comes before every small letter."""
def build_vocabulary(text):
    chars = sorted(sorted(set(text)), key=str.lower)
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
