"""How names sound, for search and matching. Trusted like the other extensions: the database's owner may add it."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_jobs_and_outbox")]
    operations = [CreateExtension("fuzzystrmatch")]
