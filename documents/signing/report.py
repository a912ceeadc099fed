"""What an examination of a signed file found: accepted or not, why, by whom it is signed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from documents.signing.certificates import VIETNAM, when

SIGNER, SEAL = "signer", "seal"


@dataclass(frozen=True)
class Expecting:
    """What a signed file must show: whose signature, whose seal, which number and date (None: not given yet).

    `needs` are the signatures it must have: ("signer",) or ("signer", "seal").
    """

    signer_name: str
    organisation_name: str
    number: int | None = None
    dated_on: date | None = None
    needs: tuple[str, ...] = (SIGNER,)


@dataclass(frozen=True)
class Signature:
    """One signature found in the file. Times are ISO 8601.

    `role` is "signer", "seal" or "" (somebody else). `intact`: the signed bytes are what was signed. `covers_file`:
    nothing was added afterwards. `modified`: something other than fields, signatures and their proofs was added
    afterwards. `known_authority`: the chain leads to an authority that the office trusts (None: it has named none).
    """

    field: str
    role: str
    name: str
    subject: str
    issuer: str
    chain: tuple[str, ...]
    certificate_sha256: str
    valid_from: str
    valid_to: str
    signed_at: str
    time_is_proven: bool
    intact: bool
    covers_file: bool
    modified: bool
    known_authority: bool | None

    @property
    def role_name(self) -> str:
        """«Người ký», «Con dấu» or «Chữ ký khác»."""
        return {SIGNER: "Người ký", SEAL: "Con dấu"}.get(self.role, "Chữ ký khác")

    @property
    def validity(self) -> str:
        """«20/11/2025 đến 19/11/2028», days in Vietnam."""
        days = (datetime.fromisoformat(moment).astimezone(VIETNAM) for moment in (self.valid_from, self.valid_to))
        return " đến ".join(f"{day:%d/%m/%Y}" for day in days)

    @property
    def signed_when(self) -> str:
        """«10 giờ 00 phút ngày 20/11/2026», or empty when the signature does not say."""
        return when(datetime.fromisoformat(self.signed_at)) if self.signed_at else ""


@dataclass(frozen=True)
class ChangedWords:
    """A passage of page `page` that is not what was approved: words removed, words added, words around them.

    `pieces` are (kind, text) as `documents.comparing.Piece`: kind is "same", "added" or "removed".
    """

    page: int
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SignedReport:
    """The verdict on one file. `refusals` are sentences, each with what to do; none: the file is accepted.

    `remarks` are sentences that a person should read although the file is accepted. `resaved`: another program wrote
    the file anew, so that text and pictures of its pages were compared instead of bytes.
    """

    refusals: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    changes: tuple[ChangedWords, ...] = ()
    signatures: tuple[Signature, ...] = ()
    resaved: bool = False
    pages: int | None = None

    @property
    def accepted(self) -> bool:
        return not self.refusals

    def to_json(self) -> dict:
        """As plain values for a JSON column; `from_json` reads them back."""
        return json.loads(json.dumps(asdict(self) | {"accepted": self.accepted}))

    @classmethod
    def from_json(cls, tree: dict) -> SignedReport:
        """Read what `to_json` wrote."""
        return cls(
            refusals=tuple(tree["refusals"]),
            remarks=tuple(tree["remarks"]),
            changes=tuple(
                ChangedWords(c["page"], tuple((kind, text) for kind, text in c["pieces"])) for c in tree["changes"]
            ),
            signatures=tuple(Signature(**s | {"chain": tuple(s["chain"])}) for s in tree["signatures"]),
            resaved=tree["resaved"],
            pages=tree["pages"],
        )
