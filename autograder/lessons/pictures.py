"""Pictures in printed notebooks, small: PNGs with a palette. Their size in pixels stays what the cell drew."""

import base64
import io

from nbformat import NotebookNode

COLOURS = 256


def shrink(output: NotebookNode) -> NotebookNode:
    """A cell's output; a PNG in it with a palette of at most 256 colours, where that is smaller."""
    data = output.get("data", {})
    if "image/png" in data:
        data["image/png"] = _with_palette(data["image/png"])
    return output


def _with_palette(png: str) -> str:
    from PIL import Image  # matplotlib's own dependency

    raw = base64.b64decode(png)
    image = Image.open(io.BytesIO(raw)).convert("RGB")
    small = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return base64.b64encode(small.getvalue()).decode() + "\n" if len(small.getvalue()) < len(raw) else png
