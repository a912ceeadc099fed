"""The stored text of a legal document, for people who may read the catalogue."""

from pathlib import PurePath

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from plans.models import LegalDocument

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@permission_required("plans.view_legaldocument", raise_exception=True)
def legal_file(request, document_id: int) -> FileResponse:
    """The file of a legal document, to be saved under the document's own name."""
    document = get_object_or_404(LegalDocument.objects.exclude(file=""), pk=document_id)
    kind = PurePath(document.file.name).suffix.lower()
    if kind not in TYPES or not document.file.storage.exists(document.file.name):
        raise Http404
    name = str(document)[:120].replace("/", "-")
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=f"{name}{kind}", content_type=TYPES[kind]
    )
