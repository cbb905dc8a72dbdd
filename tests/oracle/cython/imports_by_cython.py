"""Reads file names on its input; prints what each imports and includes, as Cython's own parser reads it, in the rows
that listing.h describes. The parser's functions are wrapped, so that branches of IF that it drops are seen, too: for
that the parser is loaded as Python, not as the compiled module beside it."""

import importlib.machinery
import os
import sys


def python_only(path):
    if "Cython" not in path:
        raise ImportError
    return importlib.machinery.FileFinder(
        path, (importlib.machinery.SourceFileLoader, importlib.machinery.SOURCE_SUFFIXES)
    )


sys.path_hooks.insert(0, python_only)
sys.path_importer_cache.clear()

from Cython.Compiler import Errors, Main, Nodes, Parsing, Scanning, Symtab  # noqa: E402

rows = []


def dotted(node):
    return node.value if node is not None else ""


def see_import(result):
    for node in result if isinstance(result, list) else [result]:
        if isinstance(node, Nodes.StatListNode):
            see_import(node.stats)
        elif isinstance(node, Nodes.CImportStatNode):
            rows.append("import\t%d\t%s" % (node.pos[1], node.module_name))
        elif isinstance(node, Nodes.SingleAssignmentNode):
            rows.append("import\t%d\t%s" % (node.pos[1], dotted(node.rhs.module_name)))


def see_from(node):
    if isinstance(node, Nodes.FromCImportStatNode):
        level, name = node.relative_level or 0, node.module_name
        names = [entry[1] for entry in node.imported_names]
    elif isinstance(node, Nodes.FromImportStatNode):
        level, name = max(node.module.level or 0, 0), dotted(node.module.module_name)
        names = [entry[0] for entry in node.items]
    else:
        return
    rows.append("from\t%d\t%d\t%s\t%s" % (node.pos[1], level, name, ",".join(names)))


def wrap(name, see):
    original = getattr(Parsing, name)

    def wrapped(s, *arguments, **options):
        result = original(s, *arguments, **options)
        see(result)
        return result

    setattr(Parsing, name, wrapped)


def include(s, ctx):
    line = s.position()[1]
    s.next()
    _, _, name = Parsing.p_string_literal(s)
    s.expect_newline("Syntax error in include statement")
    rows.append("include\t%d\t%s" % (line, name))
    return Nodes.PassStatNode(s.position())


def see_extern(node):
    if node.include_file:
        rows.append("include\t%d\t%s" % (node.pos[1], node.include_file))


wrap("p_import_statement", see_import)
wrap("p_from_import_statement", see_from)
wrap("p_cdef_extern_block", see_extern)
Parsing.p_include_statement = include


def facts(path):
    rows.clear()
    Errors.num_errors = 0
    options = Main.CompilationOptions(Main.default_options, language_level=3)
    context = options.create_context()
    source = Scanning.FileSourceDescriptor(path, os.path.basename(path))
    scope = Symtab.ModuleScope("m", None, context)
    Errors.hold_errors()
    try:
        context.parse(source, scope, pxd=path.endswith(".pxd"), full_module_name="m")
    except Exception:
        return ["unparsed"]
    finally:
        # Values of the build's own names are not known here; what depends on them is parsed nevertheless.
        failed = any("ompile-time name" not in str(error) for error in Errors.held_errors())
        Errors.release_errors(ignore=True)
    return ["unparsed"] if failed else list(rows)


def main():
    Errors.LEVEL = 9  # no warnings
    for path in sys.stdin.read().splitlines():
        print("file\t" + path)
        for row in facts(path):
            print(row)


main()
