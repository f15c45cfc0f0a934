"""Enlarger's engine for editors that run Python: the program `enlarger` in a process of its own.

Pixels go through pipes, at full depth, and never through a file. The editor's own objects are used on the calling thread only.
"""

import json
import os
import queue
import shutil
import subprocess
import threading
import time

try:
    import winreg
except ImportError:
    # It is there on Windows only.
    winreg = None

PROGRAM_VARIABLE = "ENLARGER_PROGRAM"

# Where the installer for Windows writes, for a user or for all, where Enlarger lies.
KEY, FOLDER_VALUE = r"Software\Enlarger", "Folder"
STRIP_BYTES = 4 << 20
WAITING_STRIPS = 4
TICK_SECONDS = 0.05
END_SECONDS = 5
CANCELLED = 130


class EngineError(Exception):
    """Something failed. Its text is a sentence for the user."""


class Cancelled(Exception):
    """The user wants no more."""


def catalogue():
    """What there is, as `enlarger filters --json` tells it: {"commands": [...], "filters": [...]}."""
    with _Process(["filters", "--json"], lambda output: iter(lambda: output.read(1 << 16), b"")) as process:
        text = b"".join(iter(process.next, None))
        process.demand_success()
    return json.loads(text)


def run(filter_id, settings, document, profile, host, remember=False):
    """Runs a filter over a document, and returns the plan when all results are there.

    settings are {parameter id: text}; document is the description that `enlarger layers` takes, but for profileBytes; profile is the
    ICC profile that it speaks of, or None; remember makes the settings those that dialogs begin with next time.

    host does what only the editor can, on this thread, and must not change the document before run has returned:
        planned(plan)                makes places for the results;
        read(piece, y, rows)         gives full rows of the layer that a piece of the plan is of, as bytes;
        write(piece, y, rows, data)  takes rows of that piece's result;
        notice(text)                 tells the user something;
        tick(fraction)               shows progress and serves events; called some twenty times a second.
    What any of them raises ends the engine. Raises EngineError, and Cancelled where somebody else ended it.
    """
    words = ["layers", filter_id, *options(settings), *(["--remember"] if remember else [])]
    with _Process(words, _results, host.notice, host.tick) as process:
        process.send(header(document, profile))
        plan, missing = process.next(), 1
        if plan is not None:
            host.planned(plan)
            process.feed(_sources(plan, document, host))
            missing = sum(1 for piece in plan["layers"] for _ in _strips(piece["height"], piece["rowBytes"]))
            for piece, y, rows, data in iter(process.next, None):
                if missing == 0:
                    raise EngineError("Enlarger has given more than it promised: install it again.")
                host.write(plan["layers"][piece], y, rows, data)
                missing -= 1
        process.demand_success(missing == 0)
    return plan


class Preview:
    """A dialog's preview: the part of the picture before and after, and what the command would do.

    settings, document and profile are those of run; the picture is the first active layer. host is served on the thread that calls serve:
        read(piece, y, rows)  gives full rows of that layer, as bytes;
        notice(text)          tells the user something;
        show(news)            shows {"sizes", "problem", "error", "progress"}, and with "before" or "after" the pixels of that view, three
                              bytes each: what becomes how large, or why it cannot; why nothing is seen; 0..1, or None when all is done.
                              "view" is the size of the views, which may not be the newest that was asked for.
    """

    def __init__(self, filter_id, document, profile, host):
        self._document, self._host = document, host
        self._drag, self._wish = (0, 0), None
        self._process = _Process(["preview", filter_id], _news, host.notice)
        self._process.send(header(document, profile))

    def request(self, settings, output, view, drag=(0, 0)):
        """Asks for a view of (width, height) pixels, moved by a drag since the last time. The newest wish counts."""
        self._drag = (self._drag[0] + drag[0], self._drag[1] + drag[1])
        values = [{"name": name, "value": value} for name, value in settings.items()]
        self._wish = {"settings": values, "output": output, "view": list(view)}

    def serve(self):
        """Passes on what there is; to be called some twenty times a second. Raises EngineError when there will be no more."""
        self._process.serve()
        while (answer := self._process.ready()) is not None:
            if "index" in answer:
                self._process.feed(self._sources(answer))
            else:
                self._host.show(answer)
        if self._process.has_ended():
            self._process.demand_success(False)

    def close(self):
        """Ends it, at once."""
        self._process.__exit__()

    def _sources(self, piece):
        yield from _layer(piece, self._document, self._host)
        while True:
            wish, self._wish = self._wish, None
            if wish is None:
                yield None
                continue
            wish["drag"], self._drag = list(self._drag), (0, 0)
            yield json.dumps(wish).encode() + b"\n"


