"""The networks that came after LeNet, as plain data: layer by layer, with their years, sources and measured errors.

Parameters are counted as Keras counts them: biases, and the running means and variances of normalisations, included.
What was measured is quoted from the papers named; nothing is trained here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec, activation, conv2d, dense, flatten, max_pooling2d
from checker.blocks import add_inception, conv_relu
from checker.blueprint import (
    Blueprint,
    add,
    average_pooling2d,
    batch_normalization,
    concatenate,
    dropout,
    global_average_pooling2d,
    zero_padding2d,
)
from checker.shapes import trace

CLASSES = 1000  # of ImageNet
RELU = activation("relu")
LOCAL_NORMALISATION = LayerSpec(class_name="LocalResponseNormalization")  # not among Keras' layers; no parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network of the years after 2012."""

    name: str
    year: int  # of the competition, or of the paper's first version
    brought: str
    source: str
    architecture: Callable[[], Architecture]
    error: float | None  # top-5, percent, of ILSVRC's test images; None: no such number is this network's own
    error_of: str  # what that number was measured on, or why there is none


def num_parameters(architecture: Architecture) -> int:
    """All parameters of a network. Raises ValueError when some cannot be told."""
    counts = [stage.num_parameters for stage in trace(architecture)]
    if any(count is None for count in counts):
        raise ValueError("the parameters of this network cannot be told")
    return sum(count or 0 for count in counts)


def depth(architecture: Architecture) -> int:
    """How many layers with weights, convolutions and Dense, lie on the longest way through a network."""
    longest = {MODEL_INPUT: 0}
    for at, layer in enumerate(architecture.layers):
        own = int(layer.kind in ("convolution", "fully connected"))
        longest[at] = own + max(longest[source] for source in layer.inputs)
    return longest[len(architecture.layers) - 1]


def dense_share(architecture: Architecture) -> float:
    """The share of the parameters, 0 to 1, that the fully connected layers have."""
    stages = trace(architecture)
    inside = sum(stage.num_parameters or 0 for stage in stages if stage.layer.class_name == "Dense")
    return inside / num_parameters(architecture)


def alexnet(*, groups: int = 2) -> Architecture:
    """AlexNet. groups: 2 as it was trained, on two cards that see half of each other's maps; 1 without that."""
    plan = Blueprint((227, 227, 3))
    half = {"padding": "same", "groups": groups}
    pool = max_pooling2d(3, strides=(2, 2))
    plan.add_all((conv2d(96, 11, strides=(4, 4)), RELU, LOCAL_NORMALISATION, pool))
    plan.add_all((conv2d(256, 5, **half), RELU, LOCAL_NORMALISATION, pool))
    plan.add_all((*conv_relu(384, 3), conv2d(384, 3, **half), RELU, conv2d(256, 3, **half), RELU, pool))
    return _classified(plan)


def zf_net() -> Architecture:
    """ZF Net: AlexNet with smaller windows and steps at the beginning, and no groups."""
    plan = Blueprint((224, 224, 3))
    pool = max_pooling2d(3, strides=(2, 2), padding="same")
    plan.add_all((zero_padding2d(1), conv2d(96, 7, strides=(2, 2)), RELU, pool, LOCAL_NORMALISATION))
    plan.add_all((conv2d(256, 5, strides=(2, 2)), RELU, pool, LOCAL_NORMALISATION))
    plan.add_all((*conv_relu(384, 3), *conv_relu(384, 3), *conv_relu(256, 3), max_pooling2d(3, strides=(2, 2))))
    return _classified(plan)


def vgg(convolutions: Sequence[int]) -> Architecture:
    """VGG with so many convolutions in each of its five blocks: (2, 2, 3, 3, 3) is VGG-16."""
    plan = Blueprint((224, 224, 3))
    for filters, number in zip((64, 128, 256, 512, 512), convolutions, strict=True):
        for _ in range(number):
            plan.add_all(conv_relu(filters, 3))
        plan.add(max_pooling2d(2))
    return _classified(plan)


