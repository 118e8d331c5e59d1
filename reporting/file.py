"""Writing the return's file: COPY straight out of PostgreSQL, hashed while it streams, in memory that does not grow."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from reporting import kinds

BLOCK = 1 << 20


@dataclass(frozen=True)
class Written:
    name: str
    size: int
    sha256: str


class Hashed:
    """A file that COPY writes to. Hashing and writing let go of the interpreter, so they overlap with reading the next rows."""

    def __init__(self, file, helper):
        self.file, self.helper = file, helper
        self.hash, self.size, self.rows, self.before = hashlib.sha256(), 0, bytearray(), None

    def write(self, row):
        self.rows += row
        if len(self.rows) >= BLOCK:
            self.pass_on()

    def pass_on(self):
        block, self.rows = self.rows, bytearray()
        self.wait()  # one block in hand and one being written: never more
        self.before = self.helper.submit(self.put, block)

    def put(self, block):
        self.hash.update(block)
        self.size += self.file.write(block)

    def wait(self):
        if self.before:
            self.before.result()

    def finish(self):
        self.pass_on()
        self.wait()
        self.file.flush()
        os.fsync(self.file.fileno())


def folder():
    place = Path(settings.MEDIA_ROOT) / "returns"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def write_file(made, attempt=0):
    """Writes the file of a return from its stored rows. Safe to run again: it gets its name only when it is whole."""
    part = folder() / f"{made.kind}-{made.pk}-{attempt}.part"
    with part.open("wb") as file, ThreadPoolExecutor(1) as helper, connection.cursor() as cursor:
        out = Hashed(file, helper)
        cursor.copy_expert(kinds.of(made).statement(cursor, made.pk), out)
        out.finish()
    digest = out.hash.hexdigest()
    name = f"{made.kind}-{made.pk}-{digest[:12]}.csv"
    part.replace(folder() / name)
    return Written(name, out.size, digest)
