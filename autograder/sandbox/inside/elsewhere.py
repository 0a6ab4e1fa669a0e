"""Stand-ins for what notebooks find in Google Colab and not here, so that a line left over from there does no harm.

Nothing is uploaded, mounted or compiled by them.
"""

import builtins
import sys
import types

__builtins__ = dict(vars(builtins))  # see recorder.py

NOTHING = {"upload": {}, "get": "", "list_secrets": [], "eval_js": None}  # what a call gives; else None
MODULES = (
    *("ai", "auth", "data_table", "drive", "files", "html", "kernel", "output", "patches", "runtime", "sheets"),
    *("snippets", "syntax", "userdata", "widgets"),
)


class StandIn(types.ModuleType):
    """A module in which every name is a function that does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **options: NOTHING.get(name)


def stand_in(torch):
    """Put the stand-ins into place."""
    colab = StandIn("google.colab")
    colab.__path__ = []
    package = sys.modules.setdefault("google", types.ModuleType("google"))
    if not hasattr(package, "__path__"):
        package.__path__ = []
    package.colab = sys.modules["google.colab"] = colab
    for name in MODULES:
        module = sys.modules[f"google.colab.{name}"] = StandIn(f"google.colab.{name}")
        vars(colab)[name] = module

    def compile(model=None, **options):
        """In place of torch.compile, which would start a C++ compiler: what it is given comes back."""
        return model if model is not None else lambda function: function

    torch.compile = compile
    torch.nn.Module.compile = lambda self, *args, **options: None
    torch.set_num_threads = torch.set_num_interop_threads = lambda count: None  # one is what a copy can go on with
