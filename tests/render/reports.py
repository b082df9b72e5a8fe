"""Reports of every sort, to be rendered."""

from checker.report import Finding, Report, Status, error_report

RIGHT_FIRST_BLOCK = Finding(status=Status.PASSED, where="first block", message="8 filters of 5x5, tanh, max pooling.")

REPORTS = {
    "passed": Report(
        exercise="lenet",
        title="Complete the second block of the network",
        status=Status.PASSED,
        score=6.0,
        points=6.0,
        findings=(
            RIGHT_FIRST_BLOCK,
            Finding(
                status=Status.PASSED, where="second block", message="16 filters of 8x8, `tanh`, max pooling of 3x3."
            ),
        ),
    ),
    "failed": Report(
        exercise="lenet",
        title="Complete the second block of the network",
        status=Status.FAILED,
        score=3.6,
        points=6.0,
        findings=(
            RIGHT_FIRST_BLOCK,
            Finding(
                status=Status.FAILED,
                where="second convolution",
                message="The second convolution looks through a window of 5x5; 8x8 was asked for.\n"
                "From there on the shapes are others:\n"
                "  layer               received        expected\n"
                "  second convolution  (10, 10, 16)    (7, 7, 16)\n"
                "  second pooling      (3, 3, 16)      (2, 2, 16)",
                hint="`kernel_size` is the second argument of `Conv2D`: the rows and columns a filter sees at once.",
                mistake="kernel-size",
            ),
            Finding(
                status=Status.FAILED,
                where="second activation",
                message='The second activation is "relu"; "tanh" was asked for. Is 1 < 2 & 3 > 2?',
                hint='Write `layers.Activation("tanh")`.',
                mistake="activation",
            ),
            Finding(
                status=Status.WARNING,
                where="first convolution",
                message="Its weights are frozen (`trainable = False`), so training will not change them.",
                hint="Leave `trainable` out, unless you mean it.",
                mistake="frozen",
            ),
        ),
    ),
    "unattempted": Report(
        exercise="lenet",
        title="Complete the second block of the network",
        status=Status.UNATTEMPTED,
        score=0.0,
        points=6.0,
        findings=(
            Finding(
                status=Status.UNATTEMPTED,
                where="answer cell",
                message="There is no `model` yet.",
                hint="Run the answer cell first (Shift+Enter), then check again.",
            ),
        ),
    ),
    "error": error_report(
        "lenett",
        "There is no exercise 'lenett'. Did you mean: 'lenet'?",
        hint="`checker list` shows every exercise.",
    ),
}
