from people.views.my_work import my_work
from people.views.search import search

__all__ = ["my_work", "search"]
