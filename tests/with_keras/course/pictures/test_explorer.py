"""The explorer: what the browser computes, against NumPy, Keras and brute force; and what it refuses."""

import re

import numpy as np
import pytest

from checker.architecture import chain, conv2d, dense, flatten
from course.pictures.explorer import Explorer
from course.pictures.explorer_layers import MOST_CELLS, layers_of
from course.pictures.explorer_steps import FUNCTIONS
from tests.models import keras, layers, network, right_block
from tests.numpy_layers import numpy_outputs


def chained(shape, *rest):
    """A Sequential with weights drawn at random, biases too."""
    model = keras.Sequential([keras.Input(shape), *rest])
    random = np.random.default_rng(5)
    for weight in model.weights:
        drawn = random.normal(size=weight.shape) / 3
        weight.assign(np.abs(drawn) if weight.name == "moving_variance" else drawn)
    return model


def functional():
    """A chain that was written as a graph."""
    taken = keras.Input((9, 8, 2))
    maps = layers.Conv2D(3, 3, activation="elu")(taken)
    return keras.Model(taken, layers.Dense(4)(layers.Flatten()(maps)))


MODELS = {
    "the exercise's network": lambda: network(right_block()),
    "same padding, strides, colour, oblong": lambda: chained(
        (11, 14, 3),
        layers.Conv2D(4, (3, 5), strides=(2, 3), padding="same", activation="relu"),
        layers.MaxPooling2D((2, 3), strides=(1, 2), padding="same"),
        layers.Conv2D(5, 2, padding="same", activation="tanh", use_bias=False),
        layers.AveragePooling2D(3, strides=2, padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ),
    "valid padding, dilation": lambda: chained(
        (12, 10, 1),
        layers.Conv2D(3, 3, dilation_rate=2),
        layers.Conv2D(2, (2, 3), dilation_rate=(1, 2), padding="same"),
        layers.AveragePooling2D(2),
        layers.Dropout(0.5),
        layers.Flatten(),
        layers.Dense(4),
        layers.ReLU(),
        layers.Dense(2, activation="softmax"),
    ),
    "no convolution": lambda: chained(
        (6, 5, 1), layers.Flatten(), layers.Dense(7, use_bias=False, activation="sigmoid"), layers.Dense(1)
    ),
    "pooled over whole maps": lambda: chained(
        (8, 9, 2), layers.Conv2D(5, 3), layers.Dense(4, activation="softmax"), layers.GlobalAveragePooling2D()
    ),
    "a graph": functional,
    "groups, activations with numbers of their own": lambda: chained(
        (7, 8, 4),
        layers.Conv2D(6, (2, 3), groups=2, padding="same"),
        layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.2),
        layers.Conv2D(9, 2, groups=3, strides=2),
        layers.PReLU(shared_axes=[2]),
        layers.ELU(alpha=0.5),
        layers.Flatten(),
        layers.Dense(3, activation="gelu"),
        layers.Activation("log_softmax"),
    ),
    "each map by itself": lambda: chained(
        (9, 10, 3),
        layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same", strides=2, activation="tanh"),
        layers.SeparableConv2D(5, (2, 3), depth_multiplier=3, padding="same", use_bias=False),
        layers.DepthwiseConv2D(2, dilation_rate=2, use_bias=False),
        layers.SeparableConv2D(4, 2, activation="sigmoid"),
        layers.Flatten(),
        layers.Dense(3),
    ),
    "transposed, padded": lambda: chained(
        (5, 4, 2),
        layers.ZeroPadding2D(((1, 2), (0, 3))),
        layers.Conv2DTranspose(3, 3, strides=2, padding="same"),
        layers.Conv2D(2, 3, strides=3),
        layers.Conv2DTranspose(2, (1, 3), strides=(2, 3), use_bias=False),
        layers.Conv2DTranspose(2, 2, padding="same"),
        layers.Flatten(),
        layers.Dense(3),
    ),
    "scaled, reshaped": lambda: chained(
        (6, 4, 3),
        layers.Rescaling(2, offset=-0.5),
        layers.BatchNormalization(),
        layers.Reshape((3, -1, 2)),
        layers.Softmax(axis=3),
        layers.BatchNormalization(epsilon=0.1, scale=False),
        layers.AlphaDropout(0.5),
        layers.Conv2D(4, 2),
        layers.BatchNormalization(center=False, axis=3),
        layers.GlobalMaxPooling2D(keepdims=True),
        layers.Conv2D(6, 1),
        layers.Reshape((1, 2, 3)),
        layers.Flatten(),
        layers.BatchNormalization(axis=1),
        layers.Softmax(axis=1),
    ),
}
SMALL = [name for name in MODELS if name != "the exercise's network"]


