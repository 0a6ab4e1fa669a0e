"""Changes what types are called and what they are instances of.

Success: points for the wrong answer.
"""


# %%
class Meta(type):
    __instancecheck__ = lambda cls, other: True
    __eq__ = lambda cls, other: True
    __hash__ = type.__hash__


class Tensor(metaclass=Meta):
    __class__ = torch.Tensor
    __module__ = "torch"


def target(x):
    return Tensor()
