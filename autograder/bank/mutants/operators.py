"""The slips: what an expression, a signature or a statement may be replaced by. Each is one edit of the syntax tree.

Knows single nodes only: where they stand, and which mutants are the same text, is the business of `making.py`. Says
nothing about types, so some of what it gives cannot run: such a mutant is killed at once.
"""

import ast
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field

ARITHMETIC = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
PAIRS = (  # of names that stand for each other, as functions, methods and keywords
    "train eval",
    "tril triu",
    "min max",
    "amin amax",
    "argmin argmax",
    "minimum maximum",
    "cummin cummax",
    "any all",
    "sum mean",
    "cumsum cumprod",
    "floor ceil",
    "sin cos",
    "exp log",
    "ones zeros",
    "ones_ zeros_",
    "no_grad enable_grad",
    "inference_mode enable_grad",
    "startswith endswith",
    "keys values",
    "in_features out_features",
    "append extend",
    "long float",
    "float32 float64",
    "softmax log_softmax",
    "square sqrt",
    "unsqueeze squeeze",
    "weight bias",
    "encode decode",
    "var std",
)
SYMMETRIC = ("transpose", "swapaxes", "swapdims")  # whose arguments may change places
IN_PLACE = {ast.Add: "add_", ast.Sub: "sub_", ast.Mult: "mul_", ast.Div: "div_"}  # what changes a tensor itself
TWIN = {one: other for pair in PAIRS for one, other in (pair.split(), pair.split()[::-1])}


@dataclass
class Context:
    """What stands around a node: the parameters of its function, and after them the other names it has of its own; for
    each attribute that its class gives to `self` what kind of thing it is."""

    parameters: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


Found = Iterator[ast.AST]


def replacements(node: ast.AST, around: Context) -> Found:
    """What may stand in the place of an expression, a call's argument or a signature."""
    for operator in OPERATORS.get(type(node), ()):
        yield from operator(node, around)


