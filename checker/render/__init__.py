"""A report as something to read: `text` for terminals, `html` for pages."""
