"""What instructors need: the course laid out for nbgrader, and submissions graded.

    course_layout    COURSE with source, release and settings
    command, grade   `checker grade`: submissions -> jobs -> workers -> results -> ledger -> gradebook
    submissions      what was handed in, found and read        assignment     what the instructor made of it
    job              what goes to a worker and comes back      workers        processes that grade
    grade_submission a kernel driven, its answers judged       kernels        the kernel: warm/, or an ordinary one
    ledger           what is graded already                    recorder, gradebook   into nbgrader's database

The other modules are nbgrader's own steps, for `nbgrader autograde`.
"""
