"""Streamlit's options, from the one file that ``streamlit run`` reads too.

``streamlit run app.py`` finds ``.streamlit/config.toml`` beside the entry; an installed
copy has no such folder, so the wheel carries the file inside the package.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_IN_PACKAGE = Path(__file__).parent / "streamlit.toml"
_IN_CHECKOUT = Path(__file__).parents[2] / ".streamlit" / "config.toml"

_HIDDEN: Final = "…"


@dataclass(frozen=True, slots=True)
class Setting:
    """One of Streamlit's options.

    Attributes
    ----------
    value : object
        What holds.
    source : str
        ``environment``, ``default`` of Streamlit, ``ours`` for our own file, or the path of
        the operator's.
    """

    value: Any
    source: str


# Those that whoever runs a server may want to set, with the key of what each is for.
OF_OPERATORS: Final[Mapping[str, str]] = {
    "server.address": "config.st_address",
    "server.port": "config.st_port",
    "server.baseUrlPath": "config.st_base",
    "browser.serverAddress": "config.st_known_as",
    "browser.gatherUsageStats": "config.st_statistics",
    "server.enableCORS": "config.st_cors",
    "server.corsAllowedOrigins": "config.st_origins",
    "server.enableXsrfProtection": "config.st_xsrf",
    "server.cookieSecret": "config.st_secret",
    "server.maxMessageSize": "config.st_message",
    "server.maxUploadSize": "config.st_upload",
    "server.enableWebsocketCompression": "config.st_compression",
    "server.websocketPingInterval": "config.st_ping",
    "server.disconnectedSessionTTL": "config.st_ttl",
    "server.sslCertFile": "config.st_certificate",
    "server.sslKeyFile": "config.st_certificate_key",
    "server.fileWatcherType": "config.st_watcher",
    "client.showErrorDetails": "config.st_errors",
    "logger.level": "config.st_log",
}


def options() -> dict[str, Any]:
    """The options of our own file by their dotted names, as ``st.App.run`` takes them."""
    path = _IN_PACKAGE if _IN_PACKAGE.is_file() else _IN_CHECKOUT
    return dict(_flat(tomllib.loads(path.read_text("utf-8"))))


def in_force(asked: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The options to start with: what was asked for, else the environment, the file, ours.

    ``st.App.run`` takes options as if they were typed, above all else, and does not look into
    the environment as ``streamlit run`` does. So ours are handed over only where the operator
    has said nothing, and what the environment says is handed over too.

    Parameters
    ----------
    asked : mapping, optional
        What stands on the command line, by dotted names.

    Raises
    ------
    ValueError
        If a variable of the environment does not fit its option, or a file is no TOML; the text
        names it.
    """
    of_files = {name: value for name, (value, _) in _of_files().items()}
    return {**options(), **of_files, **_of_environment(), **(asked or {})}


def settings() -> dict[str, Setting]:
    """What holds for :data:`OF_OPERATORS` now, and who says so; as :func:`in_force`."""
    from streamlit import config

    ours, of_files, of_environment = options(), _of_files(), _of_environment()
    found = {}
    for name in OF_OPERATORS:
        option = config._config_options_template[name]
        if option.sensitive:
            found[name] = _secret(name)
        elif name in of_environment:
            found[name] = Setting(of_environment[name], "environment")
        elif name in of_files:
            value, path = of_files[name]
            found[name] = Setting(value, "ours" if _is_ours(path) else str(path))
        elif name in ours:
            found[name] = Setting(ours[name], "ours")
        else:
            found[name] = Setting(option.value, "default")
    return found


def defaults() -> dict[str, Any]:
    """What Streamlit itself does where nobody says anything, for :data:`OF_OPERATORS`."""
    from streamlit import config

    return {
        name: None if config._config_options_template[name].sensitive else _default(name)
        for name in OF_OPERATORS
    }


def variable(name: str) -> str:
    """The environment variable of one of Streamlit's options.

    Examples
    --------
    >>> variable("server.baseUrlPath")
    'STREAMLIT_SERVER_BASE_URL_PATH'
    """
    from streamlit import config

    return config._config_options_template[name].env_var


def _secret(name: str) -> Setting:
    """Whether it is set may be told, what it is may not."""
    if os.environ.get(variable(name), "").strip():
        return Setting(_HIDDEN, "environment")
    if name in (of_files := _of_files(with_secrets=True)):
        return Setting(_HIDDEN, str(of_files[name][1]))
    return Setting(None, "default")


def _is_ours(path: Path) -> bool:
    return _IN_CHECKOUT.is_file() and path.samefile(_IN_CHECKOUT)


def _default(name: str) -> Any:
    from streamlit import config

    return config._config_options_template[name].value


def _of_files(*, with_secrets: bool = False) -> dict[str, tuple[Any, Path]]:
    """What the files of the operator say, and which of them; a later one counts more."""
    from streamlit import config

    known = config._config_options_template
    found: dict[str, tuple[Any, Path]] = {}
    for path in map(Path, config.get_config_files("config.toml")):
        if path.is_file():
            for name, value in _flat(tomllib.loads(path.read_text("utf-8"))):
                if name in known and (with_secrets or not known[name].sensitive):
                    found[name] = (value, path)
    return found


def _of_environment() -> dict[str, Any]:
    """What the environment says, in the type of each option; secrets are left to Streamlit."""
    from streamlit import config

    found: dict[str, Any] = {}
    for name, option in config._config_options_template.items():
        given = os.environ.get(option.env_var, "").strip()
        if given and not option.sensitive:
            found[name] = _typed(option.env_var, option.type, option.multiple, given)
    return found


def _typed(name: str, kind: type, multiple: bool, given: str) -> Any:
    if multiple:
        return given.split()
    try:
        if kind is bool:
            return {"true": True, "1": True, "false": False, "0": False}[given.lower()]
        return kind(given)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name}: {given!r} is no {kind.__name__}") from error


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value))
    return pairs
