"""The origin of the walkthrough: a small Flask app for Elastic Beanstalk's Python platform.

Beanstalk and gunicorn look for the callable `application` in this file. Each route has its own
caching rule, so that the CDN in front has something to keep, something to ask again for and
something to leave alone.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timezone
from os import environ
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort, render_template, request

HEALTH_PATH = "/health"
SECRET_HEADER = "X-Origin-Secret"

# Browsers ask again on every visit (max-age=0), the edge answers them for 30 s (s-maxage). The page
# depends on neither query, cookies nor host: with the managed policy CachingOptimized, whose key
# has none of these and whose minimum TTL is 1 s, every viewer gets the same copy.
PAGE_CACHE_CONTROL = "public, max-age=0, s-maxage=30"
DATA_CACHE_CONTROL = "public, max-age=60"
# The URL holds a hash of the content, so what it names never changes.
STATIC_CACHE_CONTROL = "public, max-age=31536000, immutable"
UNCACHED = "no-store"

# Written out, because the guesses of Python's mimetypes module depend on the machine.
MIMETYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STATIC_DIRECTORY = Path(__file__).parent / "static"


class StaticFile(NamedTuple):
    public_name: str  # page.css becomes page.<hash>.css
    body: bytes
    mimetype: str


def read_origin_secrets(environment: Mapping[str, str]) -> list[bytes]:
    """The accepted values of X-Origin-Secret, the current one first; empty means no check.

    An empty secret would let every request in, so it stops the start instead.
    """
    names = [name for name in ("ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS") if name in environment]
    for name in names:
        if not environment[name].strip():
            raise RuntimeError(f"{name} is set but empty. Give it a value or remove it.")
    if names == ["ORIGIN_SECRET_PREVIOUS"]:
        raise RuntimeError("ORIGIN_SECRET_PREVIOUS is set without ORIGIN_SECRET. Set both or none.")
    return [environment[name].encode() for name in names]


def read_static_files(directory: Path) -> dict[str, StaticFile]:
    """The directory's files by name, those of a kind that the page uses; others stay unserved."""
    files = {}
    for path in sorted(directory.iterdir()):
        if path.suffix in MIMETYPES:
            body = path.read_bytes()
            content_hash = hashlib.sha256(body).hexdigest()[:12]
            public_name = f"{path.stem}.{content_hash}{path.suffix}"
            files[path.name] = StaticFile(public_name, body, MIMETYPES[path.suffix])
    return files


def build_data(number: int) -> bytes:
    """A JSON document of a few kilobytes that depends on the number alone."""
    rows = [
        {"row": row, "value": hashlib.sha256(f"{number}/{row}".encode()).hexdigest()}
        for row in range(48)
    ]
    return json.dumps({"number": number, "rows": rows}, separators=(",", ":")).encode()


def answer(body: bytes, mimetype: str, cache_control: str) -> Response:
    """A cacheable answer with a strong ETag: 304 when the request's If-None-Match has it."""
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = cache_control
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    return response.make_conditional(request)


def answer_uncached(body: str, mimetype: str, status: int = 200) -> Response:
    """An answer that no cache may keep."""
    response = Response(body, status=status, mimetype=mimetype)
    response.headers["Cache-Control"] = UNCACHED
    return response


# Flask's own /static route knows nothing of hashed names.
application = Flask(__name__, static_folder=None)
origin_secrets = read_origin_secrets(environ)
static_files = read_static_files(STATIC_DIRECTORY)
static_urls = {name: f"/static/{file.public_name}" for name, file in static_files.items()}
static_by_public_name = {file.public_name: file for file in static_files.values()}


@application.before_request
def refuse_without_secret() -> Response | None:
    """Answers 403 to who didn't come through the CDN. Health checks come from the load balancer."""
    if not origin_secrets or request.path == HEALTH_PATH:
        return None
    given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
    # A list, not a generator: every value is compared, whichever matches.
    if any([hmac.compare_digest(given, secret) for secret in origin_secrets]):
        return None
    return answer_uncached("This origin answers only through its CDN.\n", "text/plain", 403)


@application.get("/")
def show_page() -> Response:
    page = render_template("index.html", static_urls=static_urls)
    return answer(page.encode(), "text/html", PAGE_CACHE_CONTROL)


@application.get("/data/<int:number>")
def show_data(number: int) -> Response:
    return answer(build_data(number), "application/json", DATA_CACHE_CONTROL)


@application.get("/api/time")
def show_time() -> Response:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    return answer_uncached(json.dumps({"time": now}), "application/json")


@application.get("/static/<name>")
def show_static_file(name: str) -> Response:
    file = static_by_public_name.get(name) or abort(404)
    return answer(file.body, file.mimetype, STATIC_CACHE_CONTROL)


@application.get(HEALTH_PATH)
def show_health() -> Response:
    return answer_uncached("ok", "text/plain")
