"""An app that real workers of the tests have installed: it offers one paper that takes seconds to print."""
