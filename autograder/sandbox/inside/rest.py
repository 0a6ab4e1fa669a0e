"""One line must not take the rest of its cell with it: after a failing statement, the definitions below it.

A line that opens a file of the student's own, uploads, or asks for a GPU stands above a right answer often enough. Only
imports, functions, classes and assignments are run; nothing that draws, prints or trains.
"""

import ast
import builtins

__builtins__ = dict(vars(builtins))  # see recorder.py

DEFINITIONS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
)
MOST = 40  # statements that may fail before it gives up


def run_the_rest(shell, source, error):
    """Run the definitions of a cell below the statement that raised `error`; say so in the cell's output."""
    try:
        body = ast.parse(shell.transform_cell(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # Python could not read it: nothing of it has run
    line = _failed(error, shell)
    rest = [node for node in body if isinstance(node, DEFINITIONS) and node.lineno > line]
    if line == 0 or not rest:
        return
    failures = 0
    for node in rest:
        try:
            exec(compile(ast.Module([node], []), "<the rest of the cell>", "exec"), shell.user_ns)
        except BaseException:
            failures += 1
            if failures > MOST:
                break
    shell.recorder.stream(
        "stderr", f"[This cell stopped in line {line}. What is defined below that line was run all the same.]\n"
    )


def _failed(error, shell):
    """The cell's line whose statement raised; 0 when that cannot be told."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name == "<module>" and trace.tb_frame.f_globals is shell.user_ns:
            return trace.tb_lineno
        trace = trace.tb_next
    return 0
