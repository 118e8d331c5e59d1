"""What a file is, by its bytes. Only kinds that a worker needs and that a browser does not run are kept."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import FileResponse

from bep.kit.rules import Refused

LIMIT_MEGABYTES = 10


@dataclass(frozen=True)
class Kind:
    mime: str
    ending: str
    label: str


PDF = Kind("application/pdf", "pdf", "PDF")
JPEG = Kind("image/jpeg", "jpg", "JPEG picture")
PNG = Kind("image/png", "png", "PNG picture")
WORD = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word document")
TEXT = Kind("text/plain", "txt", "plain text")
TAKEN = (PDF, JPEG, PNG, WORD, TEXT)


def download(file, name, kind):
    """The answer that hands a kept file over: never shown inside a page, and kept by no cache."""
    answer = FileResponse(file.open(), as_attachment=True, filename=name, content_type=kind)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


def read_within_limit(upload):
    """The file's bytes, or a refusal; never more is read than the limit."""
    most = LIMIT_MEGABYTES * 1024 * 1024
    content = upload.read(most + 1)
    if len(content) > most:
        raise Refused(
            f"The file is larger than {LIMIT_MEGABYTES} MB.",
            field="file",
            remedy="Attach a smaller one, or a part of it.",
        )
    if not content:
        raise Refused("The file is empty.", field="file", remedy="Choose it again.")
    return content


def sniff(content):
    """The kind of these bytes, or a refusal."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"PK\x03\x04") and is_word(content):
        return WORD
    if is_text(content):
        return TEXT
    raise Refused(
        "This kind of file is not kept here.",
        field="file",
        remedy="Attach it as a PDF, a Word document (docx), a JPEG or PNG picture, or plain text.",
    )


def is_word(content):
    """A Word document without macros."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile:
        return False
    return "word/document.xml" in names and "word/vbaProject.bin" not in names


def is_text(content):
    """Text in UTF-8 that does not pass for a page or a script when a browser guesses."""
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0e-\x1f]", words) and not re.match(r"\s*(<[!?a-zA-Z]|#!)", words)


def safe_name(name, kind):
    """Letters, figures, spaces, dots and dashes of the name, with the ending of what the file really is."""
    stem = PurePosixPath(str(name).replace("\\", "/")).stem
    stem = re.sub(r"[^\w .\-]", "", stem).strip(" .") or "file"
    return f"{stem[:100]}.{kind.ending}"
