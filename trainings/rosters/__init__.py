"""Lists of names as units write them: opened, their columns found, every row checked, forms and bad rows written back.

Nothing in here knows the database. The order of the work: opening, columns, rows, checking, templates.
"""
