"""Run as its own process on a demo's database: asks for a return, waits until a worker has built it, and takes it away again."""

import time

from borough.bench.pages import ready
from borough.bench.returns import forget, period

PATIENCE = 900  # seconds


def main():
    ready()
    from bep.access.models import Worker
    from reporting import actions
    from reporting.models import Return

    officer = Worker.objects.filter(groups__role__key="returns_officer").order_by("pk").first()
    made = actions.ask_for_return(by=officer, **period())
    try:
        end = time.monotonic() + PATIENCE
        while (found := Return.objects.select_related("job").get(pk=made.pk)).state == "building":
            if found.broke_off or time.monotonic() > end:
                raise SystemExit("The worker did not build the return.")
            time.sleep(0.5)
    finally:
        forget()


if __name__ == "__main__":
    main()
