"""Shows objects whose text is long, is none, or never ends.

Success: more comes back than a notebook may show, or the right answer loses its points.
"""


# %%
class Long:
    def __repr__(self):
        return "x" * 10**8


class Endless(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__


display(Long(), Endless())
Long.__repr__ = lambda self: 7
display(Long())
raise Endless