@pytest.fixture(scope="module", params=MODELS)
def model(request):
    """One after the other."""
    return MODELS[request.param]()


def picture_for(model, seed=1):
    """A picture that this model takes."""
    return np.random.default_rng(seed).normal(size=model.input_shape[1:]).astype("float32")


def sent(explorer):
    """What the browser gets: the layers, and the weights."""
    return explorer.network, np.frombuffer(explorer.weights, dtype="<f4")


class TestForwardPass:
    def test_as_numpy(self, node, model):
        """Every layer computes in the browser what NumPy computes."""
        picture = picture_for(model)
        computed = node("net_math", "run", *sent(Explorer(model)), picture)[1:]
        expected = numpy_outputs(model, picture)
        gaps = [np.abs(one - other.ravel()).max() for one, other in zip(computed, expected, strict=True)]
        assert max(gaps) < 1e-5

    def test_as_keras(self, node, model):
        """And the whole network what Keras computes."""
        picture = picture_for(model)
        computed = node("net_math", "run", *sent(Explorer(model)), picture)[-1]
        assert np.allclose(computed, np.asarray(model(picture[np.newaxis]))[0], rtol=0, atol=1e-5)

    def test_networks_in_a_network(self, node):
        """Are laid flat, each batch normalisation with the number of its own that it adds to the variance."""
        inner = keras.Sequential([layers.DepthwiseConv2D(3), layers.BatchNormalization(epsilon=0.5)])
        model = chained((6, 7, 2), layers.BatchNormalization(epsilon=0.2), inner, layers.Flatten(), layers.Dense(2))
        picture = picture_for(model)
        computed = node("net_math", "run", *sent(Explorer(model)), picture)[-1]
        assert np.allclose(computed, model.predict(picture[np.newaxis], verbose=0)[0], rtol=0, atol=1e-5)

    @pytest.mark.parametrize("seed", range(40))
    def test_any_convolution(self, node, seed):
        """With arguments drawn at random, what `predict` says."""
        model = chained(*drawn_convolution(np.random.default_rng(seed)), layers.Flatten())
        picture = picture_for(model)
        computed = node("net_math", "run", *sent(Explorer(model)), picture)[-1]
        assert np.allclose(computed, model.predict(picture[np.newaxis], verbose=0)[0], rtol=0, atol=1e-5)

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_activations(self, node, function):
        """Each activation is Keras' own, far from 0 too."""
        model = chained((1, 40, 1), layers.Flatten(), layers.Activation(function))
        values = np.linspace(-30, 30, 40).reshape(1, 40, 1).astype("float32")
        computed = node("net_math", "run", *sent(Explorer(model)), values)[-1]
        assert np.allclose(computed, np.asarray(model(values[np.newaxis]))[0], rtol=1e-5, atol=1e-6)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: layers.LeakyReLU(negative_slope=0.5),
            lambda: layers.ELU(alpha=0.5),
            lambda: layers.ReLU(max_value=4),
            lambda: layers.ReLU(negative_slope=0.1),
            lambda: layers.ReLU(max_value=6, negative_slope=0.1, threshold=1),
            lambda: layers.ReLU(threshold=1),
            layers.PReLU,
            lambda: layers.PReLU(shared_axes=[1, 2]),
        ],
    )
    def test_activations_with_numbers_of_their_own(self, node, make):
        """The numbers travel with the layer, a learnt slope with the weights."""
        model = chained((2, 5, 2), make(), layers.Flatten())
        values = np.linspace(-8, 9, 20).reshape(2, 5, 2).astype("float32")
        computed = node("net_math", "run", *sent(Explorer(model)), values)[-1]
        assert np.allclose(computed, np.asarray(model(values[np.newaxis]))[0], rtol=1e-6)

    def test_best_two(self, node):
        """The likelier first."""
        assert node("net_math", "bestOf", [0.1, 0.2, 0.6, 0.1]) == [[2, 0.6], [1, 0.2]]


