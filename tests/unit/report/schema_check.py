"""Judges a report by its schema: schema_check.py SCHEMA REPORT.

Exit 0 when the schema is sound, accepts the report, and refuses it with any key removed or added; else 1 and why.
Exit 77 without the package jsonschema. Keys that the schema makes optional are told by name.
"""
import copy
import json
import sys

try:
    from jsonschema import Draft7Validator
except ImportError:
    sys.exit(77)

OPTIONAL = {"label", "justification", "source", "outside", "cut_left", "cut_right", "path_bytes", "text_bytes", "anchor_bytes"}


def objects(node, path=()):
    """The places of all objects in the report."""
    if isinstance(node, dict):
        yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from objects(child, path + (key,))


def changed(report, path, change):
    """A copy of the report with the object at the place changed."""
    node = copied = copy.deepcopy(report)
    for key in path:
        node = node[key]
    change(node)
    return copied


def main(schema_file, report_file):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    with open(report_file, encoding="utf-8") as file:
        report = json.load(file)
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    faults = [f"refuses /{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(report)]
    # One finding of each set of keys is enough: the rest repeats it.
    seen = set()
    for path in list(objects(report)):
        node = report
        for key in path:
            node = node[key]
        kind = (tuple("#" if isinstance(key, int) else key for key in path), tuple(node))
        if kind in seen:
            continue
        seen.add(kind)
        for key in set(node) - OPTIONAL:
            if validator.is_valid(changed(report, path, lambda n, k=key: n.pop(k))):
                faults.append(f"accepts a report without {path + (key,)}")
        if validator.is_valid(changed(report, path, lambda n: n.update(unheard_of=1))):
            faults.append(f"accepts an unknown key in {path}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:3]))
