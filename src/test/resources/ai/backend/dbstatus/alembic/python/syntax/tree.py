"""Says what the syntax trees of sources are: a length and a source in, a line out."""

import ast
import json
import struct
import sys
import threading
import warnings

warnings.simplefilter("ignore")
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class Dump:
    def __init__(self):
        self.out = []
        self.joined = 0

    def text(self, value):
        self.out.append(json.dumps(value).replace(" ", "\\u0020"))

    def word(self, value):
        self.out.append(str(value))

    def optional(self, node):
        if node is None:
            self.word("-")
        elif isinstance(node, str):
            self.text(node)
        else:
            self.node(node)

    def list(self, nodes):
        self.word("[")
        for node in nodes:
            self.optional(node)
        self.word("]")

    def node(self, node):
        kind = type(node).__name__
        line = getattr(node, "lineno", None)
        if getattr(node, "decorator_list", None):
            line = node.decorator_list[0].lineno
        self.word("(" + kind)
        if line is not None and not self.joined:
            self.word("@%d" % line)
        method = getattr(self, "dump_" + kind, None)
        if method:
            method(node)
        else:
            self.fields(node)
        self.word(")")

    def fields(self, node):
        for field in node._fields:
            if field in ("ctx", "type_comment", "simple"):
                continue
            value = getattr(node, field, None)
            if isinstance(value, list):
                self.list(value)
            elif isinstance(value, (ast.operator, ast.unaryop, ast.boolop)):
                self.word(type(value).__name__)
            elif isinstance(value, (bool, int)):
                self.word(int(value))
            else:
                self.optional(value)

    def dump_Constant(self, node):
        value = node.value
        if value is None or value is True or value is False or value is Ellipsis:
            self.word(repr(value))
        elif isinstance(value, str):
            self.text(value)
        elif isinstance(value, bytes):
            self.word("b")
            self.text(value.decode("latin-1"))
        elif isinstance(value, int):
            self.word("i%d" % value)
        elif isinstance(value, float):
            self.word("f" + struct.pack(">d", value).hex())
        else:
            self.word("c" + struct.pack(">d", value.imag).hex())

    def dump_JoinedStr(self, node):
        self.joined += 1
        self.list(node.values)
        self.joined -= 1

    def dump_Dict(self, node):
        self.word("[")
        for key, value in zip(node.keys, node.values):
            self.optional(key)
            self.node(value)
        self.word("]")

    def dump_Compare(self, node):
        self.node(node.left)
        self.word("[")
        for operator, operand in zip(node.ops, node.comparators):
            self.word(type(operator).__name__)
            self.node(operand)
        self.word("]")

    def dump_arguments(self, node):
        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        self.parameters(node.posonlyargs, defaults[: len(node.posonlyargs)])
        self.parameters(node.args, defaults[len(node.posonlyargs) :])
        self.parameter(node.vararg, None)
        self.parameters(node.kwonlyargs, node.kw_defaults)
        self.parameter(node.kwarg, None)

    def parameters(self, nodes, defaults):
        self.word("[")
        for node, default in zip(nodes, defaults):
            self.parameter(node, default)
        self.word("]")

    def parameter(self, node, default):
        if node is None:
            self.word("-")
            return
        self.word("(arg")
        if not self.joined:
            self.word("@%d" % node.lineno)
        self.text(node.arg)
        self.optional(node.annotation)
        self.optional(default)
        self.word(")")

    def dump_FunctionDef(self, node):
        self.text(node.name)
        self.list(getattr(node, "type_params", []))
        self.node(node.args)
        self.optional(node.returns)
        self.list(node.body)
        self.list(node.decorator_list)

    dump_AsyncFunctionDef = dump_FunctionDef

    def dump_ClassDef(self, node):
        self.text(node.name)
        self.list(getattr(node, "type_params", []))
        self.list(node.bases)
        self.list(node.keywords)
        self.list(node.body)
        self.list(node.decorator_list)

    def dump_MatchSingleton(self, node):
        self.word(repr(node.value))

    def dump_TypeVar(self, node):
        self.text(node.name)
        self.optional(getattr(node, "bound", None))
        self.optional(getattr(node, "default_value", None))

    dump_TypeVarTuple = dump_TypeVar
    dump_ParamSpec = dump_TypeVar


def answer(source):
    try:
        tree = ast.parse(source)
        compile(source, "module", "exec", dont_inherit=True)
    except SyntaxError as error:
        return "E\t%d\t%s" % (error.lineno or 0, (error.msg or "").replace("\n", " ").replace("\t", " "))
    except (ValueError, MemoryError, RecursionError, OverflowError) as error:
        return "E\t0\t" + type(error).__name__
    dump = Dump()
    dump.list(tree.body)
    return "T\t" + " ".join(dump.out)


def main():
    source = sys.stdin.buffer
    while True:
        head = source.read(4)
        if len(head) < 4:
            return
        line = answer(source.read(struct.unpack(">I", head)[0]))
        sys.stdout.write(line.encode("ascii", "backslashreplace").decode() + "\n")
        sys.stdout.flush()


sys.setrecursionlimit(20000)
threading.stack_size(512 * 1024 * 1024)
thread = threading.Thread(target=main)
thread.start()
thread.join()
