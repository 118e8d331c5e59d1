"""Files with a referral: their kind by their bytes, kept where no address leads, and given only to those who may see it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bep.kit.rules import NotFound, Refused
from referrals import actions, files
from referrals.models import Attachment
from tests.referrals.makers import received


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def word(extra=()):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *extra):
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 x", "pdf"),
        (b"\xff\xd8\xff\xe0 x", "jpg"),
        (b"\x89PNG\r\n\x1a\n x", "png"),
        ("Grüße".encode(), "txt"),
        (word(), "docx"),
    ],
)
def test_kinds_are_known_by_their_bytes(content, ending):
    assert files.sniff(content).ending == ending


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"<html><script>",
        b"  <!DOCTYPE html>",
        b"#!/bin/sh",
        word(["word/vbaProject.bin"]),
        b"PK\x03\x04rest",
        b"a\x00b",
    ],
)
def test_what_runs_or_is_not_known_is_refused(content):
    with pytest.raises(Refused, match="not kept here"):
        files.sniff(content)


def test_a_page_that_calls_itself_a_picture_is_refused(cast):
    upload = SimpleUploadedFile("photo.png", b"<svg onload=x>", "image/png")
    with pytest.raises(Refused):
        actions.attach(referral=received(cast.tom), upload=upload, by=cast.tom)


def test_size_is_limited(cast):
    upload = SimpleUploadedFile("big.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024))
    with pytest.raises(Refused, match="larger than 10 MB"):
        actions.attach(referral=received(cast.tom), upload=upload, by=cast.tom)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"), ("C:\\Users\\x\\letter.exe", "letter.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf"),
        ("...", "file.pdf"), ("Bericht für Müller.pdf", "Bericht für Müller.pdf"), ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)  # fmt: skip
def test_names_are_made_harmless_and_end_as_what_they_are(name, kept):
    assert files.safe_name(name, files.PDF) == kept


def attach(cast, person=None, content=b"%PDF-1.7 synthetic"):
    referral = received(cast.tom, person, postcode="HA8 1ZZ") if person else received(cast.tom)
    return actions.attach(referral=referral, upload=SimpleUploadedFile("letter.pdf", content), by=cast.tom)


def test_it_is_stored_under_a_name_that_says_nothing(cast, private_folder):
    held = attach(cast)
    stored = next(path for path in private_folder.rglob("*") if path.is_file())
    assert "letter" not in stored.name
    assert stored.read_bytes() == held.file.read()


def test_it_downloads_and_never_shows_inside_a_page(cast, as_):
    held = attach(cast)
    answer = as_(cast.tom).get(reverse("referrals:attachment", args=[held.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 synthetic"


@pytest.mark.parametrize("who", ["joan", "amara"])
def test_another_teams_file_is_not_there(cast, as_, who):
    held = attach(cast, cast.daniel)
    assert as_(getattr(cast, who)).get(reverse("referrals:attachment", args=[held.pk])).status_code == 404
    with pytest.raises(NotFound):
        actions.attach(referral=held.referral, upload=SimpleUploadedFile("x.pdf", b"%PDF-"), by=getattr(cast, who))


def test_the_page_says_that_viruses_are_not_looked_for(cast, as_):
    held = attach(cast)
    page = as_(cast.tom).get(reverse("referrals:referral", args=[held.referral_id])).content.decode()
    assert "not checked for viruses" in page
    assert Attachment.objects.get().sha256
