"""The rules by family. Importing this package fills `documents.checking.registry.RULES`."""
