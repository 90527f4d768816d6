"""Which Dask a cluster runs. Other versions than ours fail late, or never answer at all.

They are asked over a bare connection, before there is a client: an older scheduler does
not understand a newer client's first words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Any

from distributed.core import rpc

PACKAGES = ("dask", "distributed")


def differing(address: str, seconds: float) -> tuple[str, ...]:
    """A sentence on each machine of the cluster whose Dask is not the one that is here.

    Raises OSError and ValueError where no scheduler answers.
    """
    try:
        scheduler, workers = asyncio.run(asyncio.wait_for(_asked(address), seconds))
    except (OSError, ValueError):
        raise
    except Exception as error:  # In Python 3.10 a TimeoutError of asyncio's is none of the others.
        raise ConnectionError(f"it does not answer as one does: {error!r}") from None
    machines = {f"the scheduler at {address}": scheduler}
    machines |= {f"the worker at {where}": versions for where, versions in workers.items()}
    return tuple(line for name, versions in machines.items() for line in _told(name, versions))


async def _asked(address):
    """What the scheduler, and each worker, says of the packages that it has."""
    async with rpc(address) as scheduler:
        return await scheduler.versions(), await scheduler.broadcast(msg={"op": "versions"})


def _told(name: str, versions: Any) -> Iterator[str]:
    packages = versions.get("packages", {}) if isinstance(versions, Mapping) else {}
    for package in PACKAGES:
        theirs, ours = packages.get(package), metadata.version(package)
        if theirs != ours:
            yield f"{name} has {package} {theirs}, and this machine {ours}"
            return
