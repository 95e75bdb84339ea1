"""Says what the globals of generated modules are: a length and a source in, a line out."""

import resource
import signal
import struct
import sys
import warnings

NAMES = ("revision", "down_revision", "branch_labels", "depends_on", "__doc__")

warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
sys.setrecursionlimit(2000)


class TooLong(BaseException):
    pass


def alarm(number, frame):
    raise TooLong


signal.signal(signal.SIGVTALRM, alarm)


def fake_import(name, globals=None, locals=None, fromlist=(), level=0):
    if name in ("typing", "__future__") and level == 0:
        return __import__(name, None, None, fromlist)
    raise ImportError(name)


BUILTINS = {
    "__import__": fake_import,
    "__build_class__": __build_class__,
    "tuple": tuple,
    "list": list,
    "set": set,
    "str": str,
    "len": len,
    "object": object,
    "Exception": Exception,
    "globals": globals,
    "exec": lambda text: None,
    "print": lambda *args, **kwargs: None,
}


def text(value):
    raw = value.encode("utf-16-be", "surrogatepass")
    return "'" + raw.hex() + "'"


def show(value, depth=0):
    if value is None:
        return "None"
    if type(value) is str:
        return text(value)
    if type(value) in (tuple, list) and depth < 20:
        opening, closing = "()" if type(value) is tuple else "[]"
        return opening + ",".join(show(item, depth + 1) for item in value) + closing
    if type(value) is set and depth < 20:
        return "{" + ",".join(sorted(show(item, depth + 1) for item in value)) + "}"
    return "other"


def answer(source):
    try:
        code = compile(source, "module", "exec", dont_inherit=True)
    except SyntaxError as error:
        return "E\t%d\t%s" % (error.lineno or 0, (error.msg or "").replace("\n", " ").replace("\t", " "))
    except (ValueError, MemoryError, RecursionError, OverflowError) as error:
        return "E\t0\t" + type(error).__name__
    module = {"__name__": "module_py", "__doc__": None, "__builtins__": dict(BUILTINS)}
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.5, 0.1)
    try:
        exec(code, module)
    except BaseException as error:
        return "R\t" + type(error).__name__
    return "V\t" + "\t".join(show(module[name]) if name in module else "absent" for name in NAMES)


def disarm():
    while True:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            return
        except TooLong:
            pass


def main():
    source = sys.stdin.buffer
    while True:
        head = source.read(4)
        if len(head) < 4:
            return
        body = source.read(struct.unpack(">I", head)[0])
        line = "R\tTooLong"
        try:
            line = answer(body)
        except BaseException as error:
            line = "R\t" + type(error).__name__
        finally:
            disarm()
        sys.stdout.write(line.encode("ascii", "backslashreplace").decode() + "\n")
        sys.stdout.flush()


main()
