"""Reads the plain YAML that policies and manifests are written in, so that the oracle needs nothing but Python.

In: the text of one file. Out: dicts, lists and strings (every scalar stays text). Understands block mappings and lists,
flow mappings and lists (over several lines too), quoted scalars and comments. Refuses the rest: block scalars, anchors,
tags, several documents.
"""

import re


class PlainYamlError(ValueError):
    """The file is outside the plain subset."""


def load(text):
    """The value of a document."""
    lines = _logical_lines(text)
    if not lines:
        return {}
    value, rest = _block(lines, 0, lines[0][0])
    if rest != len(lines):
        raise PlainYamlError(f"line {lines[rest][2]}: unexpected indentation")
    return value


def _without_comment(line):
    """The line without a trailing comment; quotes are respected."""
    quote = ""
    for i, c in enumerate(line):
        if quote:
            if c == quote:
                quote = ""
        elif c in "'\"" and (i == 0 or line[i - 1] in " \t[{,:"):
            quote = c
        elif c == "#" and (i == 0 or line[i - 1] in " \t"):
            return line[:i].rstrip()
    return line.rstrip()


def _open_brackets(line):
    plain = re.sub(r"\"[^\"]*\"|'[^']*'", "", line)
    return sum(plain.count(c) for c in "[{") - sum(plain.count(c) for c in "]}")


def _logical_lines(text):
    """(indent, content, line number) of each line that says something; a flow value's lines are joined."""
    result = []
    depth = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = _without_comment(raw)
        if not line.strip():
            continue
        if depth > 0:
            indent, content, first = result[-1]
            result[-1] = (indent, content + " " + line.strip(), first)
        else:
            result.append((len(line) - len(line.lstrip(" ")), line.strip(), number))
        depth += _open_brackets(line)
    return result


_KEY = re.compile(r"(\"[^\"]*\"|'[^']*'|[^\s\[{\"'][^:]*?)\s*:(?:\s+(.*))?$")


def _block(lines, at, indent):
    """The mapping or list whose lines start at `at` with `indent`; and the first line after it."""
    if lines[at][1] == "-" or lines[at][1].startswith("- "):
        return _block_list(lines, at, indent)
    result = {}
    while at < len(lines) and lines[at][0] == indent:
        match = _KEY.match(lines[at][1])
        if not match:
            raise PlainYamlError(f"line {lines[at][2]}: expected `key: value`")
        key, value = _scalar(match.group(1)), match.group(2)
        at += 1
        if value:
            result[key] = _flow(value)
        elif at < len(lines) and (lines[at][0] > indent or (lines[at][0] == indent and lines[at][1].startswith("- "))):
            result[key], at = _block(lines, at, lines[at][0])
        else:
            result[key] = ""
    return result, at


def _block_list(lines, at, indent):
    result = []
    while at < len(lines) and lines[at][0] == indent and (lines[at][1] == "-" or lines[at][1].startswith("- ")):
        body = lines[at][1][1:]
        content = body.strip()
        if _KEY.match(content):
            inner = indent + 1 + len(body) - len(body.lstrip())
            lines[at] = (inner, content, lines[at][2])
            value, at = _block(lines, at, inner)
        elif content:
            value, at = _flow(content), at + 1
        else:
            value, at = _block(lines, at + 1, lines[at + 1][0])
        result.append(value)
    return result, at


_FLOW_TOKEN = re.compile(
    r"""\s* (?: "[^"]*" | '[^']*' | [\[\]{},] | :(?=\s|$)
              | (?: [^\s\[\]{},:] | :(?=\S) | [\ ](?=[^\s\[\]{},]) )+ )""",
    re.X,
)


def _flow(text):
    """A value written on one logical line."""
    if text[0] in "|>&*!":
        raise PlainYamlError(f"not plain: {text}")
    if text[0] not in "[{":
        return _scalar(text)
    tokens = [match.group(0).strip() for match in _FLOW_TOKEN.finditer(text)]
    value, end = _flow_value(tokens, 0)
    if end != len(tokens):
        raise PlainYamlError(f"text after a flow value: {text}")
    return value


def _flow_value(tokens, at):
    if tokens[at] == "[":
        items, at = [], at + 1
        while tokens[at] != "]":
            item, at = _flow_value(tokens, at)
            items.append(item)
            at += tokens[at] == ","
        return items, at + 1
    if tokens[at] == "{":
        mapping, at = {}, at + 1
        while tokens[at] != "}":
            key = _scalar(tokens[at])
            if tokens[at + 1] != ":":
                raise PlainYamlError(f"expected `:` after {key}")
            mapping[key], at = _flow_value(tokens, at + 2)
            at += tokens[at] == ","
        return mapping, at + 1
    return _scalar(tokens[at]), at + 1


def _scalar(text):
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text
