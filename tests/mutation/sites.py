"""Where a C++ source can be mutated, found with libclang: one source and its compiler arguments in; its mutants, and the
source rewritten so that all of them sleep in it and one can be woken at run time (mutant.h), out.

Left alone: what is computed while compiling, templates' arguments, macros, `if constexpr`, `reserve()`; the condition of a
loop is never made true, since an endless loop proves nothing; what another mutant already does is not done twice.
"""

import dataclasses
import os
import re

from clang import cindex
from clang.cindex import CursorKind as Kind, TypeKind

COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")
BOUNDARY = {"<": ("less", "`<=`"), "<=": ("at_most", "`<`"), ">": ("greater", "`>=`"), ">=": ("at_least", "`>`")}
ARITHMETIC = {"+": ("sum", "`-`"), "-": ("difference", "`+`")}
OPERATOR = re.compile(rb"(?:\s|//[^\n]*\n|/\*.*?\*/|\))*(<=>|<<=|>>=|[-+*/%&|^=!<>]=|&&|\|\||<<|>>|[-+*/%<>=&|^,])", re.S)
FUNCTIONS = (Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR, Kind.CONVERSION_FUNCTION,
             Kind.FUNCTION_TEMPLATE)
WRAPPERS = (Kind.UNEXPOSED_EXPR, Kind.PAREN_EXPR)
STATEMENTS = (Kind.CALL_EXPR, Kind.BINARY_OPERATOR, Kind.COMPOUND_ASSIGNMENT_OPERATOR, Kind.UNARY_OPERATOR)
JUMPS = (Kind.BREAK_STMT, Kind.CONTINUE_STMT, Kind.RETURN_STMT)
INTEGERS = (TypeKind.CHAR_S, TypeKind.SCHAR, TypeKind.UCHAR, TypeKind.USHORT, TypeKind.UINT, TypeKind.ULONG,
            TypeKind.ULONGLONG, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG, TypeKind.LONGLONG)


@dataclasses.dataclass(frozen=True)
class Mutant:
    """`number` wakes it; the other fields are its name, with `ordinal` among those that are called alike."""
    number: int
    file: str
    line: int
    function: str
    expression: str
    change: str
    ordinal: int

    @property
    def key(self):
        """What stays the same while lines move."""
        expression = self.expression if self.ordinal == 0 else f"{self.expression} #{self.ordinal + 1}"
        return self.file, self.function, expression, self.change


