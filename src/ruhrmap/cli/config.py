"""``ruhrmap config``: every option with what holds now and who says so; secrets are not shown."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import configuration
from ruhrmap.cli.output import LANGUAGE, complain, say, say_json, table, text
from ruhrmap.configuration import Group, Option
from ruhrmap.messages import message, pick

if TYPE_CHECKING:
    from ruhrmap.settings import Setting

_NOTHING: Final = "–"
_DOCS: Final = "en"
_OF_SERVER: Final = tuple(one for one in configuration.OPTIONS if one.group is Group.SERVER)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=text("json"))
    form.add_argument("--markdown", action="store_true", help=text("config.markdown"))


def run(options: argparse.Namespace) -> int:
    """Say what holds; 78 if something that is set makes no sense."""
    if options.markdown:
        for line in markdown():
            say(line)
        return 0
    problems = configuration.problems()
    bad = {error.option.name for error in problems}
    if options.json:
        say_json(_for_programs(bad))
    else:
        for line in _lines():
            say(line)
    for warning in configuration.unknown(os.environ):
        complain(pick(LANGUAGE, warning))
    for error in problems:
        complain(pick(LANGUAGE, error.message))
    return configuration.EXIT_CODE if problems else 0


def markdown() -> list[str]:
    """The tables of docs/configuration.md."""
    from ruhrmap import settings

    lines = ["| variable | what it may be | default | what it is for |", "|---|---|---|---|"]
    lines += [_row(one) for one in _OF_SERVER]
    lines += ["", "| option | variable | Streamlit's default | ours | what it is for |"]
    lines += ["|---|---|---|---|---|"]
    ours, defaults = settings.options(), settings.defaults()
    for name, key in settings.OF_OPERATORS.items():
        own = _code(_written(ours[name])) if name in ours else ""
        lines.append(
            f"| `{name}` | `{settings.variable(name)}` | {_code(_written(defaults[name]))} | {own} "
            f"| {message(_DOCS, key)} |"
        )
    lines += ["", "| variable | what it is for |", "|---|---|"]
    lines += [
        f"| `{one.name}` | {message(_DOCS, one.meaning)} |"
        for one in configuration.OPTIONS
        if one.group is Group.SCRIPTS
    ]
    return lines


def _row(option: Option) -> str:
    may_be = pick(_DOCS, configuration.told(option))
    default = _code(option.default)
    return f"| `{option.name}` | {may_be} | {default} | {message(_DOCS, option.meaning)} |"


def _code(value: str) -> str:
    return "" if value in ("", _NOTHING) else f"`{value}`"


def _lines() -> list[str]:
    from ruhrmap import settings

    own = [(one.name, _value(one), _source(_source_of(one))) for one in _OF_SERVER]
    streamlits = [
        (name, _written(one.value), _source(one.source))
        for name, one in settings.settings().items()
    ]
    heads = (text("config.head_name"), text("config.head_value"), text("config.head_source"))
    rows = table([heads, *own, *streamlits])
    head, of_ours, of_streamlit = rows[0], rows[1 : len(own) + 1], rows[len(own) + 1 :]
    meanings = [f"  {message(LANGUAGE, one.meaning)}" for one in _OF_SERVER]
    told = [line for pair in zip(of_ours, meanings, strict=True) for line in pair]
    return [head, *told, "", text("config.of_streamlit"), *of_streamlit]


def _source(source: str) -> str:
    if source in ("environment", "default", "ours"):
        return text(f"config.source_{source}")
    return source  # the path of a file


def _for_programs(bad: set[str]) -> dict[str, Any]:
    from ruhrmap import settings

    return {
        "variables": {
            one.name: {
                "value": _value(one),
                "default": one.default,
                "source": _source_of(one),
                "ok": one.name not in bad,
            }
            for one in configuration.OPTIONS
        },
        "streamlit": {name: _told(one) for name, one in settings.settings().items()},
    }


def _told(setting: Setting) -> dict[str, Any]:
    return {"value": setting.value, "source": setting.source}


def _source_of(option: Option) -> str:
    """Who says what holds, as :func:`_source` takes it."""
    return "environment" if os.environ.get(option.name, "").strip() else "default"


def _value(option: Option) -> str:
    return configuration.shown(option) or _NOTHING


def _written(value: Any) -> str:
    if value is None or value in ("", [], ()):
        return _NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
