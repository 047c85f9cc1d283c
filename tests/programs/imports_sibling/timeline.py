"""Has the name of the package that records."""

VALUE = "mine"
