"""Axe on the pages where the rota's data is set and forms are attached, drawn without their scripts."""

import pytest

from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from tests.amhp.desk import taken
from tests.amhp_rota.register import service
from tests.browser.window import Window

pytestmark = pytest.mark.browser


def test_setting_shifts_cover_and_rules_and_attaching_forms(browser, as_, cast):
    service(cast)
    request, window = taken(cast), Window(browser)
    rule, cover, kind = RotaRule.objects.first().pk, CoverRule.objects.first().pk, ShiftKind.objects.first().pk
    manager = ["", f"{rule}/", f"{rule}/end/", "new/", f"shifts/{kind}/", f"shifts/{kind}/end/", "shifts/new/"]
    manager += ["cover/new/", f"cover/{cover}/end/"]
    desk = [f"/amhp/requests/{request.pk}/{page}/" for page in ("section", "papers-attached/new", "papers")]
    client, found = as_(cast.mona), {}
    for address in [*(f"/rota/rules/{page}" for page in manager), *desk]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = window.look(answer)
    window.close()
    assert not any(found.values()), {address: said for address, said in found.items() if said}
