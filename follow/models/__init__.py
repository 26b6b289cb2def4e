from .followers import Follower, Following

__all__ = ["Follower", "Following"]
