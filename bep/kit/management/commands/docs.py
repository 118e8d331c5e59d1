"""Writes the documents that are made from the code; with --check, only says which are out of date."""

from difflib import unified_diff

from django.core.management.base import BaseCommand, CommandError

from bep.kit import documents


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Change nothing; fail when a document is out of date.")

    def handle(self, *, check, **options):
        stale = []
        for name, text in documents.documents().items():
            path = documents.FOLDER / name
            before = path.read_text() if path.exists() else ""
            if before == text:
                continue
            stale.append(name)
            if check:
                self.stdout.writelines(unified_diff(before.splitlines(True), text.splitlines(True), name, name))
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        if check and stale:
            raise CommandError(f"Out of date: {', '.join(stale)}. Run make fix.")
        self.stdout.write("Documents agree with the code." if check or not stale else f"Written: {', '.join(stale)}.")
