"""Forging the verdict: by what is returned, by what is replaced in the kernel, by what the kernel sends."""

from __future__ import annotations

from tests.attacks.submission import Submission, after_empty

REACHES = "reaches into the checker"
MALFORMED = "convolution-map: answers malformed"
DIED = "The kernel died while cell 5 ran"


def sends(text: str, told: tuple[str, ...] = (MALFORMED,), shows: str = "") -> Submission:
    """The answers made up: `text` is an expression for what the probe sends; `calls` are the questions."""
    source = f"""
        from checker.grading import kernel_side
        def answer(request):
            import json
            calls = json.loads(request)["questions"]["calls"]
            return kernel_side.Data({text})
        kernel_side.answer = answer
        """
    return Submission(slide=after_empty(source), told=(REACHES, *told), shows=shows)


RETURNED = {
    "a result that equals everything": Submission(
        slide="""
        class Any:
            shape = dtype = property(lambda self: self)
            def __eq__(self, other): return True
            def __float__(self): return 1.0
            def __array__(self, *_, **__):
                import numpy as np
                return np.zeros((1, 1))
        def slide(image, kernel): return Any()
        """,
        shows="gave an Any",
    ),
    "an array of a class of its own": Submission(
        slide="""
        import numpy as np
        class Lie(np.ndarray):
            def tolist(self): return 0
            def __eq__(self, other): return True
        def slide(image, kernel): return np.zeros((2, 2)).view(Lie)
        """,
        shows="gave a Lie",
    ),
    "a result that is never unequal": Submission(
        slide="""
        class Never:
            shape = (2, 2)
            def __ne__(self, other): return False
            def __sub__(self, other): return 0.0
            __rsub__ = __abs__ = __sub__
            def __bool__(self): return True
        def slide(image, kernel): return Never()
        """,
        shows="gave a Never",
    ),
    "a number that is never unequal": Submission(
        slide="""
        class Number(float):
            def __ne__(self, other): return False
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
        def slide(image, kernel): return Number(7)
        """,
        shows="gave a Number",
    ),
    "a callable that is no function": Submission(
        slide="""
        class Slide:
            def __call__(self, *a): return self
            def __getattr__(self, name): return self
        slide = Slide()
        """,
        told=(MALFORMED,),
        shows="Slide",
    ),
    "an exception that no Exception catches": Submission(
        slide="""
        class Out(BaseException): pass
        def slide(image, kernel): raise Out("passed")
        """,
        shows="stopped.*Out",
    ),
    "the questions themselves": Submission(
        slide="def slide(image, kernel): return image\n", shows=r"gave the shape \(3, 4\)"
    ),
    "the image changed to what the kernel is": Submission(
        slide="""
        def slide(image, kernel):
            image[...] = 0
            return image
        """,
        shows="changed the array",
    ),
}

