"""What is printed: small pictures, the README's table, a home for the badges."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from autograder.lessons import SOLUTIONS, LessonError, at_home, course, readme
from autograder.lessons.pictures import shrink


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_pictures_get_a_palette_and_keep_their_size_and_colours():
    ramp = np.zeros((120, 200, 3), np.uint8)
    ramp[..., 0] = np.arange(200)
    ramp[40:60] = np.random.RandomState(0).randint(0, 255, (20, 200, 3))
    before = png(ramp)
    output = shrink({"output_type": "display_data", "data": {"image/png": before, "text/plain": "x"}})
    after = Image.open(io.BytesIO(base64.b64decode(output["data"]["image/png"])))
    assert len(output["data"]["image/png"]) < len(before) / 2
    assert after.mode == "P" and after.size == (200, 120)
    assert np.abs(np.asarray(after.convert("RGB"), int)[:40] - ramp[:40]).max() < 16
    again = dict(output["data"])
    assert shrink(output)["data"] == again  # nothing is lost twice


def test_the_solved_notebooks_stay_small():
    size = sum(path.stat().st_size for path in SOLUTIONS.glob("*.ipynb"))
    assert size < 8_000_000  # two of them carry a model of 1.2 MB


def test_a_repository_gives_badges_in_one_go():
    [(path, text)] = at_home("ada/gpt-course").items()
    here = course(text)
    assert path.name == "course.toml" and here.repository == "ada/gpt-course"
    [table] = readme(here).values()
    assert table.count("colab.research.google.com/github/ada/gpt-course/blob/main/notebooks/step") == len(here.steps)
    with pytest.raises(LessonError, match="owner/name"):
        at_home("ada")
