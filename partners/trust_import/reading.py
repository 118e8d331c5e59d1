"""A file as headings and lines. What is wrong with the whole of it is refused here, before anything is kept."""

import codecs
import csv
import io

from bep.kit.export import STARTS_A_FORMULA
from bep.kit.rules import Refused

ENCODINGS = {
    "utf-8": "UTF-8, with or without a mark at its start",
    "windows-1252": "Windows-1252, as older Excel saves it",
}
FIELD = "file"
SEPARATORS = ",;\t"


def read(data, profile, encoding):
    """(headings, [(line of the file, cells)]), or the refusal of the file."""
    if len(data) > profile.megabytes * 1024 * 1024:
        raise Refused(f"The file is larger than {profile.megabytes} MB.", field=FIELD, remedy="Send it in parts.")
    text = decoded(data, encoding)
    rows = list(rows_of(text, separator_of(text, profile)))
    if not rows:
        raise Refused("The file is empty.", field=FIELD, remedy="Export it again from the trust’s system.")
    headings, lines = [tidy(cell) for cell in rows[0][1]], rows[1:]
    check_headings(headings, profile)
    if not lines:
        raise Refused("The file has headings and no line below them.", field=FIELD, remedy="Nothing needs to be sent.")
    if len(lines) > profile.lines:
        raise Refused(f"The file has more than {profile.lines:,} lines.", field=FIELD, remedy="Send it in parts.")
    return headings, lines


def decoded(data, encoding):
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(
            "The file is kept as UTF-16 (“Unicode text”).", field=FIELD, remedy="Save it as CSV UTF-8, and send that."
        )
    if encoding != "utf-8" and is_utf_8(data):
        raise Refused(
            "The file’s letters are kept as UTF-8.", field="encoding", remedy="Choose UTF-8: names would be spoilt."
        )
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        other = next(label for name, label in ENCODINGS.items() if name != encoding)
        raise Refused(
            f"Line {line} is not {ENCODINGS[encoding].split(',')[0]}.", field="encoding", remedy=f"Try {other}."
        ) from None


def is_utf_8(data):
    """Only what was written as UTF-8 reads as UTF-8 with other letters than English ones in it."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def separator_of(text, profile):
    """Comma, semicolon or tab: by which of them the first line names most of the columns that must be there."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    wanted = {alike(heading) for heading in profile.required}
    named = {mark: len(wanted & {alike(cell.strip(' "')) for cell in first.split(mark)}) for mark in SEPARATORS}
    return max(SEPARATORS, key=named.__getitem__)  # the comma, where none names more


def rows_of(text, separator=","):
    """(line it begins on, cells) of each row that says anything; a cell in quotes may hold several lines."""
    reader, begins = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [kept(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = "Open it in a spreadsheet and save it as CSV again."
        raise Refused(f"Line {begins} cannot be read: {error}.", field=FIELD, remedy=remedy) from None


def kept(cell):
    """A cell as it is kept: no character that a database takes for its end, and not the apostrophe our own files put first."""
    cell = cell.replace("\x00", "\ufffd").strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS_A_FORMULA) else cell


def tidy(heading):
    return " ".join(heading.split())


def alike(heading):
    return tidy(heading).casefold()


def check_headings(headings, profile):
    """Refuses a file that lacks a column, or names one twice; columns that nobody reads may be there."""
    found = [alike(heading) for heading in headings]
    missing = [heading for heading in profile.required if alike(heading) not in found]
    if missing:
        words = ", ".join(f"“{heading}”" for heading in missing)
        raise Refused(f"The file has no column {words}.", field=FIELD,
                      remedy=f"Its first line must name the columns of “{profile.label}”.")  # fmt: skip
    known = {alike(column.heading) for column in profile.columns}
    if twice := [heading for heading in headings if alike(heading) in known and found.count(alike(heading)) > 1]:
        raise Refused(f"The file has the column “{twice[0]}” twice.", field=FIELD, remedy="Take one of them out.")