def googlenet() -> Architecture:
    """GoogLeNet as it classifies: without the two side exits that only helped to train it."""
    plan = Blueprint((224, 224, 3))
    pool = max_pooling2d(3, strides=(2, 2), padding="same")
    plan.add_all((conv2d(64, 7, strides=(2, 2), padding="same"), RELU, pool, LOCAL_NORMALISATION))
    plan.add_all((*conv_relu(64, 1), *conv_relu(192, 3), LOCAL_NORMALISATION, pool))
    for number, (one, three, five, pooled) in enumerate(INCEPTIONS):
        if number in (2, 7):
            plan.add(pool)
        add_inception(plan, plan.last, one=one, three=three, five=five, pooled=pooled)
    plan.add_all((global_average_pooling2d(), dropout(0.4), dense(CLASSES), activation("softmax")))
    return plan.architecture()


# GoogLeNet's nine inception modules, 3a to 5b (table 1 of the paper): 1 × 1, (reduction, 3 × 3), (reduction, 5 × 5),
# filters behind the pooling.
INCEPTIONS = (
    (64, (96, 128), (16, 32), 32),
    (128, (128, 192), (32, 96), 64),
    (192, (96, 208), (16, 48), 64),
    (160, (112, 224), (24, 64), 64),
    (128, (128, 256), (24, 64), 64),
    (112, (144, 288), (32, 64), 64),
    (256, (160, 320), (32, 128), 128),
    (256, (160, 320), (32, 128), 128),
    (384, (192, 384), (48, 128), 128),
)


def resnet(blocks: Sequence[int]) -> Architecture:
    """ResNet with so many bottleneck blocks in each of its four stages: (3, 4, 6, 3) is ResNet-50."""
    plan = Blueprint((224, 224, 3))
    plan.add_all((zero_padding2d(3), conv2d(64, 7, strides=(2, 2)), batch_normalization(), RELU))
    plan.add_all((zero_padding2d(1), max_pooling2d(3, strides=(2, 2))))
    for filters, stride, number in zip((64, 128, 256, 512), (1, 2, 2, 2), blocks, strict=True):
        for which in range(number):
            _add_bottleneck(plan, filters, stride=stride if which == 0 else 1, project=which == 0)
    plan.add_all((global_average_pooling2d(), dense(CLASSES), activation("softmax")))
    return plan.architecture()


def _add_bottleneck(plan: Blueprint, filters: int, *, stride: int, project: bool) -> None:
    """1 × 1 to fewer channels, 3 × 3, 1 × 1 to four times as many, and the skip."""
    maps = skip = plan.last
    strides = (stride, stride)
    if project:
        skip = plan.add_all((conv2d(4 * filters, 1, strides=strides), batch_normalization()), maps, branch="shortcut")
    inside = (
        conv2d(filters, 1, strides=strides), batch_normalization(), RELU,
        conv2d(filters, 3, padding="same"), batch_normalization(), RELU,
        conv2d(4 * filters, 1), batch_normalization(),
    )  # fmt: skip
    plan.add(add(), skip, plan.add_all(inside, maps, branch="main path"))
    plan.add(RELU)


def densenet(layers: Sequence[int], growth: int = 32) -> Architecture:
    """DenseNet with so many layers in each of its four dense blocks: (6, 12, 24, 16) is DenseNet-121."""
    plan = Blueprint((224, 224, 3))
    plan.add_all((zero_padding2d(3), conv2d(64, 7, strides=(2, 2), use_bias=False), batch_normalization(), RELU))
    plan.add_all((zero_padding2d(1), max_pooling2d(3, strides=(2, 2))))
    channels = 64
    for number, num_layers in enumerate(layers):
        if number:
            channels //= 2
            halved = conv2d(channels, 1, use_bias=False)
            plan.add_all((batch_normalization(), RELU, halved, average_pooling2d(2)))
        for _ in range(num_layers):
            _add_dense_layer(plan, growth)
        channels += num_layers * growth
    plan.add_all((batch_normalization(), RELU, global_average_pooling2d(), dense(CLASSES), activation("softmax")))
    return plan.architecture()


