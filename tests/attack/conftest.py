from tests.attack.collect import look

__all__ = ["look"]
