"""Judges claim cells inside a lesson's kernel, where no module of ours can be imported: the text of this file goes in.

A claim leaves nothing behind: its names go into a copy of the notebook's, and the random generators are put back.
"""

import ast
import random

import numpy
import torch

TYPE = "application/vnd.claims+json"  # of the output that holds what was found: [[line, words, problem or ""], …]


class _Asserts(ast.NodeTransformer):
    """Turns each `assert test, words` into a call that goes on whether the test holds or not."""

    def visit_Assert(self, node):
        nothing = ast.arguments([], [], None, [], [], None, [])
        arguments = [ast.Constant(node.lineno), ast.Lambda(nothing, node.test), ast.Lambda(nothing, node.msg)]
        call = ast.Expr(ast.Call(ast.Name("__claim__", ast.Load()), arguments, []))
        return ast.fix_missing_locations(ast.copy_location(call, node))


def judged(source, names):
    """Each assertion in `source`, as often as it is reached, and each statement that fails: [line, words, problem],
    lines from 1; the problem is empty where the claim holds."""
    found, names = [], dict(names)

    def claim(line, test, words):
        try:
            problem = "" if test() else "false"
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        try:
            found.append([line, str(words()), problem])
        except Exception as error:
            found.append([line, "(its words fail)", problem or f"{type(error).__name__}: {error}"])

    names["__claim__"] = claim
    for statement in ast.parse(source).body:
        module = ast.Module([_Asserts().visit(statement)], [])
        try:
            exec(compile(module, "a claim", "exec"), names)
        except Exception as error:
            found.append([statement.lineno, "(the claim's own code fails)", f"{type(error).__name__}: {error}"])
    return found


def claims(source, names):
    """Judge `source` among the notebook's `names` and put what was found into the cell's output."""
    from IPython.display import display

    states = random.getstate(), numpy.random.get_state(), torch.get_rng_state()
    try:
        display({TYPE: judged(source, names)}, raw=True)
    finally:
        random.setstate(states[0])
        numpy.random.set_state(states[1])
        torch.set_rng_state(states[2])
