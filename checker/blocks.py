"""The blocks that the networks after LeNet are made of, as plain data. Standard library only.

Sources: Krizhevsky et al. 2012 (AlexNet), Zeiler and Fergus 2013 (ZF Net), Simonyan and Zisserman 2014 (VGG), Szegedy
et al. 2014 (inception, their figure 2b), He et al. 2015 (residual, their figure 2, with the normalisation of their
section 3.4), Huang et al. 2016 (dense, their figure 1).
"""

from __future__ import annotations

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec, Shape, activation, conv2d, max_pooling2d
from checker.blueprint import Blueprint, add, batch_normalization, concatenate


def first_stage(shape: Shape, filters: int, window: int, stride: int) -> Architecture:
    """The beginning of AlexNet and of ZF Net: a convolution with a stride and no padding, ReLU, a pooling of 3 × 3."""
    plan = Blueprint(shape)
    plan.add_all((conv2d(filters, window, strides=(stride, stride)), activation("relu")))
    plan.add(max_pooling2d(3, strides=(2, 2)))
    return plan.architecture()


def vgg_block(shape: Shape, num_convs: int, filters: int) -> Architecture:
    """Convolutions of 3 × 3 that keep the size, each with ReLU, then a pooling that halves it."""
    plan = Blueprint(shape)
    for _ in range(num_convs):
        plan.add_all(conv_relu(filters, 3))
    plan.add(max_pooling2d(2))
    return plan.architecture()


def inception(shape: Shape, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int) -> Architecture:
    """The inception module; the numbers as for `add_inception`."""
    plan = Blueprint(shape)
    add_inception(plan, MODEL_INPUT, one=one, three=three, five=five, pooled=pooled)
    return plan.architecture()


def add_inception(
    plan: Blueprint, maps: int, *, one: int, three: tuple[int, int], five: tuple[int, int], pooled: int
) -> int:
    """Four branches side by side on the layer at `maps`: 1 × 1, 3 × 3 and 5 × 5 behind a reduction, pooling.

    one, pooled: filters of these branches; three, five: (filters of the reduction, filters of the larger window).
    """
    ends = [plan.add_all(conv_relu(one, 1), maps, branch="1 × 1 branch")]
    for size, (reduced, filters) in ((3, three), (5, five)):
        branch = f"{size} × {size} branch"
        reduction, relu = conv_relu(reduced, 1)
        plan.add(reduction, maps, name="reduction", branch=branch)
        plan.add(relu, branch=branch)
        ends.append(plan.add_all(conv_relu(filters, size), plan.last, branch=branch))
    pool = max_pooling2d(3, strides=(1, 1), padding="same")
    ends.append(plan.add_all((pool, *conv_relu(pooled, 1)), maps, branch="pooling branch"))
    return plan.add(concatenate(), *ends)


def residual_block(shape: Shape, filters: int, stride: int) -> Architecture:
    """Two normalised convolutions, and a skip to their sum: straight, or projected where the shapes differ."""
    plan = Blueprint(shape)
    strides = (stride, stride)
    main, skip = "main path", MODEL_INPUT
    plan.add_all((conv2d(filters, 3, strides=strides, padding="same"), batch_normalization()), branch=main)
    plan.add_all(
        (activation("relu"), conv2d(filters, 3, padding="same"), batch_normalization()), plan.last, branch=main
    )
    end = plan.last
    if stride != 1 or shape[-1] != filters:
        plan.add(conv2d(filters, 1, strides=strides), MODEL_INPUT, name="projection", branch="shortcut")
        skip = plan.add(batch_normalization(), branch="shortcut")
    plan.add(add(), end, skip)
    plan.add(activation("relu"))
    return plan.architecture()


def dense_block(shape: Shape, num_layers: int, growth: int) -> Architecture:
    """Each layer reads the maps of all before it, what came in included, and adds `growth` maps of its own."""
    plan = Blueprint(shape)
    ends = [MODEL_INPUT]
    for _ in range(num_layers):
        maps = ends[0] if len(ends) == 1 else plan.add(concatenate(), *ends)
        plan.add_all((batch_normalization(), activation("relu"), conv2d(growth, 3, padding="same")), maps)
        ends.append(plan.last)
    plan.add(concatenate(), *ends)
    return plan.architecture()


def conv_relu(filters: int, kernel_size: int) -> tuple[LayerSpec, LayerSpec]:
    """A convolution that keeps the size of the maps, and its ReLU."""
    return conv2d(filters, kernel_size, padding="same"), activation("relu")