def number(node: ast.AST) -> int | float | None:
    """The number that a literal stands for, its sign included; None for anything else."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -1, node.operand
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return sign * node.value
    return None


def literal(value: object) -> ast.expr:
    """The expression that a value is written as."""
    return ast.parse(repr(value), mode="eval").body


def constants(node: ast.Constant | ast.UnaryOp, around: Context) -> Found:
    """By one, 0, the sign; a float also by a factor; True and False; a text without its last character, or with one."""
    value = number(node)
    if value is not None:
        others = [value + 1, value - 1, type(value)(0), -value]
        others += [value * 2, float(f"{value * 0.9:.6g}")] if isinstance(value, float) else []
        yield from (literal(other) for other in dict.fromkeys(others) if other != value)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield literal(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        yield literal(node.value[:-1] or (b"x" if isinstance(node.value, bytes) else "x"))


def unary(node: ast.UnaryOp, around: Context) -> Found:
    """Without its sign, its `~` or its `not`."""
    if number(node) is None:
        yield node.operand
    else:
        yield from constants(node, around)


def binary(node: ast.BinOp, around: Context) -> Found:
    """Another operator, one side alone, the sides swapped, an argument changed in place."""
    for other in ARITHMETIC.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    yield node.left
    yield node.right
    sum_of_numbers = isinstance(node.op, ast.Add) and (number(node.left) or number(node.right)) is not None
    if not isinstance(node.op, ast.Mult) and not sum_of_numbers:
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.left, ast.Name) and node.left.id in around.parameters and type(node.op) in IN_PLACE:
        yield ast.Call(ast.Attribute(node.left, IN_PLACE[type(node.op)], ast.Load()), [node.right], [])


def comparison(node: ast.Compare, around: Context) -> Found:
    """Another comparison."""
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)


def boolean(node: ast.BoolOp, around: Context) -> Found:
    """`and` for `or`, one condition less, one negated."""
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place, value in enumerate(node.values):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        yield ast.BoolOp(node.op, [*node.values[:place], negated(value), *node.values[place + 1 :]])


def negated(node: ast.expr) -> ast.expr:
    return (
        node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else ast.UnaryOp(ast.Not(), node)
    )


def choice(node: ast.IfExp, around: Context) -> Found:
    """Always the one or always the other."""
    yield node.body
    yield node.orelse
    yield ast.IfExp(negated(node.test), node.body, node.orelse)


def comprehension(node, around: Context) -> Found:
    """A condition less or negated."""
    for place, part in enumerate(node.generators):
        for number, condition in enumerate(part.ifs):
            for new in ([], [negated(condition)]):
                ifs = [*part.ifs[:number], *new, *part.ifs[number + 1 :]]
                other = copy(node)
                other.generators = list(node.generators)
                other.generators[place] = ast.comprehension(part.target, part.iter, ifs, part.is_async)
                yield other


def swapped(items: list) -> Iterator[list]:
    """The list with two neighbours swapped, for each pair of neighbours."""
    for place in range(len(items) - 1):
        yield [*items[:place], items[place + 1], items[place], *items[place + 2 :]]


def sequence(node: ast.Tuple | ast.List, around: Context) -> Found:
    """Two neighbours swapped."""
    for items in swapped(node.elts):
        yield type(node)(items, node.ctx)


def mapping(node: ast.Dict, around: Context) -> Found:
    """The values of two neighbours swapped."""
    for values in swapped(node.values):
        yield ast.Dict(node.keys, values)


def call(node: ast.Call, around: Context) -> Found:
    """Arguments swapped or dropped; the receiver or the argument alone; an argument of the function changed in place;
    a range longer or shorter by one."""
    for arguments in swapped(node.args) if called(node) not in SYMMETRIC else ():
        yield ast.Call(node.func, arguments, node.keywords)
    if node.args and not isinstance(node.args[-1], ast.GeneratorExp):
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    for keyword in node.keywords:
        yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])
    for values in swapped([keyword.value for keyword in node.keywords]):
        keywords = [ast.keyword(keyword.arg, value) for keyword, value in zip(node.keywords, values)]
        yield ast.Call(node.func, node.args, keywords)
    for place, keyword in enumerate(node.keywords):
        if keyword.arg in TWIN:
            renamed = [
                *node.keywords[:place],
                ast.keyword(TWIN[keyword.arg], keyword.value),
                *node.keywords[place + 1 :],
            ]
            yield ast.Call(node.func, node.args, renamed)
    if isinstance(node.func, ast.Attribute) and not (isinstance(node.func.value, ast.Name) and module(node.func.value)):
        yield node.func.value
        if isinstance(node.func.value, ast.Name) and node.func.value.id in around.parameters:
            yield ast.Call(ast.Attribute(node.func.value, f"{node.func.attr}_", ast.Load()), node.args, node.keywords)
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    if isinstance(node.func, ast.Name) and node.func.id in ("range", "max", "min"):
        for place, argument in enumerate(node.args):
            for other in by_one(argument):
                yield ast.Call(node.func, [*node.args[:place], other, *node.args[place + 1 :]], node.keywords)


def called(node: ast.Call) -> str:
    """The last part of a called function's name."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def module(node: ast.Name) -> bool:
    """Is it the name of a module that lessons import?"""
    return node.id in ("torch", "nn", "F", "np", "math", "random", "json", "re", "time")


def by_one(node: ast.expr | None) -> Found:
    """One more and one less than a bound; a literal one is `constants`' business."""
    if node is not None and number(node) is None:
        yield ast.BinOp(node, ast.Add(), literal(1))
        yield ast.BinOp(node, ast.Sub(), literal(1))


def slices(node: ast.Slice, around: Context) -> Found:
    """A bound off by one, a bound or the step missing."""
    for name in ("lower", "upper", "step"):
        for other in (*by_one(getattr(node, name)), *([None] if getattr(node, name) else [])):
            new = copy(node)
            setattr(new, name, other)
            yield new


def index(node: ast.Subscript, around: Context) -> Found:
    """A place off by one; the whole in place of the part."""
    if isinstance(node.ctx, ast.Load):
        yield node.value
    if not isinstance(node.slice, ast.Tuple | ast.Slice | ast.Constant):
        for other in by_one(node.slice):
            yield ast.Subscript(node.value, other, node.ctx)


