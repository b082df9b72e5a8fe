"""Deserialisation: what runs code, or does harm, when somebody loads it."""

from __future__ import annotations

import pickle

from tests.attacks.forging import MALFORMED, sends
from tests.attacks.submission import MARK, Submission, after_empty

GOES_OFF = f"import os, pickle\nprint('off:', os.path.exists('/tmp/{MARK}'))"


class _Bomb:
    """Runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        import os

        return os.system, (f"touch /tmp/{MARK}",)


PICKLE = pickle.dumps(_Bomb(), protocol=0)  # text, in which a mark can be put in place
NAMES = ("answers.pickle", "answers.npy", "answers.json", "model.pkl", "result.pickle", "start.npy", "weights.npz")

DESERIALISING = {
    "an object that runs code when it is unpickled": Submission(
        slide=f"""
        class Bomb:
            def __reduce__(self): return __import__("os").system, ("touch /tmp/{MARK}",)
        def slide(image, kernel): return Bomb()
        """,
        below=GOES_OFF.replace("\n", "\npickle.loads(pickle.dumps(Bomb()))\n"),
        shows="off: True",
    ),
    "pickles left for the judge": Submission(
        slide=after_empty("""
            import os, shutil
            for name in os.listdir():
                for place in ("/tmp", os.environ["HOME"]):
                    shutil.copy(name, place)
            """),
        files=dict.fromkeys(NAMES, PICKLE),
        below=GOES_OFF.replace("\n", "\npickle.load(open('answers.pickle', 'rb'))\n"),
        shows="off: True",
    ),
    "a saved model with code in it left for the judge": Submission(
        slide=after_empty(f"""
            import keras, shutil
            model = keras.Sequential([keras.Input((1,)), keras.layers.Lambda(
                lambda x: __import__("os").system("touch /tmp/{MARK}") + x, output_shape=(1,))])
            for name in ("model.keras", "answers.keras", "/tmp/model.keras"):
                model.save(name)
            """),
        below=GOES_OFF.replace("\n", "\nkeras.models.load_model('model.keras', safe_mode=False)\n"),
        shows="off: True",
    ),
    "a saved model with a class of its own left for the judge": Submission(
        slide=after_empty(f"""
            import keras, os, shutil
            @keras.saving.register_keras_serializable(package="mine")
            class Bomb(keras.layers.Layer):
                @classmethod
                def from_config(cls, config):
                    os.system("touch /tmp/{MARK}")
                    return super().from_config(config)
                def call(self, x): return 2 * x
            model = keras.Sequential([keras.Input((1,)), Bomb()])
            for name in ("model.keras", "answers.keras", "/tmp/model.keras"):
                model.save(name)
            """),
        below=GOES_OFF.replace("\n", "\nkeras.models.load_model('model.keras')\n"),
        shows="off: True",
    ),
    "a model with a class of its own": Submission(
        lenet=f"""
            import keras, os
            class Bomb(keras.layers.Layer):
                def get_config(self):
                    os.system("touch /tmp/{MARK}")
                    return {{"__reduce__": [["os.system", "touch /tmp/{MARK}"]], "class_name": "Conv2D"}}
                def __reduce__(self): return os.system, ("touch /tmp/{MARK}",)
                def call(self, x): return x
            model = keras.Sequential([keras.Input((32, 32, 1)), Bomb()])
            """,
        shows="What Bomb does cannot be read",
    ),
    "an array of objects": Submission(
        slide="""
        import numpy as np
        def slide(image, kernel): return np.array([lambda: 0, {}], dtype=object)
        """,
        shows="array of object",
    ),
    "an array that is a file": Submission(
        slide="""
        import numpy as np
        class Path(str): pass
        def slide(image, kernel): return Path("/etc/passwd")
        """,
        shows="Path|text",
    ),
    "a dtype of objects in the answers": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': {'array': {'dtype': 'O', 'shape': [1], 'items':"
        " ['x']}}}] * len(calls), 'raised': None})"
    ),
    "a dtype that is a program": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': {'array': {'dtype': '(2,)O', 'shape': [1], 'items':"
        " ['__import__(\"os\")']}}}] * len(calls), 'raised': None})"
    ),
    "a kind that there is not": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': {'pickle': 'gASVKAAAAAAAAACMBXBvc2l4'}}], 'raised':"
        " None})",
        told=(MALFORMED,),
    ),
    "dictionaries where lists belong": sends(
        "json.dumps({'state': 'function', 'calls': {'0': {'value': 0}}, 'raised': {'type': [], 'in_answer': 1}})"
    ),
}
