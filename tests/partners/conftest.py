from tests.partners.trusts import trust

__all__ = ["trust"]
