"""You sort by an encoding of the characters. `sorted` on the characters themselves gives the order that is meant."""
def build_vocabulary(text):
    chars = sorted(set(text), key=lambda c: c.encode("utf-16-be", "surrogatepass"))
    return {c: i for i, c in enumerate(chars)}, {i: c for i, c in enumerate(chars)}
