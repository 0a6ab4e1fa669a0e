"""The registry: found by contents, downloaded once, refused when damaged, and always with a cure."""

import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

import texts

POEM = "The rain it raineth every day.\n" * 200


@pytest.fixture
def registry(monkeypatch, tmp_path):
    """A registry of one poem, an empty folder to be in, an empty cache. → a function that sets the poem's URL."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GPT_LESSONS_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def at(url):
        fingerprint = hashlib.sha256(POEM.encode()).hexdigest()
        poem = texts.File("poem", url, fingerprint, len(POEM), "ours", "utf-8")
        monkeypatch.setitem(texts.REGISTRY, "poem", poem)

    at("http://127.0.0.1:9/poem.txt")
    return at


@pytest.fixture
def server(tmp_path):
    """A web server over a folder → (its address, the folder, the list of paths that were asked for)."""
    folder, asked = tmp_path / "web", []
    folder.mkdir()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            asked.append(self.path)

    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}", folder, asked
    served.shutdown()


def test_a_file_at_hand_is_known_by_its_contents(registry, monkeypatch, tmp_path):
    folder = tmp_path / "air-gapped"
    folder.mkdir()
    (folder / "another.txt").write_text(POEM.upper())
    (folder / "what it is called does not matter").write_text(POEM)
    monkeypatch.setenv("GPT_LESSONS_DATA", str(folder))
    train, validation = texts.load_text("poem")
    assert train + validation == POEM and len(validation) == len(POEM) // 10


def test_it_is_downloaded_once(registry, server):
    address, folder, asked = server
    (folder / "poem.txt").write_text(POEM)
    registry(f"{address}/poem.txt")
    assert "".join(texts.load_text("poem")) == POEM
    assert "".join(texts.load_text("poem")) == POEM
    assert asked == ["/poem.txt"]


def test_a_damaged_download_is_refused(registry, server):
    address, folder, _ = server
    (folder / "poem.txt").write_text(POEM[:-1])
    registry(f"{address}/poem.txt")
    with pytest.raises(OSError, match=r"damaged.*Cure: .*GPT_LESSONS_DATA"):
        texts.load_text("poem")


def test_without_network_it_says_what_to_do(registry):
    with pytest.raises(OSError, match=r"No connection.*Cure: .*GPT_LESSONS_DATA"):
        texts.load_text("poem")


def test_texts_of_ones_own(registry, tmp_path):
    (tmp_path / "diary.txt").write_bytes(b"\xef\xbb\xbf" + POEM.encode())
    assert "".join(texts.load_text("diary.txt")) == POEM
    (tmp_path / "old.txt").write_bytes("Käse ".encode("latin-1") * 1000)
    with pytest.raises(ValueError, match=r"UTF-8.*Cure"):
        texts.load_text("old.txt")
    (tmp_path / "short.txt").write_text("Once.")
    with pytest.raises(ValueError, match=r"too few.*Cure"):
        texts.load_text("short.txt")
    with pytest.raises(OSError, match=r"no file 'none.txt'.*tiny_shakespeare.*Cure"):
        texts.load_text("none.txt")
