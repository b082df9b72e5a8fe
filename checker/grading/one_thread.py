"""NumPy with a single thread, set before it is imported, for processes that run as many at a time as there are cores.

Its others, which wait for work, would keep the cores busy; and a process that has any cannot fork safely.
"""

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
