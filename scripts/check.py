"""`make check`: every check that changes nothing. Runs all of them, then says which failed and what mends it."""

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
CHECKS: dict[str, tuple[list[str | Path], str]] = {
    "lint": ([BIN / "ruff", "check", "--quiet", "."], "make fix, or correct what is named above"),
    "format": ([BIN / "ruff", "format", "--check", "--quiet", "."], "make fix"),
    "types": ([BIN / "mypy", "--no-error-summary", "."], "correct the types named above"),
    "arrows between rooms": ([BIN / "lint-imports", "--no-cache"], "turn the import around: docs/how-to/add-a-room.md"),
    "Django": ([*MANAGE, "check"], "correct what is named above"),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run"], ".venv/bin/python manage.py makemigrations"),
    "generated documents": ([*MANAGE, "docs", "--check"], "make fix"),
}


def main():
    failed = {}
    for name, (command, remedy) in CHECKS.items():
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        print(f"{'ok' if done.returncode == 0 else 'FAILED':8}{name}", flush=True)
        if done.returncode:
            failed[name] = remedy
            print(done.stdout + done.stderr)
    if failed:
        sys.exit("\n".join(f"{name} failed: {remedy}" for name, remedy in failed.items()))


if __name__ == "__main__":
    main()
