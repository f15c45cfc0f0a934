import unittest

import support  # noqa: F401
import torch
from learning.average import Average
from torch import nn


def constant(value: float) -> nn.Module:
    """A layer with batch normalisation whose weights all are one number."""
    network = nn.Sequential(nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1))
    for parameter in network.parameters():
        nn.init.constant_(parameter, value)
    return network


class AverageTests(unittest.TestCase):
    def test_each_step_goes_a_part_of_the_way(self) -> None:
        average = Average(constant(0), 0.9)
        # The first decays are 1/11 and 2/12: 0 → 10/11 of 1, then 1/6 of that and 5/6 of 3.
        average.follow(constant(1))
        self.assertAlmostEqual(float(average.network[0].weight), 10 / 11, places=6)
        average.follow(constant(3))
        self.assertAlmostEqual(float(average.network[0].bias), 10 / 66 + 15 / 6, places=6)

    def test_later_the_decay_is_the_one_that_was_given(self) -> None:
        average = Average(constant(2), 0.9)
        average.steps = 1000
        average.follow(constant(4))
        self.assertAlmostEqual(float(average.network[0].weight), 0.9 * 2 + 0.1 * 4, places=6)

    def test_statistics_follow_and_counts_are_taken_over(self) -> None:
        average = Average(constant(0), 0.9)
        average.steps = 1000
        network = constant(0)
        network[1].running_mean.fill_(10)
        network[1].num_batches_tracked.fill_(42)
        average.follow(network)
        self.assertAlmostEqual(float(average.network[1].running_mean), 1, places=6)
        self.assertEqual(int(average.network[1].num_batches_tracked), 42)

    def test_it_is_a_network_of_its_own(self) -> None:
        network = constant(1)
        average = Average(network, 0.9)
        nn.init.constant_(network[0].weight, 5)
        self.assertEqual(float(average.network[0].weight), 1)
        self.assertFalse(average.network.training)
        self.assertTrue(network.training)
        average.follow(network)
        self.assertFalse(any(parameter.requires_grad for parameter in average.network.parameters()))
        self.assertTrue(torch.equal(network[0].weight, torch.full((1, 1, 1, 1), 5.0)))


if __name__ == "__main__":
    unittest.main()
