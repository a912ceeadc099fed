"""All faults, in the order of the rules."""

from tests.documents.conformity.faults import annexes, body, closing, file_and_page, head

FAULTS = (*file_and_page.FAULTS, *head.FAULTS, *body.FAULTS, *closing.FAULTS, *annexes.FAULTS)
