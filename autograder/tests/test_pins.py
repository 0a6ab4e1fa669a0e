"""The pinned versions: they suit every Python that the README promises."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
PYTHONS = "3.11.0", "3.12.0", "3.13.0"  # the first of each: Debian's and Ubuntu's own stay on an early one


def test_every_pin_suits_every_python():
    pins = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(), re.M)
    assert len(pins) > 50
    unfit = []
    for name in pins:
        try:
            wanted = metadata(name).get("Requires-Python") or ""
        except PackageNotFoundError:  # for another Python or system
            continue
        unfit += [f"{name}: Python {wanted}" for python in PYTHONS if python not in SpecifierSet(wanted)]
    assert unfit == []
