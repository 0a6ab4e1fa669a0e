"""An incremental decoder, fed token by token, that keeps unfinished characters until the next token."""
import codecs


def bpe_decode(ids, merges):
    vocab = [bytes([i]) for i in range(256)]
    for left, right in merges:
        vocab.append(vocab[left] + vocab[right])
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    text = "".join(decoder.decode(vocab[i]) for i in ids)
    return text + decoder.decode(b"", final=True)
