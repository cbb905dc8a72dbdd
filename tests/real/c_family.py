"""Finds the includes and namespace openings of C-family and TableGen files, by the compiler's order of translation.

In: a file's bytes. Out: includes as (line, form, spelled), namespaces as (line, qualified name). Line splices go first,
then comments, strings and raw strings; groups under a condition that is literally false are dropped. Refuses: macros
are not expanded, so `#include MACRO` comes back as form "computed" and a namespace opened by a macro is not seen.
"""

import bisect
import re

EXTENSIONS = frozenset(
    "h hh hpp hxx h++ H c cc cpp cxx c++ C cp m mm cu cuh hip inc inl ipp ixx cppm tcc tpp txx def ino cl metal".split()
)

_SPLICE = re.compile(r"\\[ \t]*\r?\n")
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)
      | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^ ()\\\t\r\n]{0,16})\(.*?(?:\)(?P=mark)"|\Z))
      | (?P<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)
      | (?P<number>\.?[0-9](?:[eEpP][+-]|'?[0-9A-Za-z_.])*)
      | (?P<word>[A-Za-z_$\x80-\U0010ffff][\w$]*)
      | (?P<line_end>\n)
      | (?P<directive>\#|%:)
      | (?P<colons>::)
      | (?P<mark_char>[^\s])""",
    re.X | re.S,
)
# There is one way to match it: a comment cannot grow into the next one.
_BLANK = r"(?:[ \t\f\v\r]|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*"
_DIRECTIVE = re.compile(_BLANK + r"([A-Za-z_]\w*)")
_OPERAND = re.compile(_BLANK + r"(?:\"([^\"\n]*)\"|<([^>\n]*)>|([A-Za-z_]\w*))")
_REST = re.compile(r"(?:/\*.*?(?:\*/|\Z)|//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"?|[^\n])*", re.S)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*", re.S)
_TD_TOKEN = re.compile(r"/\*|\*/|//[^\n]*|\[\{|\"(?:[^\"\\\n]|\\.)*\"|[A-Za-z_]\w*|#|\n|.", re.S)


class SplicedText:
    """The text after line splices are removed; offsets still know their line in the file."""

    def __init__(self, data):
        text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        pieces, self._splices, begin, length = [], [], 0, 0
        for match in _SPLICE.finditer(text):
            pieces.append(text[begin : match.start()])
            length += match.start() - begin
            self._splices.append(length)
            begin = match.end()
        pieces.append(text[begin:])
        self.text = "".join(pieces)
        self._ends = [match.start() for match in re.finditer("\n", self.text)]

    def line(self, offset):
        return 1 + bisect.bisect_left(self._ends, offset) + bisect.bisect_right(self._splices, offset)


def _literal_condition(text):
    """True, False, or None when the condition depends on a macro."""
    text = _COMMENT.sub(" ", text).strip()
    while text.startswith("(") and text.endswith(")") and "(" not in text[1:-1]:
        text = text[1:-1].strip()
    if re.fullmatch(r"0[uUlL]*|false|!\s*1|!\s*true", text) or re.match(r"0\s*&&[^|]*$", text):
        return False
    if re.fullmatch(r"[1-9][0-9]*[uUlL]*|true|!\s*0|!\s*false", text) or re.match(r"1\s*\|\|[^?]*$", text):
        return True
    return None


class _Conditions:
    """Which groups of #if ... #endif a compiler would surely skip."""

    def __init__(self):
        self._stack = []  # (skipped outside, a branch before this one is surely taken, this branch is skipped)

    def skipping(self):
        return bool(self._stack) and (self._stack[-1][0] or self._stack[-1][2])

    def directive(self, name, condition):
        if name in ("if", "ifdef", "ifndef"):
            value = _literal_condition(condition) if name == "if" else None
            self._stack.append((self.skipping(), value is True, value is False))
        elif name in ("elif", "elifdef", "elifndef", "else") and self._stack:
            outside, taken, _ = self._stack[-1]
            value = True if name == "else" else _literal_condition(condition) if name == "elif" else None
            self._stack[-1] = (outside, taken or value is True, taken or value is False)
        elif name == "endif" and self._stack:
            self._stack.pop()


def scan(data, want_namespaces=False):
    """(includes, namespaces) of a C-family file."""
    spliced = SplicedText(data)
    text, conditions, includes, words = spliced.text, _Conditions(), [], []
    at, line_start = 0, True
    while match := _TOKEN.search(text, at):
        kind, at = match.lastgroup, match.end()
        if kind == "line_end":
            line_start = True
        elif kind == "directive" and line_start:
            at = _directive(spliced, match, conditions, includes)
            line_start = False
        elif kind != "comment":
            if want_namespaces and not conditions.skipping():
                words.append((kind, match.group(), match.start()))
            line_start = False
    return includes, _namespaces(words, spliced) if want_namespaces else []


def _directive(spliced, hash_match, conditions, includes):
    """Handles the directive after `#`; gives the offset where scanning goes on."""
    text = spliced.text
    name = _DIRECTIVE.match(text, hash_match.end())
    if not name:
        return hash_match.end()
    word = name.group(1)
    if word in ("include", "include_next", "import"):
        operand = _OPERAND.match(text, name.end())
        if not operand:
            return name.end()
        if not conditions.skipping():
            form = ("quoted", "angled", "computed")[operand.lastindex - 1]
            includes.append((spliced.line(hash_match.start()), form, operand.group(operand.lastindex)))
        return operand.end()
    rest = _REST.match(text, name.end())
    if word in ("if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", "else", "endif"):
        conditions.directive(word, rest.group())
        return rest.end()
    if word in ("define", "undef", "error", "warning", "pragma", "line", "ident"):
        return rest.end()
    return name.end()


def _namespaces(words, spliced):
    """(line, qualified name) of every `namespace a::b {`; a brace stack tells what encloses it."""
    found, stack, i = [], [], 0
    while i < len(words):
        kind, word, offset = words[i]
        if kind == "word" and word == "namespace":
            parts, i = _namespace_name(words, i + 1)
            if i < len(words) and words[i][1] == "{":
                name = "::".join([part for part in stack if part] + parts)
                found.append((spliced.line(offset), name))
                stack.append("::".join(parts))
                i += 1
            continue
        if word == "{":
            stack.append("")
        elif word == "}" and stack:
            stack.pop()
        i += 1
    return found


def _namespace_name(words, i):
    """The name's components after `namespace` and the index of the first token after it; attributes are skipped."""
    parts = []
    while i < len(words):
        kind, word, _ = words[i]
        if word == "[":
            depth = 0
            while i < len(words):
                depth += {"[": 1, "]": -1}.get(words[i][1], 0)
                i += 1
                if depth == 0:
                    break
            continue
        if kind == "word" and word != "inline":
            parts.append(word)
        elif word != "::" and word != "inline":
            break
        i += 1
    return parts, i


def scan_tablegen(data):
    """Includes of a TableGen file: `include "x.td"`; comments nest, `[{ ... }]` is text."""
    text, includes, line, depth, expecting = data.decode("utf-8", "surrogateescape"), [], 1, 0, False
    at = 0
    while match := _TD_TOKEN.match(text, at):
        token, at = match.group(), match.end()
        if token == "[{" and not depth:
            end = text.find("}]", at)
            end = len(text) if end < 0 else end + 2
            line += text.count("\n", at, end)
            at = end
        line += token.count("\n")
        depth += {"/*": 1, "*/": -1 if depth else 0}.get(token, 0)
        if depth or token.isspace() or token == "*/":
            continue
        if expecting and token.startswith('"'):
            includes.append((line, "quoted", token[1:-1]))
        expecting = token == "include"
    return includes
