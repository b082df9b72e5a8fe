"""The exercises of the course: one module a lesson. A new exercise is one object in such a module and one line here."""

from __future__ import annotations

from checker.exercise import Exercise
from checker.exercises.architecture_blocks import DENSE_BLOCK, FIRST_STAGE, INCEPTION, RESIDUAL, VGG_BLOCK
from checker.exercises.architecture_claims import IDENTITY, SHORTHANDS
from checker.exercises.architectures import ALEXNET, REDUCTION, STACK
from checker.exercises.capstone import CONVOLVE, IM2COL, LOSS
from checker.exercises.capstone_backward import CONVOLVE_BACKWARD, WINNERS_BACKWARD, WINNERS_KEPT
from checker.exercises.capstone_clinic import CLINIC
from checker.exercises.capstone_network import BACKWARD, FORWARD
from checker.exercises.convolution import MAP, TURNED, WINDOW
from checker.exercises.convolution_laws import BATCH, LINEAR, MATRIX
from checker.exercises.convolution_predictions import CELLS, DOT, SHIFT
from checker.exercises.dense import CONVOLUTION, LAYER
from checker.exercises.dense_places import CAME_FROM, PREDICTED
from checker.exercises.geometry import OUTPUT_SIZE, PLACES, SAME_PADDING
from checker.exercises.geometry_counts import MULTIPLICATIONS, PARAMETERS
from checker.exercises.geometry_fields import LEFTOVER, RECEPTIVE_FIELD
from checker.exercises.geometry_layers import DEPTH, SEVERAL_CHANNELS
from checker.exercises.gradients import ENTROPY_GRADIENT, NUMERIC, RELU_BACKWARD, STEP
from checker.exercises.gradients_layers import DENSE_BACKWARD, KERNEL_BACKWARD, PICTURE_BACKWARD, POOL_BACKWARD
from checker.exercises.gradients_predictions import DESCENT, SLOW
from checker.exercises.inside import ACTIVATIONS, CENTRED, CLIMB, CONFUSION, OCCLUDED, PATCH, SALIENCY, STRONGEST
from checker.exercises.inside import READ as READ_CONFUSION
from checker.exercises.kernel_detector import DETECTOR
from checker.exercises.kernel_edges import DIRECTION, MAGNITUDE, SHARPEN
from checker.exercises.kernel_riddle import WHICH
from checker.exercises.kernels import BOX, GAUSSIAN, SEPARABLE, SHIFT_KERNEL
from checker.exercises.lenet import LENET, SHAPES
from checker.exercises.lenet_counts import BLIND, FIVE, LENET5
from checker.exercises.lenet_counts import PARAMETERS as LENET_PARAMETERS
from checker.exercises.lenet_dense import DENSE
from checker.exercises.lenet_trained import TRAIN
from checker.exercises.loss import CROSS_ENTROPY, LOSS_BY_HAND, SQUARED_ERROR, UNTRAINED
from checker.exercises.nonlinearity import DERIVATIVE, RELU
from checker.exercises.nonlinearity_layers import TWO_KERNELS, TWO_LAYERS
from checker.exercises.nonlinearity_predictions import COLLAPSE_SIZES, RELU_BY_HEAD, SATURATION
from checker.exercises.nonlinearity_units import DEAD, SLOPES
from checker.exercises.nonlinearity_xor import XOR
from checker.exercises.pixels import BRIGHTEN, CHANNELS, COLOUR_MAP, CROP, GLYPH, GREY, INVERT, READ
from checker.exercises.pooling import POOL, UNSEEN, WINNERS
from checker.exercises.pooling_layers import AVERAGE_KERNELS, MAX_POOL, PADDED
from checker.exercises.pooling_predictions import BY_HAND, SHIFTS
from checker.exercises.pooling_shifts import SHIFTED_MAPS
from checker.exercises.softmax import APPLIED_TWICE, STABLE, TEMPERATURE
from checker.exercises.softmax_answers import ONE_HOT, TOP_K
from checker.exercises.start import START
from checker.exercises.training import SPLIT, STANDARDISE
from checker.exercises.training_batches import BATCHES
from checker.exercises.training_choices import EARLY, RATE
from checker.exercises.training_kernel import KERNEL
from checker.exercises.training_predictions import OVERFIT, READ_CURVES, ZEROS

