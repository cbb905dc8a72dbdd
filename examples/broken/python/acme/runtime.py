"""Functions that the C++ side registers."""


def simplifier(library):
    return library.get_global_func("relax.Simplify")
