#!/usr/bin/env python3
"""Prints the tree of a YAML file by PyYAML, in the form in which the two readers that disagree about it are compared.

Goes in: a path. Nothing is printed when PyYAML refuses the file too. Null is what a plain word says.
"""

import sys

import yaml

NULLS = ("", "~", "null", "Null", "NULL")


def tree(node):
    if isinstance(node, yaml.ScalarNode):
        if node.style is None and node.value in NULLS:
            return "~"
        return f"{len(node.value.encode())}|{node.value}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + "".join(tree(item) + "," for item in node.value) + "]"
    return "{" + "".join(f"{tree(key)}:{tree(value)}," for key, value in node.value) + "}"


def main():
    with open(sys.argv[1], "rb") as file:
        text = file.read()
    try:
        found = tree(yaml.compose(text, Loader=yaml.BaseLoader))
    except (yaml.YAMLError, AttributeError):
        return
    sys.stdout.buffer.write(found.encode())


main()
