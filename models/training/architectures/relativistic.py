"""The relativistic average of ESRGAN (Wang et al. 2018, after Jolicoeur-Martineau 2018)."""

from torch import Tensor, nn


def relative(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """How much more real than the average of the others: C(x) − E C(G) and C(G) − E C(x), of logits of any shape."""
    return real - fake.mean(), fake - real.mean()


class RelativisticAverage(nn.Module):
    """Any discriminator, asked not whether a picture is real but whether more real than the average of the others."""

    def __init__(self, discriminator: nn.Module):
        super().__init__()
        self.discriminator = discriminator

    def forward(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Two batches of pictures, N×3×H×W, to the relative logits of the real ones and of the generated ones."""
        return relative(self.discriminator(real), self.discriminator(fake))
