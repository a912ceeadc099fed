"""Word files put together by hand: whatever a stranger may send."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(**targets):
    """A part of relationships: kind → target."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def document(body):
    """document.xml with that body."""
    spaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f"<w:document {spaces}><w:body>{body}</w:body></w:document>"


def p(*runs, properties=""):
    """A paragraph; runs are words or XML."""
    inside = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def docx(body="", *, main=None, numbering="", styles="", footnotes="", more=()):
    """A .docx of that body; `more` are further parts as (name, content)."""
    inner = {"numbering": "numbering.xml"} if numbering else {}
    inner |= {"styles": "styles.xml"} if styles else {}
    inner |= {"footnotes": "footnotes.xml"} if footnotes else {}
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relationships(**inner),
        "word/document.xml": document(body) if main is None else main,
    }
    for name, inside in (("numbering", numbering), ("styles", styles), ("footnotes", footnotes)):
        if inside:
            parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W}">{inside}</w:{name}>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in [*parts.items(), *more]:
            file.writestr(name, content)
    return out.getvalue()
