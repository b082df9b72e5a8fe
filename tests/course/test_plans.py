from course import plans
from course.article_network import LENET_REFERENCE


def test_the_plan_is_the_network_that_the_check_asks_for():
    """Every setting in the plan is that of the reference's layer, in order."""
    planned = [setting for block in plans.LENET[1:] for _, setting in block.stages]
    assert planned == [_setting(layer) for layer in LENET_REFERENCE.layers]


def test_the_second_block_is_open():
    """The learner completes the block that the exercise asks for, and no other."""
    assert [block.open for block in plans.LENET] == [False, False, True, False]


def _setting(layer):
    """A layer of the reference as the plan writes its settings."""
    arguments = layer.arguments
    match layer.class_name:
        case "Conv2D":
            return "{} filters, {} × {}".format(arguments["filters"], *arguments["kernel_size"])
        case "MaxPooling2D":
            return "{} × {}, stride {}".format(*arguments["pool_size"], arguments["strides"][0])
        case "Dense":
            return str(arguments["units"])
        case _:
            return ""