def _add_dense_layer(plan: Blueprint, growth: int) -> None:
    """1 × 1 to four times `growth` channels, 3 × 3 to `growth`, laid beside all that came in."""
    maps = plan.last
    reduced = conv2d(4 * growth, 1, use_bias=False)
    new = conv2d(growth, 3, padding="same", use_bias=False)
    plan.add_all((batch_normalization(), RELU, reduced, batch_normalization(), RELU, new), maps)
    plan.add(concatenate(), maps, plan.last)


def _classified(plan: Blueprint) -> Architecture:
    """The end of AlexNet, and of those that kept it: two Dense layers of 4,096 units, half of them silenced."""
    plan.add(flatten())
    for _ in range(2):
        plan.add_all((dense(4096), RELU, dropout(0.5)))
    plan.add_all((dense(CLASSES), activation("softmax")))
    return plan.architecture()


NETWORKS = (
    Network(
        name="AlexNet",
        year=2012,
        brought="depth, ReLU and dropout on 1.2 million photographs, trained on two graphics cards",
        source="Krizhevsky, Sutskever and Hinton, NIPS 2012",
        architecture=alexnet,
        error=15.3,
        error_of="an average of several networks, some of them trained on more photographs; 16.4 without those, "
        "26.2 for the runner-up",
    ),
    Network(
        name="ZF Net",
        year=2013,
        brought="a way to see what a layer has learnt, and from it smaller windows at the beginning",
        source="Zeiler and Fergus, ECCV 2014 (written in 2013)",
        architecture=zf_net,
        error=None,
        error_of="2013 was won by Clarifai, an average of networks designed with this method of seeing",
    ),
    Network(
        name="VGG-16",
        year=2014,
        brought="nothing but 3 × 3 windows, stacked",
        source="Simonyan and Zisserman, ICLR 2015 (written in 2014)",
        architecture=lambda: vgg((2, 2, 3, 3, 3)),
        error=7.3,
        error_of="an average of seven VGG networks: second in classification, first in localisation",
    ),
    Network(
        name="VGG-19",
        year=2014,
        brought="three more convolutions than VGG-16",
        source="Simonyan and Zisserman, ICLR 2015 (written in 2014)",
        architecture=lambda: vgg((2, 2, 4, 4, 4)),
        error=None,
        error_of="part of VGG's average of seven networks",
    ),
    Network(
        name="GoogLeNet",
        year=2014,
        brought="inception modules, 1 × 1 reductions, and an average in place of large Dense layers",
        source="Szegedy et al., CVPR 2015 (written in 2014)",
        architecture=googlenet,
        error=6.7,
        error_of="an average of seven networks: first in classification",
    ),
    Network(
        name="ResNet-50",
        year=2015,
        brought="skips, so that a block need only learn what to change",
        source="He, Zhang, Ren and Sun, CVPR 2016 (written in 2015)",
        architecture=lambda: resnet((3, 4, 6, 3)),
        error=None,
        error_of="see ResNet-152",
    ),
    Network(
        name="ResNet-152",
        year=2015,
        brought="the same, three times as deep",
        source="He, Zhang, Ren and Sun, CVPR 2016 (written in 2015)",
        architecture=lambda: resnet((3, 8, 36, 3)),
        error=3.57,
        error_of="an average of several ResNets of different depths, two of them with 152 layers",
    ),
    Network(
        name="DenseNet-121",
        year=2016,
        brought="blocks in which every layer reads all layers before it",
        source="Huang, Liu, van der Maaten and Weinberger, CVPR 2017 (written in 2016)",
        architecture=lambda: densenet((6, 12, 24, 16)),
        error=None,
        error_of="it took no part in the competition; its paper measures on CIFAR-10, CIFAR-100, SVHN and ImageNet",
    ),
)
