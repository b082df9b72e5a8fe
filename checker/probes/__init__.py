"""What runs beside the learner's code: each module reads or calls what the learner has, and brings it back as data.

Nothing here knows what is right. So a probe can run where no exercise is, from its name and settings alone.
"""
