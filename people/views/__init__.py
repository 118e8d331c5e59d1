from people.views.person import chronology, chronology_pdf, person
from people.views.register import register
from people.views.search import search

__all__ = ["chronology", "chronology_pdf", "person", "register", "search"]
