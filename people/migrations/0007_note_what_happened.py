from django.db import migrations, models


class Migration(migrations.Migration):
    """`facts` is the name of a column that every work and timeline row has."""

    dependencies = [("people", "0006_allocation_seen")]

    operations = [
        migrations.RemoveConstraint("casenote", "note_says_what_happened"),
        migrations.RenameField("casenote", "facts", "what_happened"),
        migrations.AddConstraint(
            "casenote",
            models.CheckConstraint(
                condition=models.Q(("what_happened", ""), _negated=True) | models.Q(("seen", "nobody")),
                name="note_says_what_happened",
            ),
        ),
    ]
