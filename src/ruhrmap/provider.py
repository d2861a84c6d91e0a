"""Who runs a server: what legal notice, privacy and accessibility page say of the operator.

The operator writes it into a TOML file (:func:`path`; ``operator.example.toml`` shows every
key). It is read anew for each page that shows it. Nothing here is needed to run the map:
what is missing or wrong is a finding, and the pages say what is missing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from ruhrmap import configuration
from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package.finding import Finding, error

VARIABLE: Final = configuration.OPERATOR.name  # another place of the file
FILE: Final = configuration.OPERATOR.default  # else in the working directory
EXAMPLE: Final = "operator.example.toml"

_LARGEST: Final = 100_000  # bytes of the file
_LONGEST: Final = 300  # letters of a text
_MOST_LINES: Final = 12
_MOST_DAYS: Final = 3660
_TOML_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


class Kind(StrEnum):
    """What a value has to be."""

    TEXT = "text"
    LINES = "lines"  # a list of texts, one a line: an address
    MAIL = "mail"
    PHONE = "phone"
    URL = "url"
    FLAG = "flag"
    DAYS = "days"
    LOGGED = "logged"  # a list of Logged


class Logged(StrEnum):
    """What a web server may write down of a request."""

    IP_ADDRESS = "ip_address"
    TIME = "time"
    ADDRESS = "address"
    STATUS = "status"
    SIZE = "size"
    REFERRER = "referrer"
    BROWSER = "browser"


_LISTS: Final = (Kind.LINES, Kind.LOGGED)
_UNSAID: Final = (Kind.FLAG, Kind.DAYS)  # None until it is said: 0 and false say something


def _entry(kind: Kind, label: str, *, required: bool = False) -> Any:
    """An entry; ``label`` is the key of what it is called."""
    empty: Any = () if kind in _LISTS else None if kind in _UNSAID else ""
    return field(default=empty, metadata={"kind": kind, "label": label, "required": required})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is responsible for the server."""

    name: str = _entry(Kind.TEXT, "provider.operator.name", required=True)
    address: tuple[str, ...] = _entry(Kind.LINES, "provider.operator.address", required=True)
    natural_person: bool | None = _entry(
        Kind.FLAG, "provider.operator.natural_person", required=True
    )
    # required of all but natural persons
    represented_by: str = _entry(Kind.TEXT, "provider.operator.represented_by")
    register: str = _entry(Kind.TEXT, "provider.operator.register")
    vat_id: str = _entry(Kind.TEXT, "provider.operator.vat_id")


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the operator."""

    email: str = _entry(Kind.MAIL, "provider.contact.email", required=True)
    phone: str = _entry(Kind.PHONE, "provider.contact.phone")  # this or a form
    form: str = _entry(Kind.URL, "provider.contact.form")


@dataclass(frozen=True, slots=True)
class Content:
    """Who answers for what is written (§ 18 MStV)."""

    name: str = _entry(Kind.TEXT, "provider.content.name", required=True)
    address: tuple[str, ...] = _entry(Kind.LINES, "provider.content.address", required=True)


@dataclass(frozen=True, slots=True)
class Privacy:
    """Data protection officer, supervisory authority, and who runs the machine."""

    has_officer: bool | None = _entry(Kind.FLAG, "provider.privacy.has_officer", required=True)
    officer: str = _entry(Kind.TEXT, "provider.privacy.officer")
    officer_email: str = _entry(
        Kind.MAIL, "provider.privacy.officer_email"
    )  # required with an officer
    authority: str = _entry(Kind.TEXT, "provider.privacy.authority", required=True)
    authority_url: str = _entry(Kind.URL, "provider.privacy.authority_url")
    hosting: tuple[str, ...] = _entry(Kind.LINES, "provider.privacy.hosting", required=True)
    hosting_by_processor: bool | None = _entry(
        Kind.FLAG, "provider.privacy.hosting_by_processor", required=True
    )


@dataclass(frozen=True, slots=True)
class Logs:
    """What stands before the server (a reverse proxy) writes down."""

    written: bool | None = _entry(Kind.FLAG, "provider.logs.written", required=True)
    fields: tuple[Logged, ...] = _entry(Kind.LOGGED, "provider.logs.fields")  # these two with a log
    days: int | None = _entry(Kind.DAYS, "provider.logs.days")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Where barriers are told, and who helps if that leads nowhere."""

    feedback_email: str = _entry(Kind.MAIL, "provider.accessibility.feedback_email", required=True)
    feedback_phone: str = _entry(Kind.PHONE, "provider.accessibility.feedback_phone")
    feedback_form: str = _entry(Kind.URL, "provider.accessibility.feedback_form")
    enforcement: tuple[str, ...] = _entry(
        Kind.LINES, "provider.accessibility.enforcement", required=True
    )
    enforcement_email: str = _entry(Kind.MAIL, "provider.accessibility.enforcement_email")
    enforcement_url: str = _entry(Kind.URL, "provider.accessibility.enforcement_url")
    monitoring: tuple[str, ...] = _entry(Kind.LINES, "provider.accessibility.monitoring")
    monitoring_url: str = _entry(Kind.URL, "provider.accessibility.monitoring_url")


