"""Graph-level IR. Experimental."""


def simplify(expr):
    return expr
