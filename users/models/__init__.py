from .offices import Government, Service
from .users import User

__all__ = ["Government", "Service", "User"]
