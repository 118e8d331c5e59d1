"""This council: one database serves one council, so it is one row."""

from bep.kit.memory import Memory
from bep.kit.models import Council

# An unsaved row with plain names stands in before a preset is loaded.
memory = Memory("council", lambda: Council.objects.first() or Council())
council, forget = memory.get, memory.forget