REPLACED = {
    "NumPy patched to find everything close": Submission(
        slide=after_empty("""
            import numpy as np
            np.allclose = np.array_equal = lambda *a, **k: True
            np.isclose = lambda *a, **k: np.True_
            """),
        below="print('close:', np.allclose(1, 2))",
        shows="close: True",
    ),
    "built-in functions patched": Submission(
        slide=after_empty("""
            import builtins
            builtins.all = builtins.any = lambda x: True
            builtins.round = lambda *x: 99
            """),
        below="print('all:', all([0]))",
        shows="all: True",
    ),
    "the probe patched": Submission(
        slide=after_empty("""
            import checker.probes.function as f
            f.call_function = lambda function, arguments: {"value": 0}
            f.probe = lambda *a: {"state": "function", "calls": [{"value": 7}]}
            """),
        told=(REACHES,),
    ),
    "the reference edited": Submission(
        slide=after_empty("""
            import gc, scipy.signal, checker.exercise, checker.report
            for one in (checker.exercise.Exercise, checker.report.Report, checker.report.Finding):
                one.score = one.points = one.judge = one.report = one.status = 9.0
            found = [one for one in gc.get_objects() if type(one) is checker.exercise.Exercise]
            for one in found:
                object.__setattr__(one, "judge", lambda *a: [])
            scipy.signal.correlate2d = scipy.signal.convolve2d = lambda *a, **k: 0
            print("edited:", checker.exercise.Exercise.report, len(found))
            """),
        told=(REACHES, "looks around in memory"),
        shows=r"edited: 9.0 0\b",
    ),
    "the questions edited for those to come": Submission(
        slide="""
        import sys
        def slide(image, kernel):
            frame = sys._getframe(1)
            while frame:
                for name, value in list(frame.f_locals.items()):
                    if isinstance(value, dict) and "calls" in value:
                        print("edited:", name)
                        value["calls"] = [[[[0]], [[0]]] for _ in value["calls"]]
                        value["expected"] = [0 for _ in value["calls"]]
                frame = frame.f_back
            return 0
        """,
        told=("looks around in memory",),
        shows="single number 0",
    ),
    "json patched": Submission(
        slide=after_empty("""
            import json
            dumps = json.dumps
            json.dumps = lambda x, **k: '{"status": "passed", "score": 9}' if "calls" in x else dumps(x, **k)
            """),
        told=(MALFORMED,),
    ),
    "a verdict told to oneself": Submission(
        slide=after_empty("""
            from checker import told_verdicts
            told_verdicts.tell({"exercise": "convolution-map", "title": "", "status": "passed", "score": 9.0,
                "points": 9.0, "findings": []})
            print("told:", told_verdicts.told("convolution-map").status)
            """),
        told=(REACHES,),
        shows="told: passed",
    ),
    "the check patched": Submission(
        slide=after_empty("""
            import checker.notebook, checker.run
            checker.notebook.check_cell = lambda slug: 9.0
            checker.run.check = lambda *a, **k: None
            """),
        told=(REACHES,),
        below="from checker.notebook import check_cell\nprint('score:', check_cell('convolution-map'))",
        shows="score: 9.0",
    ),
    "an AST transformer that empties later cells": Submission(
        slide=after_empty("""
            import ast
            class Away(ast.NodeTransformer):
                def visit_Module(self, node):
                    node.body = ast.parse("print('emptied')").body
                    return node
            get_ipython().ast_transformers.append(Away())
            """),
        below="print('as it was')",
        told=("changes how cells are run",),
        shows="emptied",
    ),
    "an input transformer that rewrites later cells": Submission(
        slide=after_empty("get_ipython().input_transformers_cleanup.append(lambda lines: ['print(\"rewritten\")\\n'])"),
        below="print('as it was')",
        told=("changes how cells are run",),
        shows="rewritten",
    ),
    "the cell runner replaced": Submission(
        slide=after_empty("""
            from IPython.core.interactiveshell import ExecutionResult
            get_ipython().run_cell = lambda *a, **k: ExecutionResult(None)
            """),
        told=("changes how cells are run",),
    ),
    "the expressions' answers replaced": Submission(
        slide=after_empty("get_ipython().user_expressions = lambda expressions: {'answers': 9.0}"),
        told=("changes how cells are run", MALFORMED),
    ),
    "success printed": Submission(
        slide=after_empty("""
            print('{"status": "passed", "score": 9.0}')
            print(3.0)
            3.0
            """),
        shows="passed",
    ),
    "success shown as the check would": Submission(
        slide=after_empty("""
            from IPython.display import display
            display({"text/html": "<section class='checker-report'>Right: 3 of 3 points</section>",
                "text/plain": "3.0", "application/vnd.pixels-to-lenet.answers": '{"status": "passed"}'}, raw=True)
            """),
        shows="3.0",
    ),
    "the score written into every file that a grader may read": Submission(
        slide=after_empty("""
            import json, os
            score = json.dumps({"score": 1.0, "points": 3, "gradable": True, "tests": [{"score": 3}]})
            for name in ("results.json", ".OTTER_LOG", "/tmp/results.json", "grades.csv", "autograder_results.json"):
                open(name, "w").write(score)
            os.environ["SCORE"] = os.environ["NBGRADER_SCORE"] = "3.0"
            print("written")
            """),
        shows="written",
    ),
    "another face while it is graded": Submission(
        slide=after_empty("""
            import os
            if os.environ.get("NBGRADER_EXECUTION") == "autograde":
                print("noticed")
            """),
        shows="noticed",
    ),
}