@dataclass(frozen=True, slots=True)
class Provider:
    """All that the operator says, section by section; what is not said is empty or None."""

    operator: Identity = field(default_factory=Identity)
    contact: Contact = field(default_factory=Contact)
    content: Content = field(default_factory=Content)
    privacy: Privacy = field(default_factory=Privacy)
    logs: Logs = field(default_factory=Logs)
    accessibility: Accessibility = field(default_factory=Accessibility)

    def missing(self, *sections: str) -> tuple[str, ...]:
        """The required entries that are empty, as ``section.key``; of all sections or of some.

        Examples
        --------
        >>> Provider(contact=Contact(email="a@b.example", form="https://b.example")).missing(
        ...     "contact", "content"
        ... )
        ('content.name', 'content.address')
        """
        wanted = sections or tuple(_SECTIONS)
        return tuple(
            f"{section}.{one.name}"
            for section in wanted
            for one in fields(_SECTIONS[section])
            if self._is_required(section, one)
            and _is_empty(getattr(getattr(self, section), one.name))
        )

    def _is_required(self, section: str, one: Field[Any]) -> bool:
        if one.metadata["required"]:
            return True
        key = f"{section}.{one.name}"
        if key == "operator.represented_by":
            return self.operator.natural_person is False
        if key == "privacy.officer_email":
            return self.privacy.has_officer is True
        if key == "contact.phone":  # a second way that is as quick as e-mail
            return not self.contact.form
        return section == "logs" and self.logs.written is True


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())


_SECTIONS: Final[dict[str, type]] = {
    "operator": Identity,
    "contact": Contact,
    "content": Content,
    "privacy": Privacy,
    "logs": Logs,
    "accessibility": Accessibility,
}


def path() -> Path:
    """Where the file is looked for."""
    return Path(configuration.text(configuration.OPERATOR))


def example() -> Path:
    """The file that shows every key; the wheel carries it inside the package."""
    in_package = Path(__file__).parent / EXAMPLE
    return in_package if in_package.is_file() else Path(__file__).parents[2] / EXAMPLE


def current() -> Provider:
    """What the operator says now; what cannot be read counts as not said."""
    return read(path())[0]


def check(place: Path | None = None) -> tuple[Finding, ...]:
    """Everything that keeps a server from being shown to the public."""
    provider, findings = read(path() if place is None else place)
    name = (path() if place is None else place).name
    missing = (
        error("provider_missing", name, None, key, what=label(key))
        for key in provider.missing()
        if key not in {one.field for one in findings}  # what is wrong is not missing as well
    )
    return (*findings, *missing)


