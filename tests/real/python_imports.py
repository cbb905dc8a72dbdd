"""Finds the imports of a Python file with Python's own parser.

In: a file's bytes. Out: imports as (line, spelled, level, names): `import a.b` has names None, `from ..a import b` has
level 2 and its names. Dynamic imports with a literal come back like `import`. Refuses: files that the running Python
cannot parse (SyntaxError goes to the caller), arguments that are not literals, imports in text given to exec().
"""

import ast
import warnings


def scan(data):
    """(imports, lines of computed dynamic imports) of one file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(data)
    imports, computed = [], []
    module_names, function_names = set(), {"__import__"}
    nodes = list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                imports.append((node.lineno, alias.name, 0, None))
                first = alias.name.split(".")[0]
                if first in ("importlib", "builtins") and (first == alias.name or not alias.asname):
                    module_names.add(alias.asname or first)
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            imports.append((node.lineno, node.module or "", node.level, names))
            if node.module == "importlib":
                dynamic = [a for a in node.names if a.name in ("import_module", "__import__")]
                function_names.update(a.asname or a.name for a in dynamic)
    for node in nodes:
        if isinstance(node, ast.Call) and _is_dynamic_import(node.func, module_names, function_names):
            _dynamic(node, imports, computed)
    return imports, computed


def _is_dynamic_import(function, module_names, function_names):
    if isinstance(function, ast.Name):
        return function.id in function_names
    return (
        isinstance(function, ast.Attribute)
        and function.attr in ("import_module", "__import__")
        and isinstance(function.value, ast.Name)
        and function.value.id in module_names
    )


def _dynamic(call, imports, computed):
    arguments = list(call.args) + [k.value for k in call.keywords if k.arg == "name"]
    name = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else None
    if not isinstance(name, str):
        computed.append(call.lineno)
        return
    level = len(name) - len(name.lstrip("."))
    if level == 0:
        imports.append((call.lineno, name, 0, None))
        return
    packages = [k.value for k in call.keywords if k.arg == "package"] + list(call.args[1:2])
    package = packages[0] if packages else None
    if isinstance(package, ast.Constant) and isinstance(package.value, str):
        parts = package.value.split(".")
        parts = parts[: len(parts) - (level - 1)]
        imports.append((call.lineno, ".".join(parts + [name.lstrip(".")]), 0, None))
    elif isinstance(package, ast.Name) and package.id == "__package__":
        imports.append((call.lineno, name.lstrip("."), level, None))
    else:
        computed.append(call.lineno)


class Resolver:
    """Turns dotted names into the files that importing them runs."""

    def __init__(self, files, roots):
        self._files = files
        self._folders = {path.rsplit("/", i)[0] for path in files for i in range(1, path.count("/") + 1)}
        self._roots = roots

    def _step(self, folder, name):
        """(file, folder) of submodule `name` of the package in `folder`; either may be None."""
        base = f"{folder}/{name}" if folder else name
        for suffix in ("/__init__.py", ".py", "/__init__.pyi", ".pyi"):
            if base + suffix in self._files:
                return base + suffix, base if suffix.startswith("/") else None
        return (None, base) if base in self._folders else (None, None)

    def _walk(self, folder, parts):
        """(files along the way, last folder, how many parts were found)."""
        ran = []
        for count, part in enumerate(parts):
            file, inner = self._step(folder, part) if folder is not None else (None, None)
            if file is None and inner is None:
                return ran, None, count
            if file:
                ran.append(file)
            folder = inner
        return ran, folder, len(parts)

    def _from_roots(self, parts):
        """The first root that has a real package or module of that name wins; folders without __init__ come last."""
        best = ([], None, 0)
        for root in self._roots:
            file, folder = self._step(root, parts[0])
            outcome = self._walk(root, parts)
            if file:
                return outcome
            if folder and outcome[2] > best[2]:
                best = outcome
        return best

    def targets(self, importer, spelled, level, names):
        """Files that the import runs; the one that its name says comes last. Empty: nothing of this repository."""
        parts = spelled.split(".") if spelled else []
        if level:
            folder = importer.rsplit("/", 1)[0] if "/" in importer else ""
            for _ in range(level - 1):
                if not folder:
                    return []
                folder = folder.rsplit("/", 1)[0] if "/" in folder else ""
            own = folder + "/__init__.py" if folder else "__init__.py"
            ran, inner, count = self._walk(folder, parts)
            if not parts and own in self._files:
                ran = [own]
        else:
            ran, inner, count = self._from_roots(parts)
        if count == len(parts) and inner is not None:
            for name in names or []:
                file, _ = self._step(inner, name)
                if file:
                    ran.append(file)
        return ran
