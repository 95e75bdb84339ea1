"""Answers, a line for a line, what configparser makes of ini texts (JSON: the text in base64, the value of `here`)."""
import base64
import configparser
import io
import json
import sys

PARSE_ERRORS = {
    configparser.MissingSectionHeaderError: "MISSING_SECTION_HEADER",
    configparser.DuplicateSectionError: "DUPLICATE_SECTION",
    configparser.DuplicateOptionError: "DUPLICATE_OPTION",
}
VALUE_ERRORS = {
    configparser.InterpolationSyntaxError: "INTERPOLATION_SYNTAX",
    configparser.InterpolationMissingOptionError: "INTERPOLATION_MISSING_OPTION",
    configparser.InterpolationDepthError: "INTERPOLATION_DEPTH",
}


def value(parser, section, key):
    try:
        return {"value": parser.get(section, key)}
    except configparser.InterpolationError as error:
        return {"error": VALUE_ERRORS[type(error)], "key": error.option}


def answer(text, here):
    parser = configparser.ConfigParser({"here": here})
    try:
        # All of it at once: which fault of a file shows first must not depend on the size of a read.
        text.decode("utf-8")
        parser.read_file(io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"), "ini")
    except UnicodeDecodeError:
        return {"error": "NOT_UTF8", "lines": []}
    except tuple(PARSE_ERRORS) as error:
        return {"error": PARSE_ERRORS[type(error)], "lines": [error.lineno]}
    except configparser.ParsingError as error:
        return {"error": "PARSING", "lines": [line for line, _ in error.errors]}
    visible = {"DEFAULT": list(parser.defaults())}
    visible.update((section, parser.options(section)) for section in parser.sections())
    return {
        "sections": parser.sections(),
        "options": {
            section: {key: value(parser, section, key) for key in keys}
            for section, keys in visible.items()
        },
    }


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(answer(base64.b64decode(request["text"]), request["here"])), flush=True)
