"""PostgreSQL's own extensions that the rooms rest on: trigram search, and exclusion over ranges. Both are trusted ones."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [TrigramExtension(), BtreeGistExtension()]
