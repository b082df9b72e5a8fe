"""The network that the course is about, as plain data: the one of the article's exercise, with its second block."""

from __future__ import annotations

from checker.architecture import activation, chain, conv2d, dense, flatten, max_pooling2d

# 32 × 32 pixels, one channel, to ten probabilities.
LENET_REFERENCE = chain(
    (32, 32, 1),
    conv2d(6, 5),
    activation("relu"),
    max_pooling2d(2),
    conv2d(16, 8),
    activation("tanh"),
    max_pooling2d(3),
    flatten(),
    dense(120),
    dense(100),
    dense(10),
    activation("softmax"),
)
