"""Reads paths from standard input, one a line, and prints what CPython's own parser finds in these files.

For each file one line `file<TAB>path`, then either `unparsed`, or one line a fact, tab-separated:
    import    line  dotted name
    from      line  level  module  names joined by commas
    dynamic   line  level  module
    computed  line
    chain     dotted path
Names outside ASCII are `computed`. Which names stand for modules follows the rule that modgate documents (scan:
PythonNames), written down here a second time over the syntax tree, where modgate only looks at tokens.
"""

import ast
import re
import sys
import tokenize
import warnings

LINE_END = re.compile(b"\r\n|\r|\n")
FROM = re.compile(rb"from((?:[ \t\f]|\\(?:\r\n|\r|\n))*)(.*?)(?<!\w)import(?!\w)", re.DOTALL)


class Source:
    def __init__(self, data):
        with_line_reader = iter(data.splitlines(keepends=True)).__next__
        encoding, _ = tokenize.detect_encoding(with_line_reader)
        self.tree = ast.parse(data)
        self.bytes = data.decode(encoding).encode("utf-8")
        self.starts = [0] + [match.end() for match in LINE_END.finditer(self.bytes)]

    def line(self, line):
        """As reports count: a lone carriage return ends no line."""
        return self.bytes.count(b"\n", 0, self.starts[line - 1]) + 1

    def offset(self, line, column):
        return self.starts[line - 1] + column

    def segment(self, node):
        begin = self.offset(node.lineno, node.col_offset)
        return self.bytes[begin : self.offset(node.end_lineno, node.end_col_offset)]


def first_word(alias_text):
    """The dotted name of `a . b as c`, as written."""
    return re.split(rb"(?<=[^\w.])as(?=[^\w.])", alias_text)[0]


def bound_otherwise(nodes):
    names = set()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


class Facts:
    def __init__(self, source):
        self.source = source
        self.rows = []
        self.bindings = {}
        nodes = list(ast.walk(source.tree))
        for node in nodes:
            if isinstance(node, ast.Import):
                self.read_import(node)
            elif isinstance(node, ast.ImportFrom):
                self.read_from(node)
        self.bound = bound_otherwise(nodes)
        inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        chains = set()
        for node in nodes:
            if isinstance(node, ast.Attribute) and id(node) not in inner:
                chains.add(self.path(node, cut=True))
            elif isinstance(node, ast.Call):
                self.read_call(node)
        self.rows += [f"chain\t{path}" for path in chains if path]

    def bind(self, local, path):
        self.bindings.setdefault(local, set()).add(path)

    def read_import(self, node):
        for alias in node.names:
            written = first_word(self.source.segment(alias))
            if written.isascii():
                self.rows.append(f"import\t{self.source.line(alias.lineno)}\t{alias.name}")
            else:
                self.rows.append(f"computed\t{self.source.line(alias.lineno)}")
            nameable = written.isascii()
            if alias.asname:
                self.bind(alias.asname, alias.name if nameable else None)
            else:
                root = alias.name.split(".")[0]
                self.bind(root, root if written.split(b".")[0].isascii() else None)

    def read_from(self, node):
        begin = self.source.offset(node.lineno, node.col_offset)
        match = FROM.match(self.source.bytes, begin)
        line = self.source.line(node.lineno + len(LINE_END.findall(match.group(1))))
        names = []
        nameable = node.level == 0 and match.group(2).isascii()
        for alias in node.names:
            ascii_name = first_word(self.source.segment(alias)).isascii()
            if ascii_name:
                names.append(alias.name)
            else:
                self.rows.append(f"computed\t{self.source.line(alias.lineno)}")
            if alias.name != "*":
                path = f"{node.module}.{alias.name}" if nameable and ascii_name else None
                self.bind(alias.asname or alias.name, path)
        if match.group(2).isascii():
            self.rows.append(f"from\t{line}\t{node.level}\t{node.module or ''}\t{','.join(names)}")
        else:
            self.rows.append(f"computed\t{line}")

    def path(self, node, cut=False):
        """The full path of a chain; with `cut`, up to the first name outside ASCII."""
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        paths = self.bindings.get(node.id, set())
        if node.id in self.bound or len(paths) != 1 or None in paths:
            return None
        parts.reverse()
        if cut:
            ascii_parts = [i for i, part in enumerate(parts) if not part.isascii()]
            parts = parts[: ascii_parts[0]] if ascii_parts else parts
            if not parts:
                return None
        return ".".join([*paths, *parts])

    def read_call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id == "__import__":
            builtin = "__import__" not in self.bound and "__import__" not in self.bindings
            callee = "builtins.__import__" if builtin else None
        else:
            callee = self.path(node.func)
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        arguments = dict(enumerate(node.args))
        name = arguments.get(0, keywords.get("name", keywords.get(None)))
        if name is None:
            return
        if callee == "importlib.import_module":
            found = self.import_module(name, arguments.get(1, keywords.get("package")))
        elif callee in ("importlib.__import__", "builtins.__import__"):
            found = self.builtin_import(name, arguments.get(4, keywords.get("level")))
        else:
            return
        row = f"dynamic\t{self.source.line(name.lineno)}\t{found[0]}\t{found[1]}" if found else f"computed\t{self.source.line(name.lineno)}"
        self.rows.append(row)

    def literal(self, node):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        if not all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
            return None
        text = "".join(part.value for part in parts)
        escapes = b"\\" in self.source.segment(node)
        return None if escapes or not text.isascii() or not text.isprintable() or set("{}") & set(text) else text

    def import_module(self, name, package):
        text = self.literal(name)
        if not text or not text.strip("."):
            return None
        rest = text.lstrip(".")
        dots = len(text) - len(rest)
        if dots == 0:
            return 0, text
        if isinstance(package, ast.Name) and package.id in ("__package__", "__name__"):
            return dots, rest
        anchor = self.literal(package) if package else None
        if not anchor or anchor.count(".") < dots - 1:
            return None
        return 0, ".".join([*anchor.split(".")[: len(anchor.split(".")) - dots + 1], rest])

    def builtin_import(self, name, level):
        text = self.literal(name)
        if text is None or text.startswith("."):
            return None
        number = 0
        if level is not None:
            if not isinstance(level, ast.Constant) or not isinstance(level.value, int):
                return None
            number = level.value
        return (number, text) if number or text else None


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", errors="surrogateescape", newline="\n")
    for path in open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape").read().splitlines():
        print(f"file\t{path}", file=out)
        try:
            with open(path, "rb") as file:
                source = Source(file.read())
        except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
            print("unparsed", file=out)
            continue
        for row in Facts(source).rows:
            print(row, file=out)
    out.close()


main()
