"""What makes and shows the demonstration refuses to do so anywhere else."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("command", ["demo_logins", "prepare_demo"])
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