def options(settings):
    """The words of a command line for {parameter id: text}."""
    return [f"--{name}={text}" for name, text in settings.items()]


def header(description, profile):
    """The line that describes a document or a picture, and its profile."""
    whole = dict(description, profileBytes=len(profile)) if profile else description
    return json.dumps(whole).encode() + b"\n" + (profile or b"")


def _sources(plan, document, host):
    for piece in plan["layers"]:
        yield from _layer(piece, document, host)


def _layer(piece, document, host):
    for y, rows in _strips(document["layers"][piece["index"]]["height"], piece["sourceRowBytes"]):
        data = host.read(piece, y, rows)
        # Of fewer bytes the engine would wait for the rest, and the host for the engine.
        if len(data) != rows * piece["sourceRowBytes"]:
            raise EngineError(f"The editor gave {len(data)} of {rows * piece['sourceRowBytes']} bytes of a layer: run it again.")
        yield data


def _results(output):
    line = _read_line(output)
    if not line:
        return
    plan = json.loads(line)
    yield plan
    for index, piece in enumerate(plan["layers"]):
        for y, rows in _strips(piece["height"], piece["rowBytes"]):
            data = _read_exactly(output, rows * piece["rowBytes"])
            if data is None:
                return
            yield index, y, rows, data
    if beyond := output.read(1):
        yield 0, 0, 0, beyond


def _news(output):
    while line := _read_line(output):
        news = json.loads(line)
        for view in news.get("views", []):
            news[view] = _read_exactly(output, 3 * news["view"][0] * news["view"][1])
            if news[view] is None:
                return
        yield news


