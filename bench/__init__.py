"""Measurements: `bin/bench`."""
