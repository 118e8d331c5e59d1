"""Rows that hardly change and that every page reads: kept a minute in the cache, and two seconds in the process itself.

A page that names forty codes asks the cache once. What is kept is shared: read it, never change it.
"""

import time

from django.core.cache import cache

IN_CACHE, IN_PROCESS = 60, 2  # seconds


class Memory:
    def __init__(self, key, read):
        self.key, self.read = key, read
        self.held, self.until = None, 0.0

    def get(self):
        now = time.monotonic()
        if now >= self.until:
            self.held, self.until = self.from_cache(), now + IN_PROCESS
        return self.held

    def from_cache(self):
        found = cache.get(self.key)
        if found is None:
            found = self.read()
            cache.set(self.key, found, IN_CACHE)
        return found

    def forget(self):
        """After a change. Other processes follow within two seconds."""
        cache.delete(self.key)
        self.held, self.until = None, 0.0
