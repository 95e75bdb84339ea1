"""Runs Alembic for LiveOracleTests: each line of JSON on the standard input is a question, and each gets a line in answer.

The questions name a project's directory and how to configure it ("dir", "ini", "toml", "section"), and what to do ("op"):

version   which Alembic this is
env       write the env.py that "alembic init" would write to "file"
project   what the scripts say: heads, history, docstrings, labels
upgrade   "alembic current", and then "alembic upgrade heads", for the SQLite "database"
plan      what an upgrade from "rows" would apply, without env.py and without a database

With "stubs", whatever a script imports and is not there is replaced by something that puts up with everything, save for
the constants that "stubs" gives: so a checkout can be read without what it is made for.
"""
import importlib.abc
import importlib.machinery
import io
import json
import logging
import logging.config
import os
import shutil
import signal
import sqlite3
import sys
import types
import warnings

import alembic
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

SECONDS = 2
VERSION = tuple(int(part) for part in alembic.__version__.split(".")[:2])

sys.dont_write_bytecode = True
# The alembic command does not look in the working directory for modules.
sys.path[:] = [entry for entry in sys.path if entry]
logging.config.fileConfig = lambda *arguments, **keywords: None
logging.getLogger("alembic").setLevel(logging.INFO)
logging.getLogger("alembic").propagate = False

if VERSION < (1, 10):
    # These leave the load order, which decides ties, to the file system. Sort, as later versions do.
    unsorted_names = os.listdir
    os.listdir = lambda path=".": sorted(unsorted_names(path))


class Base:
    """What a class inherits from that is not there."""

    def __init__(self, *arguments, **keywords):
        pass


class Stub(types.ModuleType):
    """Something that has every attribute, can be called, and is true."""

    __path__ = []
    _constants = {}

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._constants.get(name) or Stub(self.__name__ + "." + name)

    def __call__(self, *arguments, **keywords):
        # As a decorator, it leaves what it decorates as it is.
        return arguments[0] if len(arguments) == 1 and callable(arguments[0]) else Stub(self.__name__)

    def __mro_entries__(self, bases):
        return (type("Base", (Base,), {}),)

    def __bool__(self):
        return True

    def __len__(self):
        return 0

    def __lt__(self, other):
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter(())

    def __or__(self, other):
        return self

    __ror__ = __add__ = __radd__ = __mod__ = __or__


class Stubs(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules that nobody else finds."""

    def __init__(self):
        self.made = set()

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        self.made.add(spec.name)
        return Stub(spec.name)

    def exec_module(self, module):
        pass


class Steps(logging.Handler):
    """Takes down which revisions are applied."""

    def __init__(self):
        super().__init__()
        self.revisions = []

    def emit(self, record):
        if record.msg == "Running %s":
            self.revisions.append(record.args[0].revision.revision)


class Output(io.StringIO):
    """What a command prints, for which Alembic wants an encoding."""

    encoding = "utf-8"


def configuration(question):
    output = Output()
    arguments = {"ini_section": question.get("section", "alembic"), "stdout": output}
    if question.get("toml"):
        arguments["toml_file"] = question["toml"]
    config = Config(question["ini"], **arguments)
    for option, value in question.get("options", {}).items():
        config.set_main_option(option, value)
    return config, output


def ids(output):
    return [line.split(" ")[0] for line in output.getvalue().splitlines() if line]


def version(question):
    return {"version": alembic.__version__, "python": sys.version.split()[0]}


def env(question):
    template = os.path.join(Config().get_template_directory(), "generic", "env.py")
    shutil.copyfile(template, question["file"])
    return {}


def project(question):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = attempt(lambda: read(question))
    return found | {"warnings": [str(warning.message) for warning in caught]}


def read(question):
    config, output = configuration(question)
    command.heads(config)
    scripts = ScriptDirectory.from_config(configuration(question)[0])
    history = list(scripts.walk_revisions())
    return {
        "heads": ids(output),
        "history": [script.revision for script in history],
        "docs": {script.revision: script.doc for script in history},
        "labels": {script.revision: sorted(script.branch_labels) for script in history},
        "merges": sum(script.is_merge_point for script in history),
        "dependencies": sum(bool(script.dependencies) for script in history),
    }


def upgrade(question):
    config, output = configuration(question)
    answer = {"current": attempt(lambda: (command.current(config), {"ids": ids(output)})[1])}
    steps = Steps()
    logger = logging.getLogger("alembic.runtime.migration")
    logger.addHandler(steps)
    try:
        answer["upgrade"] = attempt(lambda: (command.upgrade(configuration(question)[0], "heads"), {})[1])
    finally:
        logger.removeHandler(steps)
    answer["applied"] = steps.revisions
    connection = sqlite3.connect(question["database"])
    try:
        answer["rows"] = [row[0] for row in connection.execute("select version_num from " + question["table"])]
    except sqlite3.OperationalError:
        answer["rows"] = []
    finally:
        connection.close()
    return answer


def plan(question):
    scripts = ScriptDirectory.from_config(configuration(question)[0])
    return {"plans": [attempt(lambda: {"ids": [step.revision.revision
                                               for step in scripts._upgrade_revs("heads", tuple(rows))]})
                      for rows in question["rows"]]}


def attempt(act):
    try:
        return act()
    except BaseException as ex:
        if isinstance(ex, KeyboardInterrupt):
            raise
        return {"error": type(ex).__name__, "message": str(ex)}


def too_long(number, frame):
    raise TimeoutError("no answer after %d seconds" % SECONDS)


def answer(question):
    path, modules, directory = list(sys.path), set(sys.modules), os.getcwd()
    stubs = Stubs()
    if "stubs" in question:
        Stub._constants = question["stubs"]
        sys.meta_path.append(stubs)
    signal.alarm(SECONDS * (30 if "stubs" in question else 1))
    try:
        os.chdir(question.get("dir", "."))
        return attempt(lambda: OPERATIONS[question["op"]](question))
    finally:
        signal.alarm(0)
        os.chdir(directory)
        sys.path[:] = path
        # What it knows of a relative entry is of the last project.
        sys.path_importer_cache.clear()
        if stubs in sys.meta_path:
            sys.meta_path.remove(stubs)
        for name in set(sys.modules) - modules:
            origin = getattr(sys.modules[name], "__file__", None) or ""
            if name in stubs.made or origin.startswith(question.get("dir", "\0")) or name.startswith("pkg"):
                del sys.modules[name]


OPERATIONS = {act.__name__: act for act in (version, env, project, upgrade, plan)}

if __name__ == "__main__":
    signal.signal(signal.SIGALRM, too_long)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()