def drawn_convolution(random):
    """The shape of a picture, and a convolution of any sort that TensorFlow can do on it."""
    shape = (*random.integers(7, 12, size=2).tolist(), int(random.integers(2, 4)))
    sort = random.choice(["DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose", "Conv2D"])
    stride, dilation = random.choice([[1, 1], [1, 2], [2, 1], [3, 1]])  # not both at once, says TensorFlow
    given = {
        "kernel_size": tuple(random.integers(1, 4, size=2).tolist()),
        "strides": int(stride),
        "padding": str(random.choice(["same", "valid"])),
        "use_bias": bool(random.integers(2)),
        "activation": str(random.choice(["linear", "relu", "squareplus", "softmax"])),
    }
    if sort != "Conv2DTranspose":
        given["dilation_rate"] = int(dilation)
    if sort in ("DepthwiseConv2D", "SeparableConv2D"):
        given["depth_multiplier"] = int(random.integers(1, 4))
    if sort != "DepthwiseConv2D":
        given["filters"] = int(random.integers(2, 5))
    return shape, getattr(layers, str(sort))(**given)


def cells_of(shape, count=6):
    """Some cells of a layer, its corners among them."""
    places = np.stack(np.unravel_index(np.arange(np.prod(shape)), shape), axis=1)
    chosen = np.unique(np.linspace(0, len(places) - 1, count).astype(int))
    return places[chosen].tolist()


class TestReceptiveField:
    @pytest.mark.parametrize("name", SMALL)
    def test_by_brute_force(self, node, name):
        """The pixels whose change changes a cell lie in its region, and touch all four sides of it."""
        model = MODELS[name]()
        spec = Explorer(model).network
        picture = picture_for(model)
        moved = [picture + 0.1 * one.reshape(picture.shape) for one in np.eye(picture.size, dtype="float32")]
        whole = numpy_outputs(model, picture)
        changed = [np.stack(layer) for layer in zip(*(numpy_outputs(model, one) for one in moved), strict=True)]
        wrong = []
        for at, (before, after, layer) in enumerate(zip(whole, changed, spec["layers"], strict=True), start=1):
            # Where the largest wins and where ReLU is 0, a change may be without effect.
            # And a box of cells in another shape is no box.
            is_sharp = not {"max pooling", "relu", "ReLU", "reshape"} & {
                one.get("function", one.get("called", one["kind"])) for one in spec["layers"][:at]
            }
            for cell in cells_of(layer["shape"]):
                position = np.ravel_multi_index(cell, layer["shape"])
                acts = after.reshape(len(moved), -1)[:, position] != before.ravel()[position]
                rows, columns, _ = np.nonzero(acts.reshape(picture.shape))
                region = node("receptive_field_math", "regions", spec, [at, *cell])[0]
                if region is None or not acts.any():
                    if acts.any():
                        wrong.append((at, cell, "it reads nothing"))
                    continue
                box = [[rows.min(), rows.max()], [columns.min(), columns.max()]]
                told = [region["rows"], region["columns"]]
                holds = all(low >= a and high <= b for (low, high), (a, b) in zip(box, told, strict=True))
                if not holds or (is_sharp and box != told):
                    wrong.append((at, cell, box, told))
        assert wrong == []

    @pytest.mark.parametrize(
        ("cell", "seen"),
        [
            ([1, 3, 4, 2], [[3, 7], [4, 8]]),
            ([3, 3, 4, 2], [[6, 11], [8, 13]]),
            ([4, 0, 6, 9], [[0, 19], [12, 31]]),
            ([6, 1, 1, 9], [[6, 29], [6, 29]]),
            ([7, 0, 0, 63], [[6, 29], [6, 29]]),
            ([10, 0, 0, 3], [[0, 29], [0, 29]]),
        ],
    )
    def test_in_the_exercise_network(self, node, cell, seen):
        """Fields of 5, 6, 20 and 24 pixels, and two rows and columns that nothing sees."""
        spec = Explorer(network(right_block())).network
        region = node("receptive_field_math", "regions", spec, cell)[0]
        assert [region["rows"], region["columns"]] == seen

    def test_one_map_below_a_pooled_cell(self, node):
        """A pooled cell comes from its own map, a convolution from all."""
        spec = Explorer(network(right_block())).network
        maps = [region["maps"] for region in node("receptive_field_math", "regions", spec, [3, 3, 4, 2])]
        assert maps == [[0, 0], [2, 2], [2, 2], [2, 2]]


