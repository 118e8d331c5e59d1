from people.views.search import search

__all__ = ["search"]
