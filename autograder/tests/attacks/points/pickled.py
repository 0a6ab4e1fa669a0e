"""Returns an object that runs its own code when somebody unpickles or copies it.

Success: points for the wrong answer. Or it prints BREACH.
"""


# %%
class Pickled:
    def __reduce__(self):
        return print, ("BREACH",)

    def __deepcopy__(self, memo):
        print("BREACH")
        return self

    __copy__ = __reduce_ex__ = lambda self, *args: print("BREACH")


def target(x):
    return Pickled()