def _strips(height, row_bytes):
    rows = max(1, STRIP_BYTES // row_bytes)
    return ((y, min(rows, height - y)) for y in range(0, height, rows))


def _read_line(output):
    line = bytearray()
    while (byte := output.read(1)) and byte != b"\n":
        line += byte
    # One that does not end is none: the program is gone, and says why elsewhere.
    return bytes(line) if byte else b""


def _read_exactly(output, count):
    data = bytearray(count)
    rest = memoryview(data)
    while rest:
        length = output.readinto(rest)
        if not length:
            return None
        rest = rest[length:]
    return bytes(data)


class _Process:
    """The running program. Threads of its own serve the pipes, so that writing and reading overlap and neither waits for the other."""

    def __init__(self, words, answers, notice=None, tick=None):
        hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {}
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen([_program(), *words], stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, **hidden)
        except OSError as error:
            raise EngineError(f"The program enlarger cannot be started ({error.strerror}): install Enlarger again.") from error
        self._answers, self._notice, self._tick = answers, notice, tick
        self._sources = iter(())
        self._outgoing = queue.Queue(WAITING_STRIPS)
        self._incoming = queue.Queue(WAITING_STRIPS)
        self._said = queue.Queue()
        self._sentence = None
        self._failure = None
        self._fraction = 0.0
        self._next_tick = 0.0
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._write, self._read, self._listen)]
        for thread in self._threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # It writes no file, so that nothing is left of it when it is killed.
        self._process.kill()
        self._process.wait()
        limit = time.monotonic() + END_SECONDS
        while any(thread.is_alive() for thread in self._threads):
            if time.monotonic() > limit:
                # Somebody else holds the pipes, which cannot be closed while they are waited for.
                return
            if not self._threads[0].is_alive():
                # Where a script or a sandbox has started the real program, that one learns by this that nobody wants it any more.
                self._process.stdin.close()
            _empty(self._outgoing)
            self._outgoing.put(None)
            _empty(self._incoming)
            time.sleep(0.001)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            stream.close()

    def send(self, data):
        """Bytes for its standard input."""
        self._outgoing.put(data)

    def feed(self, sources):
        """What to send while answers are waited for, made piece by piece on this thread."""
        self._sources = sources

    def ready(self):
        """Its next answer, or None if that is not there yet."""
        return None if self._incoming.empty() else self._incoming.get()

    def has_ended(self):
        """Whether it will answer no more."""
        is_over = self._failure is not None or self._process.poll() is not None
        return is_over and not self._threads[1].is_alive() and self._incoming.empty()

    def next(self):
        """Its next answer, or None if there will be no more."""
        while True:
            self.serve()
            try:
                return self._incoming.get(timeout=TICK_SECONDS)
            except queue.Empty:
                continue

    def demand_success(self, is_whole=True):
        """Waits for its end. Anything but exit code 0 after a whole result is a failure."""
        if self._failure is not None:
            raise EngineError("Enlarger gave an answer that cannot be read: install it again.") from self._failure
        while self._process.poll() is None or self._threads[-1].is_alive():
            self.serve()
            time.sleep(0.002)
        self.serve()
        if self._process.returncode == CANCELLED:
            raise Cancelled()
        if self._process.returncode != 0 or not is_whole:
            raise EngineError(self._sentence or f"Enlarger has ended without a result (exit code {self._process.returncode}): run it again.")

    def serve(self):
        """Passes on what there is, without waiting for more."""
        self._report()
        # As long as it takes what it is sent, this goes on through all layers.
        while not self._outgoing.full() and (data := next(self._sources, None)) is not None:
            self._outgoing.put(data)
            self._report()

    def _report(self):
        while self._notice and not self._said.empty():
            self._notice(self._said.get())
        if self._tick and time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + TICK_SECONDS
            self._tick(self._fraction)

    def _write(self):
        try:
            while (data := self._outgoing.get()) is not None:
                rest = memoryview(data)
                while rest:
                    rest = rest[self._process.stdin.write(rest) :]
        except OSError:
            # It has ended; why, it says elsewhere.
            pass

    def _read(self):
        try:
            for answer in self._answers(self._process.stdout):
                self._incoming.put(answer)
        except Exception as error:  # Whatever it is, whoever waits must hear of it.
            self._failure = error
        self._incoming.put(None)

    def _listen(self):
        for line in self._process.stderr:
            said = line.decode("utf-8", "replace").strip()
            word, _, text = said.partition(" ")
            if word == "progress" and text.replace(".", "", 1).isdecimal():
                self._fraction = float(text)
            elif word == "enlarger:":
                self._sentence = text
            elif said:
                self._said.put(said)


def _empty(waiting):
    try:
        while True:
            waiting.get_nowait()
    except queue.Empty:
        pass


def _program():
    name = "enlarger.exe" if os.name == "nt" else "enlarger"
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "program", name)
    there = next((path for path in (beside, *_registered(name)) if os.path.exists(path)), None)
    return os.environ.get(PROGRAM_VARIABLE) or there or shutil.which(name) or beside


def _registered(name):
    # Who started before the installation does not have it on the path.
    for hive in () if winreg is None else (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            with winreg.OpenKey(hive, KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                folder, kind = winreg.QueryValueEx(key, FOLDER_VALUE)
        except OSError:
            continue
        if kind == winreg.REG_SZ:
            yield os.path.join(folder, name)