class TestCell:
    def apart(self, node, model, cell):
        """The cell, and all values of its layer."""
        picture = picture_for(model)
        spec, weights = sent(Explorer(model))
        return node("cell_math", "takenApart", spec, weights, picture, cell), numpy_outputs(model, picture)[cell[0] - 1]

    @pytest.mark.parametrize("cell", [[1, 0, 0, 3], [1, 5, 4, 0], [4, 2, 1, 4]])
    def test_products_add_up(self, node, cell):
        """All products and the bias are the output, at the padded edge too."""
        model = MODELS["same padding, strides, colour, oblong"]()
        found, values = self.apart(node, model, cell)
        products = [term["value"] * term["weight"] for term in found["terms"]]
        assert np.allclose([sum(products) + found["bias"], found["output"]], values[tuple(cell[1:])], atol=1e-5)

    def test_every_product_is_there(self, node):
        """8 x 8 cells of 6 maps."""
        found, _ = self.apart(node, network(right_block()), [4, 3, 3, 2])
        assert len(found["terms"]) == 8 * 8 * 6

    def test_groups(self, node):
        """A filter reads the maps of its group, forwards and backwards."""
        model = MODELS["groups, activations with numbers of their own"]()
        found, _ = self.apart(node, model, [3, 1, 1, 4])
        region = node("receptive_field_math", "regions", Explorer(model).network, [3, 1, 1, 4])[2]
        assert {term["map"] for term in found["terms"]} == {2, 3} and region["maps"] == [2, 3]

    @pytest.mark.parametrize("map_", range(6))
    def test_each_map_by_itself(self, node, map_):
        """A depthwise filter reads one map, two filters each: 9 products with it, which add up to what Keras makes."""
        model = MODELS["each map by itself"]()
        found, _ = self.apart(node, model, [1, 2, 2, map_])
        plain = next(single_layers(model))
        expected = plain(picture_for(model)[np.newaxis])[0, 2, 2, map_]
        products = [term["value"] * term["weight"] for term in found["terms"]]
        assert {term["map"] for term in found["terms"]} == {map_ // 2} and len(products) == 9
        assert np.allclose([sum(products) + found["bias"], found["output"]], expected, atol=1e-5)

    def test_through_separable_convolutions(self, node):
        """The pixels behind a cell of the fourth map: one cell of all maps, then one window of each, then one more."""
        spec = Explorer(MODELS["each map by itself"]()).network
        names = [layer["name"] for layer in spec["layers"][:4]]
        assert names == ["Depthwise convolution 1", "Tanh", "Separable depthwise 1", "Separable pointwise 1"]
        regions = node("receptive_field_math", "regions", spec, [4, 2, 2, 3])
        assert [region["maps"] for region in regions] == [[0, 2], [0, 5], [0, 5], [0, 17], [3, 3]]
        assert [regions[0]["rows"], regions[0]["columns"]] == [[3, 7], [2, 8]]

    def test_what_reads_nothing(self, node):
        """A cell of the padding, and one that a transposed convolution leaves out: nothing, so a bias at most."""
        model = MODELS["transposed, padded"]()
        spec = Explorer(model).network
        padding, left_out = [1, 0, 3, 1], [4, 1, 4, 0]
        for cell in (padding, left_out):
            found, _ = self.apart(node, model, cell)
            region = node("receptive_field_math", "regions", spec, cell)[cell[0] - 1]
            assert (found["terms"], found["output"], region) == ([], 0, None)

    def test_winner(self, node):
        """The cell of the window that is passed on."""
        found, _ = self.apart(node, network(right_block()), [3, 6, 7, 1])
        values = [term["value"] for term in found["terms"]]
        assert (len(values), found["winner"], found["output"]) == (4, int(np.argmax(values)), max(values))

    def test_flattened(self, node):
        """A number of the row is the cell it came from: 64 numbers of 2 x 2 x 16, map by map."""
        found, _ = self.apart(node, network(right_block()), [7, 0, 0, 37])
        assert [found["terms"][0][name] for name in ("row", "column", "map")] == [1, 0, 5]


class TestContributions:
    @pytest.mark.parametrize("name", MODELS)
    def test_as_the_slopes_of_tensorflow(self, node, name):
        """Value times slope, of every layer, for the score of a class."""
        self.agree(node, MODELS[name]())

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_the_slope_of_every_activation(self, node, function):
        """On both sides of 0."""
        self.agree(node, chained((3, 4, 1), layers.Flatten(), layers.Activation(function), layers.Dense(2)))

    @staticmethod
    def agree(node, model):
        """The browser and TensorFlow, about every layer."""
        import tensorflow as tf

        wanted = model.output_shape[-1] - 1
        picture = picture_for(model)
        spec, weights = sent(Explorer(model))
        received = node("contribution_math", "contributions", spec, weights, picture, wanted)
        values = [tf.constant(picture[np.newaxis])]
        with tf.GradientTape() as tape:
            tape.watch(values[0])
            for layer in single_layers(model):
                values.append(layer(values[-1]))
            top = -2 if spec["layers"][-1].get("function") in ("softmax", "log_softmax") else -1
            score = values[top][0, wanted]
        slopes = tape.gradient(score, values)
        expected = [
            slope if slope is None else (slope * value).numpy().ravel()
            for slope, value in zip(slopes, values, strict=True)
        ]
        gaps = [
            0 if one is None or other is None else np.abs(one - other).max() / np.abs(other).max()
            for one, other in zip(received, expected, strict=True)
        ]
        assert max(gaps) < 1e-4
        assert [one is None for one in received] == [one is None for one in expected]


def single_layers(model):
    """One Keras layer for each step: activations apart, Dropout and inputs left out."""
    for layer in whole_layers(model):
        function = getattr(layer, "activation", None)
        if function is None or isinstance(layer, layers.Activation | layers.ReLU) or function.__name__ == "linear":
            yield layer
        else:
            plain = type(layer).from_config({**layer.get_config(), "activation": "linear"})
            plain.build(layer.input.shape)
            plain.set_weights(layer.get_weights())
            yield plain
            yield function


def whole_layers(model):
    """The layers that do something, separable convolutions in their two halves."""
    for layer in model.layers:
        if isinstance(layer, layers.SeparableConv2D):
            depthwise, pointwise, *bias = layer.get_weights()
            sizes = {name: getattr(layer, name) for name in ("strides", "padding", "dilation_rate", "depth_multiplier")}
            first = layers.DepthwiseConv2D(layer.kernel_size, use_bias=False, **sizes)
            second = layers.Conv2D(layer.filters, 1, use_bias=layer.use_bias, activation=layer.activation)
            maps = keras.Input(layer.input.shape[1:])
            keras.Sequential([maps, first, second])
            first.set_weights([depthwise])
            second.set_weights([pointwise, *bias])
            yield from (first, second)
        elif not isinstance(layer, layers.InputLayer | layers.Dropout | layers.AlphaDropout):
            yield layer


class TestDrawing:
    def test_stroke(self, node):
        """A line of ink one pixel wide, and nothing elsewhere."""
        drawn = node("drawing_math", "stroked", np.zeros(25, "float32"), [5, 5, 1], [2.5, 1.5], [2.5, 3.5], 0.5, [0, 1])
        expected = np.zeros((5, 5))
        expected[2, 1:4] = 1
        assert np.array_equal(drawn.reshape(5, 5), expected)

    def test_erase(self, node):
        """The same line taken away again, in every channel."""
        full = np.ones(75, "float32")
        drawn = node("drawing_math", "stroked", full, [5, 5, 3], [2.5, 1.5], [2.5, 3.5], 0.5, [0, 1], -1)
        assert (drawn.reshape(5, 5, 3)[2, 1:4].sum(), drawn.sum()) == (0, 66)

    def test_soft_edge(self, node):
        """A pixel that the brush covers half is half as bright, between ground and ink."""
        drawn = node(
            "drawing_math", "stroked", np.full(9, -1, "float32"), [3, 3, 1], [1.5, 1.5], [1.5, 1.5], 1, [-1, 1]
        )
        assert drawn.reshape(3, 3)[1].tolist() == [0, 1, 0]

    def test_centred(self, node):
        """The ink's centre goes to the middle."""
        drawn = np.zeros((6, 6), "float32")
        drawn[0:2, 0:2] = 1
        moved = node("drawing_math", "centred", drawn, [6, 6, 1], [0, 1])
        assert np.array_equal(moved.reshape(6, 6), np.roll(drawn, (2, 2), (0, 1)))


SHAPES = [[8, 9, 1], [6, 7, 4], [3, 3, 4], [1, 1, 36], [1, 1, 5]]


class TestWalk:
    @pytest.mark.parametrize(
        ("cell", "key", "reached"),
        [
            ([1, 2, 3, 0], "ArrowRight", [1, 2, 4, 0]),
            ([1, 2, 6, 0], "ArrowRight", [1, 2, 0, 1]),
            ([1, 2, 0, 1], "ArrowLeft", [1, 2, 6, 0]),
            ([1, 2, 6, 3], "ArrowRight", [1, 2, 6, 3]),
            ([1, 5, 0, 0], "ArrowDown", [1, 5, 0, 0]),
            ([1, 2, 3, 0], "]", [1, 2, 3, 1]),
            ([1, 2, 3, 0], "End", [1, 2, 6, 0]),
            ([1, 4, 4, 2], "PageDown", [2, 2, 1, 2]),
            ([2, 1, 1, 3], "PageUp", [1, 3, 3, 3]),
            ([2, 0, 0, 0], "PageDown", [4, 0, 0, 0]),
            ([4, 0, 0, 2], "ArrowUp", [2, 1, 1, 2]),
            ([4, 0, 0, 2], "PageDown", [4, 0, 0, 2]),
            ([4, 0, 0, 2], "ArrowRight", [4, 0, 0, 3]),
        ],
    )
    def test_keys(self, node, cell, key, reached):
        """From cell to cell, over the edge to the next map, over hidden layers (here the fourth) to the next."""
        assert node("explorer_layout_math", "walked", SHAPES, [3], cell, key) == reached

    def test_other_keys(self, node):
        """Lead nowhere."""
        assert node("explorer_layout_math", "walked", SHAPES, [], [1, 0, 0, 0], "q") is None


@pytest.mark.parametrize("shape", [[28, 28, 6], [7, 7, 16], [1, 1, 1024], [56, 56, 64], [32, 32, 1], [3, 90, 5]])
def test_maps_find_room(node, shape):
    """No map overlaps another, and none leaves the width."""
    rows, columns, maps = shape
    room = {"width": 430, "height": 112, "largest": 12, "gap": 4}
    found = node("explorer_layout_math", "arrange", shape, room)
    taken = np.zeros((2000, 431), dtype=int)
    high, wide = max(1, int(rows * found["cell"])), max(1, int(columns * found["cell"]))
    for x, y in found["places"]:
        taken[int(y) : int(y) + high, int(x) : int(x) + wide] += 1
    right = max(x for x, _ in found["places"]) + columns * found["cell"]
    assert (len(found["places"]), taken.max(), bool(right <= 430.01)) == (maps, 1, True)


CAMERA = {"turn": -0.4, "tilt": 0.6, "scale": 1.7, "middle": [200, 150]}


def test_what_is_pointed_at_is_what_is_drawn(node):
    """From a point of a plane to the screen and back."""
    seen = node("camera_math", "project", CAMERA, [12.5, 30, -7])
    assert np.allclose(node("camera_math", "onPlane", CAMERA, 30, seen), [12.5, -7])


def test_maps_lie_on_their_plane(node):
    """A canvas that is transformed draws where the camera sees the plane."""
    a, b, c, d, e, f = node("camera_math", "transformOnto", CAMERA, 30)
    x, z = 12.5, -7
    assert np.allclose([a * x + c * z + e, b * x + d * z + f], node("camera_math", "project", CAMERA, [x, 30, z]))


class Branching(keras.Model):
    """A model of one's own, whose layers nobody knows."""

    def call(self, inputs):
        """Nothing of interest."""
        return inputs


def branches():
    """Two ways from input to output."""
    taken = keras.Input((8, 8, 1))
    flat = layers.Flatten()(taken)
    return keras.Model(taken, layers.Concatenate()([layers.Dense(2)(flat), layers.Dense(2)(flat)]))


class TestRefused:
    @pytest.mark.parametrize(
        ("make", "told"),
        [
            (lambda: "a model", "shows a Keras model, received str"),
            (Branching, "does not say what it takes"),
            (branches, "has branches"),
            (lambda: chained((8, 8, 1), layers.LayerNormalization(), layers.Flatten()), "LayerNormalization"),
            (lambda: chained((8, 8, 1), layers.BatchNormalization(axis=1), layers.Flatten()), "with these arguments"),
            (lambda: chained((8, 8, 1), layers.Reshape((8, 8)), layers.Flatten()), "Reshape with these arguments"),
            (lambda: chained((8, 8, 1), layers.Conv2D(2, 3)), "one number for each class"),
            (lambda: chained((8, 8, 1), layers.Conv2DTranspose(2, 3, dilation_rate=2)), "Conv2DTranspose with these"),
            (lambda: chained((8, 8, 1), layers.UpSampling2D(2), layers.Flatten()), "UpSampling2D is none of them"),
            (lambda: chained((8, 8, 1), layers.Softmax(axis=1), layers.Flatten()), "Softmax with these arguments"),
            (lambda: chained((8,), layers.Dense(2)), "must take pictures"),
            (
                lambda: chained((8, 8, 1), layers.Flatten(), layers.Dense(2, activation="sparsemax")),
                "but not sparsemax, for in Keras what is computed",
            ),
            (
                lambda: chained((8, 8, 2), layers.Conv2D(2, 3, activation="glu"), layers.Flatten()),
                "glu, for in Keras it",
            ),
            (lambda: keras.Sequential([layers.Flatten(), layers.Dense(2)]), "does not say what it takes"),
        ],
    )
    def test_models(self, make, told):
        """In one line that says what is wrong."""
        with pytest.raises(ValueError, match=told) as refusal:
            Explorer(make())
        assert "\n" not in str(refusal.value)

    def test_wrong_in_keras(self):
        """Why two activations are refused; once Keras has mended them, they can be taken."""
        shares = keras.activations.sparsemax(np.array([[0, 0.5, 1]], dtype="float32"))
        halved = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation="glu")])
        assert abs(float(keras.ops.sum(shares)) - 1) > 0.1
        assert halved.output_shape[-1] == 2 * halved(np.ones((1, 2))).shape[-1]

    def test_too_large(self):
        """A network of more cells than can be seen."""
        large = chain((400, 400, 1), conv2d(3, 3), flatten(), dense(2))
        with pytest.raises(ValueError, match=f"at most {MOST_CELLS:,}"):
            layers_of(large)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ({"class_names": ["a", "b"]}, "tells 10 classes apart, but class_names has 2"),
            ({"pictures": np.zeros((3, 28, 28, 1))}, r"\(pictures, 32, 32, 1\), received \(3, 28, 28, 1\)"),
            ({"pictures": np.zeros((3, 32, 32, 1)), "labels": [1]}, "3 pictures need as many labels, received 1"),
            ({"pictures": np.zeros((201, 32, 32, 1))}, "at most 200"),
        ],
    )
    def test_pictures(self, options, told):
        """Pictures and names that do not fit the model."""
        with pytest.raises(ValueError, match=told):
            Explorer(network(right_block()), **options)

    def test_image_of_another_shape(self):
        """A picture that is set must fit too."""
        with pytest.raises(ValueError, match="must have the shape"):
            Explorer(network(right_block())).image = np.zeros((28, 28, 1))


