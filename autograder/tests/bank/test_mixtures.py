"""Right answers keep their points in company, too: whole submissions, each exercise answered by another of the bank."""

from dataclasses import replace

import pytest

from autograder import bank, grading
from autograder.lessons import course, lessons, packed


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.step)
def test_right_answers_go_together(lesson, pool):
    right = {}
    for answer in bank.answers(lesson):
        if answer.kind == "right" and not answer.loner:
            right.setdefault(answer.exercise, []).append(answer)
    cells = grading.runnable(blank := bank.Printing(lesson, course()).blank)
    mixtures = [
        [
            replace(cell, source=right[cell.id][turn % len(right[cell.id])].source) if cell.id in right else cell
            for cell in cells
        ]
        for turn in range(max(map(len, right.values())))
    ]  # every right answer comes in one of them
    start = len(grading.given(cells))
    before = [cell.source for cell in cells[:start]]
    futures = [pool.submit(lambda run, cells: run(cells[start:], before), cells) for cells in (cells, *mixtures)]
    solved, *results = [[None] * start + future.result() for future in futures]
    solved = {cell.check: result for cell, result in zip(cells, solved) if cell.check}
    solved = grading.labelled(solved, packed(blank))
    for mixture, result in zip(mixtures, results):
        for cell, outcome in zip(mixture, result):
            if cell.check:
                ruling = grading.verdict(cell.check, solved[cell.check], outcome, ())
                used = "\n\n".join(
                    cell.source for cell in mixture if cell.id in right and not cell.id.startswith("answer_")
                )
                assert ruling.passed, f"{ruling.message}\n{used}"
