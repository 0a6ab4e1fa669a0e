"""Stand-ins for what notebooks find in Google Colab and not here, so that a line left over from there does no harm, and
for torch's compiler, which every optimizer would load to no end.

Nothing is uploaded, mounted or compiled by them.
"""

import builtins
import importlib.util
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


class Compiler(types.ModuleType):
    """`torch._dynamo`, as far as an optimizer asks for it: nothing is compiled that it could be kept from. Loading the
    real one takes a second and 70 MB, which every fork would copy; to whoever wants more of it, it becomes that."""

    def disable(self, function=None, *args, **options):
        return function if function is not None else lambda function: function

    def graph_break(self, *args, **options):
        pass

    def __getattr__(self, name):
        if name.startswith("__") and name != "__path__":  # what is asked of every module
            raise AttributeError(name)
        self.__class__ = types.ModuleType
        self.__path__ = self.__spec__.submodule_search_locations
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


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

    compiler = Compiler("torch._dynamo")
    compiler.__spec__ = importlib.util.find_spec("torch._dynamo")
    compiler.__file__ = compiler.__spec__.origin
    torch._dynamo = sys.modules["torch._dynamo"] = compiler
    torch.compile = compile
    torch.nn.Module.compile = lambda self, *args, **options: None
    torch.set_num_threads = torch.set_num_interop_threads = lambda count: None  # one is what a copy can go on with