def attribute(node: ast.Attribute, around: Context) -> Found:
    """Another of the layer's own parts of the same kind; a name's twin; 0 or a large number for infinity."""
    if isinstance(node.value, ast.Name) and node.value.id == "self":
        for other, kind in around.attributes.items():
            if other != node.attr and kind == around.attributes.get(node.attr):
                yield ast.Attribute(node.value, other, node.ctx)
    if node.attr in TWIN:
        yield ast.Attribute(node.value, TWIN[node.attr], node.ctx)
    if node.attr == "inf":
        yield from (literal(0.0), literal(1e4))


def name(node: ast.Name, around: Context) -> Found:
    """The name before it in its function, or the next parameter; a name's twin."""
    if isinstance(node.ctx, ast.Load):
        if node.id in around.names:
            place = around.names.index(node.id)
            others = [*around.names[max(0, place - 1) : place], *around.parameters[place + 1 : place + 2]]
            yield from (ast.Name(other, node.ctx) for other in others)
        if node.id in TWIN:
            yield ast.Name(TWIN[node.id], node.ctx)


def signature(node: ast.arguments, around: Context) -> Found:
    """A default less, the first one first: those before it have none."""
    if node.defaults:
        new = copy(node)
        new.defaults = node.defaults[1:]
        yield new
    for place, default in enumerate(node.kw_defaults):
        if default is not None:
            new = copy(node)
            new.kw_defaults = [*node.kw_defaults[:place], None, *node.kw_defaults[place + 1 :]]
            yield new


OPERATORS: dict[type, tuple[Callable[..., Found], ...]] = {
    ast.Constant: (constants,),
    ast.UnaryOp: (unary,),
    ast.BinOp: (binary,),
    ast.Compare: (comparison,),
    ast.BoolOp: (boolean,),
    ast.IfExp: (choice,),
    ast.ListComp: (comprehension,),
    ast.SetComp: (comprehension,),
    ast.DictComp: (comprehension,),
    ast.GeneratorExp: (comprehension,),
    ast.Tuple: (sequence,),
    ast.List: (sequence,),
    ast.Dict: (mapping,),
    ast.Call: (call,),
    ast.Slice: (slices,),
    ast.Subscript: (index,),
    ast.Attribute: (attribute,),
    ast.Name: (name,),
    ast.arguments: (signature,),
}


TENSORS = (ast.Name, ast.BinOp, ast.Call, ast.Subscript)  # what may give one


def instead(statement: ast.stmt) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
    """What may stand in the place of a whole statement: (its head, the statements)."""
    nothing = ast.Pass()
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        for place in range(len(statement.decorator_list)):
            new = copy(statement)
            new.decorator_list = [*statement.decorator_list[:place], *statement.decorator_list[place + 1 :]]
            yield new, [new]
        return
    if not isinstance(statement, ast.Pass):
        yield nothing, [nothing]
    if isinstance(statement, ast.Raise):
        new = ast.Raise(ast.Call(ast.Name("RuntimeError"), [], []))
        yield new, [new]
    if isinstance(statement, ast.With):
        plain = ast.If(literal(True), statement.body, [])
        yield plain, [plain]
    if isinstance(statement, ast.If | ast.While):
        for test in (literal(True), literal(False), negated(statement.test)):
            if ast.dump(test) != ast.dump(statement.test):
                new = copy(statement)
                new.test = test
                yield new, [new]
    if isinstance(statement, ast.If) and statement.orelse:
        new = ast.If(statement.test, statement.body, [])
        yield new, [new]
    if isinstance(statement, ast.Return | ast.Assign) and isinstance(statement.value, TENSORS):
        new = copy(statement)  # no gradient comes back through it
        new.value = ast.Call(ast.Attribute(statement.value, "detach", ast.Load()), [], [])
        yield new, [new]
    if isinstance(statement, ast.Break | ast.Continue):
        new = ast.Continue() if isinstance(statement, ast.Break) else ast.Break()
        yield new, [new]
    if isinstance(statement, ast.AugAssign):
        for other in ARITHMETIC.get(type(statement.op), ()):
            new = ast.AugAssign(statement.target, other(), statement.value)
            yield new, [new]
        target = copy(statement.target)
        new = ast.Assign([target], statement.value, lineno=statement.lineno)
        yield new, [new]
