import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0005_preferences")]
    operations = [
        migrations.DeleteModel(name="Delivery"),
        migrations.RemoveField(model_name="message", name="not_before"),
        migrations.AddField(
            model_name="message",
            name="to_person",
            field=models.BooleanField(
                default=False, help_text="It goes to that person, so their safe contact is asked."
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="person_id",
            field=models.BigIntegerField(null=True, help_text="Whom it concerns."),
        ),
        # No message can exist yet, so the default is never used.
        migrations.AddField(
            model_name="message",
            name="job",
            field=models.OneToOneField(
                default=0, on_delete=django.db.models.deletion.PROTECT, related_name="message", to="kit.job"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_person", False), ("person_id__isnull", False), _connector="OR"),
                name="message_to_a_person_says_whom",
            ),
        ),
    ]
