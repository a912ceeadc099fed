"""Who may do what: the expected answers, written down apart from the code that gives them."""
