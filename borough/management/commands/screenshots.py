"""Takes each main screen as each role, at a desk and on a phone: build/screenshots, and README's picture in docs/images."""

import shutil

from django.conf import settings
from django.core.management.base import BaseCommand

from borough.pictures import take_all


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--role", help="One role's key only, such as social_worker, or public.")

    def handle(self, *, role, **options):
        target = settings.BASE_DIR / "build" / "screenshots"
        taken = list(take_all(target, self.stdout.write, only=role))
        self.stdout.write(f"{len(taken)} pictures in build/screenshots.")
        for picture in taken:
            if (picture.role, picture.width, picture.name) == ("social_worker", "desk", "my-work"):
                images = settings.BASE_DIR / "docs" / "images"
                images.mkdir(parents=True, exist_ok=True)
                shutil.copy(picture.path, images / "my-work.png")
