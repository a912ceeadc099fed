"""The example plans that come with the program, as plain TOML files, and the work that enters them."""

from portal.examples.loading import load_examples

__all__ = ["load_examples"]
