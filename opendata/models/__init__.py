from .pages import OpenDataPage

__all__ = ["OpenDataPage"]
