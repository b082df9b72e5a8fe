"""What instructors need: the course laid out for nbgrader, and the settings it is graded with."""
