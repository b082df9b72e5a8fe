"""The networks after LeNet as data: counted as the literature does, and equal to Keras' own where it has them."""

import pytest

from checker.architecture import chain
from checker.branches import flattened, ordered_like
from checker.compare import compare
from checker.describe import describe
from checker.shapes import trace
from course.architectures import (
    NETWORKS,
    alexnet,
    dense_share,
    densenet,
    depth,
    googlenet,
    num_parameters,
    resnet,
    vgg,
    zf_net,
)
from tests.models import keras

COUNTS = {
    "AlexNet": 60_965_224, "ZF Net": 62_357_608, "VGG-16": 138_357_544, "VGG-19": 143_667_240,
    "GoogLeNet": 6_998_552, "ResNet-50": 25_636_712, "ResNet-152": 60_419_944, "DenseNet-121": 8_062_504,
}  # fmt: skip
DEPTHS = {
    "AlexNet": 8, "ZF Net": 8, "VGG-16": 16, "VGG-19": 19, "GoogLeNet": 22, "ResNet-50": 50, "ResNet-152": 152,
    "DenseNet-121": 121,
}  # fmt: skip


def without_dropout(network):
    """A chain as Keras ships it, where dropout is left to whoever trains it."""
    return chain(network.input_shape, *(layer for layer in network.layers if layer.class_name != "Dropout"))


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_every_network_has_the_parameters_of_the_literature(network):
    """Biases, running means and variances included."""
    assert num_parameters(network.architecture()) == COUNTS[network.name]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_every_network_is_as_deep_as_its_name_says(network):
    """Convolutions and Dense layers on the longest way."""
    assert depth(network.architecture()) == DEPTHS[network.name]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_every_network_ends_in_a_thousand_classes(network):
    """No layer on the way fails to fit."""
    stages = trace(network.architecture())
    assert [stage.problem for stage in stages if stage.problem] == []
    assert stages[-1].output_shape == (1000,)


def test_without_groups_alexnet_is_larger():
    """By the halves of the maps that a filter does not see."""
    assert num_parameters(alexnet(groups=1)) == 62_378_344


def test_nearly_all_of_alexnet_is_in_its_dense_layers():
    """96 percent."""
    assert dense_share(alexnet()) == pytest.approx(0.962, abs=5e-4)


def test_zf_net_has_the_maps_of_its_paper():
    """110, 55, 26, 13 and 6 along a side."""
    shapes = [stage.output_shape for stage in trace(zf_net()) if stage.layer.kind in ("convolution", "pooling")]
    assert [shape[0] for shape in shapes] == [110, 55, 26, 13, 13, 13, 13, 6]


def test_googlenet_has_the_maps_of_its_paper():
    """28 × 28 × 256 after the first module, 7 × 7 × 1024 after the last."""
    joined = [stage.output_shape for stage in trace(googlenet()) if stage.layer.class_name == "Concatenate"]
    assert (joined[0], joined[-1]) == ((28, 28, 256), (7, 7, 1024))


@pytest.mark.parametrize(
    ("ours", "made"),
    [
        (lambda: without_dropout(vgg((2, 2, 3, 3, 3))), keras.applications.VGG16),
        (lambda: resnet((3, 4, 6, 3)), keras.applications.ResNet50),
        (lambda: densenet((6, 12, 24, 16)), keras.applications.DenseNet121),
    ],
    ids=["VGG-16", "ResNet-50", "DenseNet-121"],
)
def test_a_network_is_layer_by_layer_what_keras_ships(ours, made):
    """Compared as graphs: no layer missing, none extra, none changed, none reading from elsewhere."""
    reference = flattened(ours())
    received = ordered_like(reference, flattened(describe(made(weights=None))))
    assert [(one.kind, one.at) for one in compare(reference, received).differences] == []
