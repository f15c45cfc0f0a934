"""What can go wrong between a package and a patch."""


class PhotographError(Exception):
    """A photograph cannot be had; the message is one sentence for the person who asked for it."""
