"""The generators by the names that configurations use."""

from typing import Any

from torch import nn

from architectures.ddbpn import DDBPN
from architectures.restorer import Restorer
from architectures.rrdbnet import RRDBNet
from architectures.srgan_attention import SRGANAttention
from architectures.srresnet import SRResNet
from architectures.srvgg import SRVGGNetCompact

GENERATORS: dict[str, type[nn.Module]] = {
    "SRResNet": SRResNet,
    "SRGANAttention": SRGANAttention,
    "RRDBNet": RRDBNet,
    "D-DBPN": DDBPN,
    "SRVGGNetCompact": SRVGGNetCompact,
    "Restorer": Restorer,
}


def build(name: str, **constants: Any) -> nn.Module:
    """A generator with freshly begun weights; `constants` are those of its constructor."""
    if name not in GENERATORS:
        raise ValueError(f"There is no architecture {name!r}: use {', '.join(GENERATORS)}.")
    return GENERATORS[name](**constants)


def parameters(network: nn.Module) -> int:
    """How many numbers are learned."""
    return sum(parameter.numel() for parameter in network.parameters())
