"""The pages of plans: list, new, the plan with its printed pages, and its editor."""
