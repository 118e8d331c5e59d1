"""What makes and shows the demonstration refuses to do so anywhere else."""

import pytest
from django.core.management import CommandError, call_command

from partners.models import Client, ClientSecret


@pytest.mark.parametrize("command", ["demo_logins", "demo_sandbox", "prepare_demo"])
def test_not_outside_the_demo(db, settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError, match="runs by `make demo`, which sets BEP_DEMO=1"):
        call_command(command)


def test_in_the_demo_one_for_each_role(cast, settings, capsys):
    settings.DEMO = True
    call_command("demo_logins")
    said = capsys.readouterr().out
    assert "amara@barnet.example" in said
    assert "ida@barnet.example" in said


def test_in_the_demo_a_sandbox_trust_signs_in_with_what_is_printed(cast, client, settings, capsys):
    settings.DEMO = True
    for _ in range(2):  # a second start finds what the first one made
        call_command("demo_sandbox")
        said = dict(line.split(":", 1) for line in capsys.readouterr().out.splitlines() if line.startswith("  Client"))
    pair = {"client_id": said["  Client id"].strip(), "client_secret": said["  Client secret"].strip()}
    answer = client.post("/api/oauth/token", pair | {"grant_type": "client_credentials"})
    assert answer.status_code == 200, answer.content
    assert Client.objects.count() == ClientSecret.objects.count() == 1
