"""What the notebooks import besides the checker: data, pictures, and the words of the course."""
