"""`python -m tests.factories.asking COUNT`: approves papers in a process of its own, whatever its settings are.

Prints how many seconds each approval took, as JSON.
"""

import json
import sys
import time
import uuid

import django


def main(count: int) -> None:
    django.setup()
    from django.db import transaction

    from documents.content import Paragraph
    from documents.models import FrozenPaper
    from tests.factories.contents import FILLER, plan
    from tests.factories.papers import a_frozen_paper
    from tests.factories.plans import a_user

    by, first, seconds = a_user(username=f"nguoi-{uuid.uuid4()}"), FrozenPaper.objects.count() + 1, []
    for number in range(first, first + count):
        said = plan(title=f"Thực hiện Dự án số {number}", closing=(Paragraph(FILLER),) * 80, appendices=())
        begun = time.monotonic()
        with transaction.atomic():
            a_frozen_paper(row_id=number, content=said, organisation=by.organisation, by=by)
        seconds.append(time.monotonic() - begun)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]))
