"""What lessons show without a name, for learners to recognise: which letter stands for what."""

from __future__ import annotations

# Lesson 03, the picture `riddle`: the kernels to choose from, numbered from 1, and what was done.
CHOICES = ("identity", "box blur", "sharpen", "edge c", "Sobel x", "Sobel x turned", "Sobel y", "emboss")
RIDDLE = {"A": "sharpen", "B": "Sobel y", "C": "box blur", "D": "Sobel x turned", "E": "edge c"}

# Lesson 09, the picture `six_curves`: which training run is behind which letter.
CURVES = {"A": "rate too low", "B": "overfitting", "C": "dead", "D": "leakage", "E": "good", "F": "rate too high"}