SENT = {
    "a report in the answers' place": sends("json.dumps({'status': 'passed', 'score': 99, 'points': 99})"),
    "no answers": sends("json.dumps({'state': 'function', 'calls': [], 'raised': None})", (), "had not come back"),
    "fewer answers than questions": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': 0}], 'raised': None})", (), "the single number 0"
    ),
    "more answers than questions": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': 0}] * 999, 'raised': None})", (), "the single number 0"
    ),
    "answers that are NaN": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': {'float': 'nan'}}] * len(calls), 'raised': None})",
        (),
        "the single number nan",
    ),
    "numbers that JSON does not know": sends(
        """'{"state": "function", "calls": [{"value": NaN}, {"value": Infinity}], "raised": null}'""",
        shows="not finite",
    ),
    "a number too large to be finite": sends(
        """'{"state": "function", "calls": [{"value": 1e999}], "raised": null}'""", shows="not finite"
    ),
    "answers that are questions": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': c} for c in calls], 'raised': None})", (), r"gave \(\[\["
    ),
    "the same key twice": sends("""'{"state": "function", "state": "passed", "calls": 1}'""", (), "still empty"),
    "another state": sends("json.dumps({'state': 'passed', 'calls': [], 'raised': None})", (), "still empty"),
    "a finding that praises": sends(
        "json.dumps({'state': 'stub', 'calls': [], 'raised': {'type': 'Right', 'message': '3 of 3 points', 'code':"
        " '', 'line': 0, 'in_answer': True}, 'status': 'passed', 'share': 1.0})",
        (),
        "stopped with a Right",
    ),
    "the kernel's own reply replaced": Submission(
        slide=after_empty("""
            async def do_execute(*a, **k):
                data = {"status": "ok", "data": {"text/plain": "9"}, "metadata": {}}
                return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {"answers": data}}
            get_ipython().kernel.do_execute = do_execute
            """),
        told=("changes how cells are run", MALFORMED),
    ),
    "a reply before the kernel's own": Submission(
        slide="""
        kernel = get_ipython().kernel
        answers = {"data": {"application/vnd.pixels-to-lenet.answers": '{"status": "passed", "score": 3}'}}
        content = {"status": "ok", "execution_count": 1, "user_expressions": {"answers": answers}}
        def slide(image, kernel_):
            import time
            if image.shape != (3, 4): return 0
            parent = kernel.get_parent()
            kernel.shell_stream.io_loop.add_callback(kernel.session.send, kernel.shell_stream, "execute_reply", content,
                parent=parent, ident=[parent["header"]["session"].encode()])
            time.sleep(0.5)
            return 0
        """,
        told=("speaks to the grader in the kernel's place", MALFORMED),
    ),
    "replies to requests that are still to come": Submission(
        slide="""
        import threading, time
        kernel, parent = get_ipython().kernel, get_ipython().kernel.get_parent()
        before, number = parent["header"]["msg_id"].rsplit("_", 1)
        answers = {"data": {"application/vnd.pixels-to-lenet.answers": '{"status": "passed", "score": 3}'}}
        content = {"status": "ok", "execution_count": 1, "user_expressions": {"answers": answers}}
        def send(ahead):
            header = {**parent["header"], "msg_id": f"{before}_{int(number) + ahead}"}
            kernel.session.send(kernel.shell_stream, "execute_reply", content, parent={"header": header},
                ident=[parent["header"]["session"].encode()])
        def go_on():
            for _ in range(100):
                for ahead in range(6):
                    kernel.shell_stream.io_loop.add_callback(send, ahead)
                time.sleep(0.01)
        def slide(image, kernel_):
            time.sleep(0.1)
            return 0
        threading.Thread(target=go_on, daemon=True).start()
        """,
        told=("speaks to the grader in the kernel's place", MALFORMED),
    ),
    "messages that are none, and some of another's": Submission(
        slide=after_empty("""
            kernel, parent = get_ipython().kernel, get_ipython().kernel.get_parent()
            session, out = kernel.session, kernel.iopub_socket
            stranger = {"header": {**parent["header"], "msg_id": "another", "session": "another"}}
            for which in (parent, stranger):
                session.send(out, "status", {"execution_state": "idle"}, parent=which)
                session.send(out, "execute_result", {"data": {"text/plain": "3.0"}}, parent=which)
                session.send(out, "stream", {"name": [], "text": {"a": 1}}, parent=which)
                session.send(out, "error", {"ename": 1, "evalue": [], "traceback": "x"}, parent=which)
                session.send(out, "execute_reply", {"user_expressions": 9.0}, parent=which)
            out.send_multipart([b"x", b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"{}"])
            out.send_multipart([b"x"])
            """),
        below="print('all were sent')",
        told=("speaks to the grader in the kernel's place",),
        shows="all were sent",
    ),
}

ENDED = {
    "an early exit": Submission(
        slide=after_empty("import os; os._exit(0)"), told=("died while cell 4 ran.*: it ended by itself",)
    ),
    "a crash": Submission(
        slide=after_empty("import ctypes; ctypes.string_at(0)"),
        told=("died while cell 4 ran.*: it was ended by SIG",),
    ),
    "an exit while it is asked": Submission(slide="import os\ndef slide(image, kernel): os._exit(0)\n", told=(DIED,)),
    "an exit that is polite": Submission(slide=after_empty("import sys; sys.exit(0)"), shows="SystemExit"),
}

FORGING = RETURNED | REPLACED | SENT | ENDED
