"""Areas, organisations with their departments and signers, and accounts in the admin."""

from organisations.admin import accounts, areas, offices

__all__ = ["accounts", "areas", "offices"]
