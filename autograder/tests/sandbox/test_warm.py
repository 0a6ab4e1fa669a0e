"""The warm Python: what it has not loaded, and one for several threads."""

from types import SimpleNamespace

from autograder.sandbox import Workers

from ..sandboxes import need_sandbox
from .helpers import LIMITS, run, text

OPTIMIZERS = """
import sys, torch
model = torch.nn.Linear(3, 2)
for kind in (torch.optim.SGD, torch.optim.AdamW, torch.optim.LBFGS):
    optimizer = kind(model.parameters(), lr=0.01)
    def closure():
        optimizer.zero_grad()
        loss = model(torch.ones(4, 3)).pow(2).sum()
        loss.backward()
        return loss
    before = closure().item()
    optimizer.step(closure)
    optimizer.load_state_dict(optimizer.state_dict())
    assert closure().item() < before, kind
print(any(name.startswith("torch._dynamo.") for name in sys.modules))
"""


def test_optimizers_do_without_the_compiler_which_is_there_for_whoever_asks(bare):
    optimizers, name, other = run(
        bare,
        OPTIMIZERS,
        "torch._dynamo.config.suppress_errors = True; import torch._dynamo.utils; print(torch._dynamo.utils.__name__)",
        "optimizer.step(closure); torch.compiler.reset(); print(torch.compile(len) is len)",
    )
    assert (text(optimizers), text(name), text(other)) == ("False\n", "torch._dynamo.utils\n", "True\n")


def test_threads_share_one_where_notebooks_have_walls():
    need_sandbox()

    def task(sandboxs_run, source):
        return run(SimpleNamespace(run=sandboxs_run), source)[0]

    def side_by_side(pool):
        source = "import os, time\nopen('mine', 'w').close()\ntime.sleep(1)\nprint(os.listdir())"
        return [text(future.result()) for future in [pool.submit(task, source) for _ in range(2)]]

    with Workers(2, LIMITS, alike=True) as pool:
        assert text(pool.submit(task, "print(1)").result()) == "1\n"
        assert side_by_side(pool) == ["['mine']\n"] * 2
        assert len(pool._started) == 2 and len({sandbox._template for sandbox in pool._started}) == 1
        assert pool.submit(task, "import os; os._exit(3)").result().status == "died"
        pool._shared.end()  # by the system, say
        assert side_by_side(pool) == ["['mine']\n"] * 2