def read(place: Path) -> tuple[Provider, tuple[Finding, ...]]:
    """Read the file; a value that is wrong is a finding and counts as empty."""
    name = place.name
    try:
        raw = place.read_bytes()
    except FileNotFoundError:
        return Provider(), (error("provider_no_file", str(place), example=str(example())),)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        return Provider(), (error("file_unreadable", str(place), reason=reason),)
    if len(raw) > _LARGEST:
        return Provider(), (error("provider_size", name),)
    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        row = raw[: problem.start].count(b"\n") + 1
        return Provider(), (error("file_encoding_json", name, row),)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = _TOML_PLACE.search(str(problem))
        line = int(found[1]) if found else None
        column = int(found[2]) if found else 1
        return Provider(), (error("provider_toml", name, line, column=column),)
    except ValueError:  # a number of thousands of digits
        return Provider(), (error("file_json_size", name),)
    findings: list[Finding] = []
    sections = {
        section: _section(kind, section, table.pop(section, {}), name, findings)
        for section, kind in _SECTIONS.items()
    }
    allowed = ", ".join(_SECTIONS)
    findings += [error("provider_unknown", name, None, key, allowed=allowed) for key in table]
    return Provider(**sections), tuple(findings)


def label(key: str) -> Text:
    """What ``section.key`` is called.

    Examples
    --------
    >>> label("contact.email").de
    'E-Mail-Adresse'
    """
    section, _, name = key.partition(".")
    (found,) = (one for one in fields(_SECTIONS[section]) if one.name == name)
    return both(found.metadata["label"])


def keys() -> tuple[str, ...]:
    """Every ``section.key`` there is."""
    return tuple(f"{s}.{one.name}" for s, kind in _SECTIONS.items() for one in fields(kind))


def _section(kind: type, section: str, table: Any, file: str, findings: list[Finding]) -> Any:
    if not isinstance(table, dict):
        findings.append(error("provider_section", file, None, section))
        return kind()
    known = {one.name: one for one in fields(kind)}
    values: dict[str, Any] = {}
    for key, raw in table.items():
        place = f"{section}.{key}"
        if key not in known:
            allowed = ", ".join(known)
            findings.append(error("provider_unknown", file, None, place, allowed=allowed))
            continue
        wanted: Kind = known[key].metadata["kind"]
        if isinstance(raw, (str, list)) and not raw:
            continue
        try:
            values[key] = _value(wanted, raw)
        except ValueError:
            findings.append(error(f"provider_{wanted.value}", file, None, place, value=_told(raw)))
    return kind(**values)


def _told(raw: Any) -> str:
    """A value as a finding shows it."""
    try:
        return str(raw)
    except (ValueError, RecursionError):  # a number of thousands of digits, a list without end
        return "…"


def _value(kind: Kind, raw: Any) -> Any:
    """The value as it is kept; ValueError if it is not of its kind."""
    if kind is Kind.FLAG:
        return _only(raw, type(raw) is bool)
    if kind is Kind.DAYS:
        return _only(raw, type(raw) is int and 0 <= raw <= _MOST_DAYS)
    if kind in _LISTS:
        lines = _only(raw, isinstance(raw, list) and 0 < len(raw) <= _MOST_LINES)
        texts = tuple(_text(one) for one in lines)
        return tuple(Logged(one) for one in texts) if kind is Kind.LOGGED else texts
    text = _text(raw)
    return _only(text, _SHAPES[kind](text))


def _text(raw: Any) -> str:
    printable = isinstance(raw, str) and raw.isprintable() and len(raw) <= _LONGEST
    text: str = _only(raw, printable).strip()
    return str(_only(text, bool(text)))


def _only(value: Any, good: bool) -> Any:
    if not good:
        raise ValueError(value)
    return value


def _is_mail(text: str) -> bool:
    name, at, host = text.rpartition("@")
    odd = any(letter.isspace() or letter in '<>,;:()[]"\\?&#%@' for letter in name + host)
    return bool(at and name and "." in host.strip(".") and not odd)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not any(map(str.isspace, text))


def _is_phone(text: str) -> bool:
    return re.fullmatch(r"\+?[\d ()/.-]{3,40}", text) is not None and any(map(str.isdigit, text))


_SHAPES: Final = {
    Kind.TEXT: lambda text: True,
    Kind.MAIL: _is_mail,
    Kind.URL: _is_url,
    Kind.PHONE: _is_phone,
}
