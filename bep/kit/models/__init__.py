from bep.kit.models.council import Council
from bep.kit.models.draft import Draft
from bep.kit.models.job import Job
from bep.kit.models.outbox import Message
from bep.kit.models.preference import Preference
from bep.kit.models.reference import Code, CodeList
from bep.kit.models.target import Target
from bep.kit.models.versioned import Versioned
from bep.kit.models.written_once import WrittenOnce

__all__ = [
    "Code",
    "CodeList",
    "Council",
    "Draft",
    "Job",
    "Message",
    "Preference",
    "Target",
    "Versioned",
    "WrittenOnce",
]
