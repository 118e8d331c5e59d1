from tests.safeguarding.given import safe

__all__ = ["safe"]
