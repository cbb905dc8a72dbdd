"""What a kind of hostile repository is: how it is built, how modgate is run over it, and what must come out.

In: functions that build, with rows of expectations. Out: the list that hostile.py goes through. Nothing is built here.
"""

import dataclasses
import typing

import repository

MEGABYTE = 1 << 20


@dataclasses.dataclass(frozen=True)
class Kind:
    """One repository and one run over it."""

    name: str
    build: typing.Callable
    arguments: tuple = ("check",)
    exits: tuple = (1,)
    says: tuple = (repository.STILL_FOUND,)  # each stands in the report or on the error output
    hides: tuple = ()                        # none of these does
    judge: typing.Callable | None = None     # (repository, run) -> complaints
    quick: bool = False                      # belongs to CI's subset
    seconds: float = 10                      # of all processors together
    megabytes: int = 512


KINDS: list[Kind] = []


def add(name, build, **expected):
    """One more kind. `says` given as one text is meant beside the finding that every run gives, where runs find."""
    if isinstance(expected.get("says"), str):
        finds = 1 in expected.get("exits", (1,))
        expected["says"] = ((repository.STILL_FOUND,) if finds else ()) + (expected["says"],)
    KINDS.append(Kind(name, build, **expected))


def kind(name, **expected):
    """Makes the function below it the builder of one kind."""
    def taken(build):
        add(name, build, **expected)
        return build
    return taken


def with_files(files):
    """A builder that only writes files."""
    def build(repo):
        for path, data in files.items():
            repo.file(path, data() if callable(data) else data)
    return build