EXERCISES: dict[str, Exercise] = {
    "start": START,
    "pixels-read": READ,
    "pixels-brighten": BRIGHTEN,
    "pixels-invert": INVERT,
    "pixels-grey": GREY,
    "pixels-crop": CROP,
    "pixels-channels": CHANNELS,
    "pixels-glyph": GLYPH,
    "pixels-colour-map": COLOUR_MAP,
    "convolution-window": WINDOW,
    "convolution-cells": CELLS,
    "convolution-map": MAP,
    "convolution-dot": DOT,
    "convolution-turned": TURNED,
    "convolution-linear": LINEAR,
    "convolution-shift": SHIFT,
    "convolution-batch": BATCH,
    "convolution-matrix": MATRIX,
    "kernels-shift": SHIFT_KERNEL,
    "kernels-box": BOX,
    "kernels-gaussian": GAUSSIAN,
    "kernels-separable": SEPARABLE,
    "kernels-sharpen": SHARPEN,
    "kernels-sobel-magnitude": MAGNITUDE,
    "kernels-sobel-direction": DIRECTION,
    "kernels-which": WHICH,
    "kernels-diagonal": DETECTOR,
    "geometry-places": PLACES,
    "geometry-output-size": OUTPUT_SIZE,
    "geometry-same": SAME_PADDING,
    "geometry-channels": SEVERAL_CHANNELS,
    "geometry-depth": DEPTH,
    "geometry-parameters": PARAMETERS,
    "geometry-multiplications": MULTIPLICATIONS,
    "geometry-receptive-field": RECEPTIVE_FIELD,
    "geometry-leftover": LEFTOVER,
    "nonlinearity-predict": RELU_BY_HEAD,
    "nonlinearity-relu": RELU,
    "nonlinearity-derivative": DERIVATIVE,
    "nonlinearity-sizes": COLLAPSE_SIZES,
    "nonlinearity-two-kernels": TWO_KERNELS,
    "nonlinearity-two-layers": TWO_LAYERS,
    "nonlinearity-xor": XOR,
    "nonlinearity-slopes": SLOPES,
    "nonlinearity-saturation": SATURATION,
    "nonlinearity-dead": DEAD,
    "pooling-by-hand": BY_HAND,
    "pooling-map": POOL,
    "pooling-unseen": UNSEEN,
    "pooling-layer": MAX_POOL,
    "pooling-padding": PADDED,
    "pooling-winners": WINNERS,
    "pooling-average-kernels": AVERAGE_KERNELS,
    "pooling-counterexample": SHIFTED_MAPS,
    "pooling-shift": SHIFTS,
    "dense-places": PREDICTED,
    "dense-came-from": CAME_FROM,
    "dense-layer": LAYER,
    "dense-convolution": CONVOLUTION,
    "softmax-stable": STABLE,
    "softmax-temperature": TEMPERATURE,
    "softmax-one-hot": ONE_HOT,
    "softmax-top-k": TOP_K,
    "softmax-twice": APPLIED_TWICE,
    "loss-by-hand": LOSS_BY_HAND,
    "loss-squared": SQUARED_ERROR,
    "loss-cross-entropy": CROSS_ENTROPY,
    "loss-untrained": UNTRAINED,
    "gradients-by-hand": DESCENT,
    "gradients-step": STEP,
    "gradients-numeric": NUMERIC,
    "gradients-softmax": ENTROPY_GRADIENT,
    "gradients-slow": SLOW,
    "gradients-relu": RELU_BACKWARD,
    "gradients-dense": DENSE_BACKWARD,
    "gradients-kernel": KERNEL_BACKWARD,
    "gradients-picture": PICTURE_BACKWARD,
    "gradients-pooling": POOL_BACKWARD,
    "training-split": SPLIT,
    "training-standardise": STANDARDISE,
    "training-zeros": ZEROS,
    "training-batches": BATCHES,
    "training-overfit": OVERFIT,
    "training-curves": READ_CURVES,
    "training-rate": RATE,
    "training-early-stopping": EARLY,
    "training-kernel-step": KERNEL,
    "lenet-shapes": SHAPES,
    "lenet": LENET,
    "lenet-parameters": LENET_PARAMETERS,
    "lenet-train": TRAIN,
    "lenet-dense": DENSE,
    "lenet-blind": BLIND,
    "lenet-five": FIVE,
    "lenet-1998": LENET5,
    "inside-activations": ACTIVATIONS,
    "inside-strongest": STRONGEST,
    "inside-patch": PATCH,
    "inside-occluded": OCCLUDED,
    "inside-saliency": SALIENCY,
    "inside-climb": CLIMB,
    "inside-read": READ_CONFUSION,
    "inside-confusion": CONFUSION,
    "inside-centred": CENTRED,
    "architectures-counts": ALEXNET,
    "architectures-stage": FIRST_STAGE,
    "architectures-stack": STACK,
    "architectures-vgg": VGG_BLOCK,
    "architectures-reduction": REDUCTION,
    "architectures-inception": INCEPTION,
    "architectures-identity": IDENTITY,
    "architectures-residual": RESIDUAL,
    "architectures-dense": DENSE_BLOCK,
    "architectures-claims": SHORTHANDS,
    "capstone-im2col": IM2COL,
    "capstone-convolve": CONVOLVE,
    "capstone-convolve-backward": CONVOLVE_BACKWARD,
    "capstone-pool": WINNERS_KEPT,
    "capstone-pool-backward": WINNERS_BACKWARD,
    "capstone-loss": LOSS,
    "capstone-forward": FORWARD,
    "capstone-backward": BACKWARD,
    "capstone-clinic": CLINIC,
}