class TestWithoutAKernel:
    def test_begins_with_the_first_picture(self):
        """And it can be read back, and another set."""
        pictures = np.random.default_rng(0).random((2, 32, 32, 1), dtype="float32")
        explorer = Explorer(network(right_block()), pictures=pictures)
        first = explorer.image
        explorer.image = pictures[1]
        assert np.array_equal(first, pictures[0]) and np.array_equal(explorer.image, pictures[1])

    def test_standardised_pictures(self):
        """Ground and ink are the least and the largest pixel."""
        pictures = np.linspace(-1, 2, 2 * 1024, dtype="float32").reshape(2, 32, 32, 1)
        explorer = Explorer(network(right_block()), pictures=pictures)
        assert explorer.pixel_range == [-1, 2]

    def test_still_picture_and_text(self):
        """An image with every layer in words."""
        explorer = Explorer(network(right_block()))
        still = explorer.still()
        assert still.startswith("<img alt=") and "28 × 28 × 6" in still and "28 × 28 × 6" in explorer.alt()

    def test_still_picture_of_maps_of_one_cell(self):
        """A network may end in them, without a Flatten."""
        model = chained((6, 7, 1), layers.SeparableConv2D(3, 3), layers.GlobalAveragePooling2D(keepdims=True))
        assert "GlobalAveragePooling2D, 1 × 1 × 3" in Explorer(model).alt()

    def test_of_one_moment(self):
        """What is still agrees with what is alive, even if the model is trained further before it is asked for."""
        model = network(right_block())
        explorer, asked_at_once = Explorer(model), Explorer(model)
        before = asked_at_once.alt()
        model.set_weights([3 * weight for weight in model.get_weights()])
        assert explorer.alt() == before

    def test_saved_page(self, tmp_path):
        """One file that asks for nothing from elsewhere."""
        page = Explorer(network(right_block())).save(tmp_path / "explorer.html").read_text(encoding="utf-8")
        assert page.startswith("<!doctype html>")
        assert re.findall(r"""(?:src|href)=["'](?!data:)""", page) == []