class Rewriter:
    """Walks one source. `first` is the number of its first mutant."""

    def __init__(self, root, file, arguments, first):
        self.file, self.next = file, first
        self.mutants, self.edits, self.alike, self.decided, self.ends = [], [], {}, set(), False
        self.path = os.path.join(root, file)
        with open(self.path, "rb") as stream:
            self.text = stream.read()
        unit = cindex.Index.create().parse(self.path, arguments)
        errors = [str(one) for one in unit.diagnostics if one.severity >= cindex.Diagnostic.Error]
        if errors:
            raise RuntimeError("\n".join(errors))
        for cursor in unit.cursor.get_children():
            if cursor.location.file and cursor.location.file.name == self.path:
                self.declaration(cursor, "(file)", 0)

    # Text and edits.

    def span(self, cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def is_plain(self, cursor):
        """Whether the extent is this text, and not a macro's."""
        begin, end = self.span(cursor)
        start = cursor.extent.start.file
        return begin < end and start is not None and start.name == self.path and cursor.extent.end.file.name == self.path

    def mutant(self, cursor, function, change):
        begin, end = self.span(cursor)
        expression = re.sub(r"\s+", " ", self.text[begin:end].decode())[:100]
        ordinal = self.alike.get((function, expression, change), 0)
        self.alike[function, expression, change] = ordinal + 1
        line = self.text.count(b"\n", 0, begin) + 1
        self.mutants.append(Mutant(self.next, self.file, line, function, expression, change, ordinal))
        self.next += 1
        return self.next - 1

    def wrap(self, cursor, depth, before, after):
        begin, end = self.span(cursor)
        self.edits.append((begin, 1, depth, before))
        self.edits.append((end, 0, -depth, after))

    def rewritten(self, header, folder):
        """The source with the header that wakes a mutant, which looks into `folder`."""
        top = f'#define MODGATE_MUTANT_FOLDER "{folder}"\n#include "{header}"\n#line 1 "{self.file}"\n'
        out, at = [top.encode()], 0
        for offset, closing, _, text in sorted(self.edits, key=lambda one: one[:3]):
            out.append(self.text[at:offset])
            if text.startswith("\0"):  # takes the place of an operator
                offset += len(text) - 1
                text = ","
            out.append(text.encode())
            at = offset
        return b"".join(out) + self.text[at:]

    # Declarations and statements.

    def declaration(self, cursor, function, depth):
        if cursor.kind in FUNCTIONS:
            head = self.text[self.span(cursor)[0]:].split(b"{", 1)[0]
            if re.search(rb"\bconstexpr\b", head.split(b")", 1)[0]):
                return
            for child in cursor.get_children():
                if child.kind == Kind.COMPOUND_STMT:
                    self.body(child, cursor.spelling, depth)
                elif child.kind.is_expression() and cursor.kind == Kind.CONSTRUCTOR:
                    self.expression(child, cursor.spelling, depth + 1)
            return
        if cursor.kind == Kind.VAR_DECL:
            self.variable(cursor, function, depth)
            return
        if cursor.kind == Kind.FIELD_DECL:
            return
        for child in cursor.get_children():
            self.declaration(child, function, depth)

    def variable(self, cursor, function, depth):
        begin, end = self.span(cursor)
        if not self.is_plain(cursor) or re.match(rb"(static |inline )*constexpr\b", self.text[begin:end]):
            return
        for child in cursor.get_children():
            if child.kind.is_expression():
                initial = self.unwrapped(child)
                if self.is_bool(initial) and cursor.type.get_canonical().kind == TypeKind.BOOL:
                    self.condition(initial, function, depth + 1)
                else:
                    self.expression(child, function, depth + 1)

    def body(self, compound, function, depth):
        """`ends` is whether the body ends in a `return`: only then may one further in be left out."""
        outer, statements = self.ends, list(compound.get_children())
        self.ends = bool(statements) and statements[-1].kind == Kind.RETURN_STMT
        for child in statements:
            self.statement(child, function, depth + 1)
        self.ends = outer

    def statement(self, cursor, function, depth, alone=False):
        """`alone`: leaving it out is no mutant, as for the whole body of an `if`, whose condition does that already."""
        kind, deeper, children = cursor.kind, depth + 1, list(cursor.get_children())
        if kind == Kind.COMPOUND_STMT:
            for child in children:
                # Nothing follows the last `break` of a switch.
                self.statement(child, function, deeper, alone=alone and child is children[-1])
            if self.ends and len(children) > 1 and children[-1].kind == Kind.RETURN_STMT:
                self.leave_out(children[-1], function, depth)
        elif kind == Kind.IF_STMT:
            self.branch(cursor, function, deeper)
        elif kind in (Kind.WHILE_STMT, Kind.FOR_STMT, Kind.DO_STMT):
            self.loop(cursor, function, deeper)
        elif kind in (Kind.CXX_FOR_RANGE_STMT, Kind.SWITCH_STMT):
            for child in children[:-1]:
                if child.kind.is_expression():
                    self.expression(child, function, deeper)
            self.statement(children[-1], function, deeper, alone=kind == Kind.SWITCH_STMT)
        elif kind in (Kind.CASE_STMT, Kind.DEFAULT_STMT):
            self.statement(children[-1], function, deeper, alone=alone and children[-1].kind == Kind.BREAK_STMT)
        elif kind == Kind.DECL_STMT:
            for child in children:
                self.declaration(child, function, deeper)
        elif kind == Kind.RETURN_STMT and children:
            value = self.unwrapped(children[0])
            if self.is_bool(value):
                self.condition(value, function, deeper)
            else:
                self.expression(children[0], function, deeper)
        elif kind in JUMPS:
            if not alone:
                self.leave_out(cursor, function, depth)
        elif kind.is_expression():
            self.expression(cursor, function, deeper)
            inner = cursor
            while inner.kind == Kind.UNEXPOSED_EXPR and len(list(inner.get_children())) == 1:
                inner = next(inner.get_children())
            plain = self.is_plain(cursor) and inner.spelling != "reserve" and not self.sets_bool(inner)
            if not alone and plain and inner.kind in STATEMENTS:
                number = self.mutant(cursor, function, "left out")
                self.wrap(cursor, depth, f"(modgate_mutant::keep({number}) ? (void)(", ") : (void)0)")

    def leave_out(self, cursor, function, depth):
        self.wrap(cursor, depth, f"if (modgate_mutant::keep({self.mutant(cursor, function, 'left out')})) ", "")

    def closing(self, at):
        """The offset of the parenthesis that closes the first one behind `at`."""
        at, open_ones = self.text.index(b"(", at), 0
        while True:
            mark = re.compile(rb'//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[()]').search(self.text, at)
            open_ones += {b"(": 1, b")": -1}.get(mark[0], 0)
            if open_ones == 0:
                return mark.start()
            at = mark.end()

    def branch(self, cursor, function, depth):
        begin = self.span(cursor)[0]
        if self.text[begin:].startswith(b"if constexpr"):
            return
        close = self.closing(begin)
        children = list(cursor.get_children())
        header = [one for one in children if self.span(one)[0] < close]
        bodies = [one for one in children if self.span(one)[0] > close]
        named = [one for one in header if one.kind == Kind.VAR_DECL]
        for child in header:
            if child.kind == Kind.DECL_STMT:
                self.statement(child, function, depth)
        if named:
            self.variable(named[-1], function, depth)
            numbers = (self.mutant(named[-1], function, "true"), self.mutant(named[-1], function, "false"))
            check = f"; modgate_mutant::decide({numbers[0]}, {numbers[1]}, {named[-1].spelling})"
            self.edits.append((self.span(named[-1])[1], 0, 0, check))
        else:
            self.condition(header[-1], function, depth)
        for one in bodies:
            # With an `else` behind it, what is left out may only be an expression.
            alone = one is bodies[0] and (len(bodies) == 1 or one.kind in JUMPS)
            self.statement(one, function, depth, alone=alone)

    def loop(self, cursor, function, depth):
        children = list(cursor.get_children())
        begin, _ = self.span(cursor)
        if cursor.kind == Kind.DO_STMT:
            self.statement(children[0], function, depth)
            self.condition(children[-1], function, depth, forever=False)
            return
        close = self.closing(begin)
        header = [one for one in children if self.span(one)[0] < close]
        if cursor.kind == Kind.WHILE_STMT:
            if not any(one.kind == Kind.VAR_DECL for one in header):
                self.condition(header[-1], function, depth, forever=False)
        else:
            marks = self.semicolons(begin, close)
            for one in header:
                at = self.span(one)[0]
                if marks[0] < at < marks[1]:
                    self.condition(one, function, depth, forever=False)
                elif one.kind.is_expression():
                    self.expression(one, function, depth)
                else:
                    self.statement(one, function, depth)
        self.statement(children[-1], function, depth)

    def semicolons(self, begin, close):
        """The offsets of the two semicolons of a `for`."""
        marks, depth = [], 0
        for mark in re.finditer(rb'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[(){};]', self.text[begin:close]):
            depth += {b"(": 1, b"{": 1, b")": -1, b"}": -1}.get(mark[0], 0)
            if mark[0] == b";" and depth == 1:
                marks.append(begin + mark.start())
        return marks

    # Expressions.

    def unwrapped(self, cursor):
        while cursor.kind in WRAPPERS:
            children = list(cursor.get_children())
            if len(children) != 1:
                break
            if cursor.kind == Kind.UNEXPOSED_EXPR and self.span(children[0]) != self.span(cursor):
                break
            cursor = children[0]
        return cursor

    def operator(self, cursor):
        """The operator between two operands, its offset, and the operands; nothing for other expressions."""
        if cursor.kind not in (Kind.BINARY_OPERATOR, Kind.CALL_EXPR, Kind.UNEXPOSED_EXPR) or not self.is_plain(cursor):
            return None
        begin, end = self.span(cursor)
        sides = [one for one in cursor.get_children() if one.kind.is_expression()]
        sides = [one for one in sides if self.is_plain(one)]
        if len(sides) == 3 and cursor.kind == Kind.CALL_EXPR:  # the operator's own name stands between them
            sides = [sides[0], sides[2]]
        if len(sides) != 2 or self.span(sides[0])[0] != begin or self.span(sides[1])[1] != end:
            return None
        mark = OPERATOR.match(self.text, self.span(sides[0])[1])
        if mark is None or mark.end() > self.span(sides[1])[0]:
            return None
        return mark[1].decode(), mark.start(1), sides

    def is_bool(self, cursor):
        found = self.operator(cursor)
        if found is not None and found[0] in COMPARISONS + ("&&", "||"):
            return True
        if cursor.type.get_canonical().kind == TypeKind.BOOL:
            return True
        return cursor.kind == Kind.UNARY_OPERATOR and self.text[self.span(cursor)[0]:].startswith(b"!")

    def condition(self, cursor, function, depth, forever=True, never=True):
        """Mutants that make it true (`forever`) and false (`never`), and those of its operands."""
        cursor = self.unwrapped(cursor)
        if not self.is_plain(cursor) or self.span(cursor) in self.decided:
            return
        self.decided.add(self.span(cursor))
        literal = cursor.kind == Kind.CXX_BOOL_LITERAL_EXPR
        holds = self.text[self.span(cursor)[0]:].startswith(b"true")
        always = self.mutant(cursor, function, "true") if forever and not (literal and holds) else 0
        none = self.mutant(cursor, function, "false") if never and not (literal and not holds) else 0
        if always or none:
            self.wrap(cursor, depth, f"modgate_mutant::decide({always}, {none}, ", ")")
        if literal:
            return
        found = self.operator(cursor)
        if found is not None and found[0] in ("&&", "||"):
            self.operands(found[0], found[2], function, depth + 1)
        else:
            self.expression(cursor, function, depth + 1)

    def operands(self, operator, sides, function, depth):
        """Each operand without effect on the whole: the other effect is the whole's own mutant."""
        for side in sides:
            side = self.unwrapped(side)
            inner = self.operator(side)
            if inner is not None and inner[0] == operator:
                self.operands(operator, inner[2], function, depth + 1)
            else:
                self.condition(side, function, depth, forever=operator == "&&", never=operator == "||")

    def expression(self, cursor, function, depth):
        kind = cursor.kind
        if kind == Kind.LAMBDA_EXPR:
            for child in cursor.get_children():
                if child.kind == Kind.COMPOUND_STMT:
                    self.body(child, function, depth)
            return
        if kind in (Kind.TYPE_REF, Kind.TEMPLATE_REF, Kind.NAMESPACE_REF, Kind.DECL_REF_EXPR):
            return
        if kind == Kind.CXX_BOOL_LITERAL_EXPR:
            if self.is_plain(cursor):
                self.condition(cursor, function, depth)
            return
        if kind == Kind.INTEGER_LITERAL:
            self.constant(cursor, function, depth)
            return
        if kind == Kind.CONDITIONAL_OPERATOR:
            test, yes, no = list(cursor.get_children())
            self.condition(test, function, depth + 1)
            for one in (yes, no):
                self.expression(one, function, depth + 1)
            return
        found = self.operator(cursor)
        if found is not None and found[0] in COMPARISONS + ("&&", "||") and self.span(cursor) not in self.decided:
            self.condition(cursor, function, depth)
            return
        if found is not None and (found[0] in BOUNDARY or self.adds(found[0], cursor, found[2])):
            name, change = (BOUNDARY | ARITHMETIC)[found[0]]
            self.wrap(cursor, depth, f"modgate_mutant::{name}({self.mutant(cursor, function, change)}, ", ")")
            self.edits.append((found[1], 1, depth, "\0" + found[0]))
        if self.sets_bool(cursor):
            target, value = found[2]
            self.expression(target, function, depth + 1)
            self.condition(value, function, depth + 1)
            return
        for child in cursor.get_children():
            if child.kind.is_statement():
                self.statement(child, function, depth + 1)
            else:
                self.expression(child, function, depth + 1)

    def sets_bool(self, cursor):
        found = self.operator(cursor)
        return found is not None and found[0] == "=" and cursor.type.get_canonical().kind == TypeKind.BOOL

    def adds(self, operator, cursor, sides):
        kinds = [one.type.get_canonical().kind for one in (cursor, *sides)]
        return operator in ARITHMETIC and cursor.kind == Kind.BINARY_OPERATOR and all(one in INTEGERS for one in kinds)

    def constant(self, cursor, function, depth):
        begin, end = self.span(cursor)
        listed = re.search(rb"[{,]\s*$", self.text[max(0, begin - 200):begin]) and not self.is_argument(begin)
        if self.is_plain(cursor) and self.text[begin:end].isdigit() and not listed:
            number = self.mutant(cursor, function, f"`{int(self.text[begin:end]) + 1}`")
            self.wrap(cursor, depth, f"modgate_mutant::number({number}, ", ")")

    def is_argument(self, at):
        """Whether parentheses, not braces, stand around: a constant in braces may not become a wider type."""
        depth = 0
        for mark in re.finditer(rb"[(){}]", self.text[max(0, at - 2000):at][::-1]):
            depth += 1 if mark[0] in b")}" else -1
            if depth < 0:
                return mark[0] == b"("
        return False
