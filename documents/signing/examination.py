"""The examination of a signed file, in order: a harmless PDF, signed, intact, the approved paper, by the right people.

`examine` never raises on a bad file: whatever is wrong with it is a sentence in the report.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from documents.signing import container, sentences
from documents.signing.certificates import unusable
from documents.signing.likeness import Likeness, compare
from documents.signing.names import differs_in_accents, is_organisation, is_person
from documents.signing.report import SEAL, SIGNER, Expecting, Signature, SignedReport
from documents.signing.signatures import Found, find_signatures

_CLOCKS_DIFFER = timedelta(minutes=10)


def examine(
    data: bytes, *, approved: bytes, expecting: Expecting, anchors: tuple[bytes, ...], at: datetime
) -> SignedReport:
    """See `documents.signing.examine_signed`; this is the work itself, in the same process."""
    if fault := container.fault(data):
        return SignedReport((fault,))
    try:
        return _Examination(data, approved, expecting, anchors, at).report()
    except Exception:  # a hostile file may lead four libraries anywhere; the person gets a sentence, the log the place
        logging.getLogger(__name__).warning("A signed file could not be examined", exc_info=True)
        return SignedReport((container.DAMAGED,))


class _Examination:
    def __init__(self, data, approved, expecting, anchors, at):
        self.data, self.approved, self.expecting = data, approved, expecting
        self.anchors, self.at = anchors, at
        self.refusals: list[str] = []
        self.remarks: list[str] = []

    def report(self) -> SignedReport:
        found = find_signatures(self.data, anchors=self.anchors, at=self.at)
        if not found:
            return SignedReport((sentences.UNSIGNED,))
        roles = [self._role(signature) for signature in found]
        for number, (signature, role) in enumerate(zip(found, roles, strict=True)):
            self._judge_signature(signature, role, is_last=number == len(found) - 1)
        likeness = compare(self.data, self.approved, signer_name=self.expecting.signer_name)
        self._judge_paper(likeness)
        if not likeness.is_other_paper:
            self._judge_number(likeness)
            self._judge_people(found, roles)
        resaved = not self.data.startswith(self.approved)
        if resaved and not self.refusals:
            self.remarks.append(sentences.RESAVED)
        self.remarks.append(sentences.NOT_ASKED_ONLINE)
        return SignedReport(
            refusals=tuple(dict.fromkeys(self.refusals)),
            remarks=tuple(dict.fromkeys(self.remarks)),
            changes=tuple(likeness.changes),
            signatures=tuple(_reported(f, role) for f, role in zip(found, roles, strict=True) if f.certificate),
            resaved=resaved,
            pages=likeness.pages,
        )

    def _role(self, found: Found) -> str:
        if found.certificate is None:
            return ""
        if is_organisation(found.certificate, self.expecting.organisation_name):
            return SEAL
        return SIGNER if is_person(found.certificate, self.expecting.signer_name) else ""

    def _judge_signature(self, found: Found, role: str, *, is_last: bool) -> None:
        if found.certificate is None:
            self.refusals.append(sentences.UNREADABLE)
            return
        name, refuse, remark = found.certificate.name, self.refusals.append, self.remarks.append
        if found.fault:
            refuse(sentences.FAULTS[found.fault].format(name=name, digest=found.digest.upper()))
            return
        if found.change == "other" and (is_last or found.forbids_change):
            refuse(sentences.ADDED_AFTER.format(name=name))
        elif found.change == "fields" and is_last:
            refuse(sentences.FILLED_AFTER.format(name=name))
        elif found.change == "other":
            remark(sentences.STAMPED_AFTER.format(name=name))
        self._judge_time(found)
        self._judge_authority(found)

    def _judge_time(self, found: Found) -> None:
        certificate = found.certificate
        if found.signed_at is None:
            self.remarks.append(sentences.NO_TIME.format(name=certificate.name))
        elif found.signed_at > self.at + _CLOCKS_DIFFER:
            self.refusals.append(sentences.future(certificate.name, found.signed_at))
        moment = found.signed_at or self.at
        if moment > certificate.valid_to:
            self.refusals.append(sentences.expired(certificate.name, certificate.valid_to, moment))
        elif moment < certificate.valid_from:
            self.refusals.append(sentences.not_yet_valid(certificate.name, certificate.valid_from, moment))
        elif fault := unusable(certificate, moment):
            self.refusals.append(fault)
        elif not found.time_is_proven and self.at > certificate.valid_to:
            self.remarks.append(sentences.expired_since(certificate.name, certificate.valid_to))

    def _judge_authority(self, found: Found) -> None:
        name, issuer = found.certificate.name, found.certificate.issuer
        if found.authority in sentences.AUTHORITY_FAULTS and not found.certificate.self_signed:
            self.refusals.append(sentences.AUTHORITY_FAULTS[found.authority].format(name=name, issuer=issuer))
        elif found.authority != "trusted" and found.certificate.self_signed:
            self.refusals.append(sentences.SELF_SIGNED.format(name=name))
        elif not found.authority:
            self.remarks.append(sentences.NO_ANCHORS.format(name=name, issuer=issuer))

    def _judge_paper(self, likeness: Likeness) -> None:
        refuse = self.refusals.append
        if likeness.is_other_paper:
            refuse(sentences.OTHER_PAPER.format(percent=round(likeness.shared * 100)))
            return
        if likeness.pages != likeness.approved_pages or likeness.missing:
            refuse(sentences.pages(likeness))
        if likeness.shuffled:
            refuse(sentences.SHUFFLED)
        for pages, sentence in (
            (likeness.resized, sentences.RESIZED),
            (likeness.annotated, sentences.ANNOTATED),
            ([change.page for change in likeness.changes], sentences.CHANGED_WORDS),
        ):
            if pages:
                refuse(sentence.format(pages=sentences.listed(pages)))
        # A page whose words changed looks different too: that is one fault, not two.
        pictures = sorted(set(likeness.pictures) - {change.page for change in likeness.changes} - {*likeness.annotated})
        if pictures:
            refuse(sentences.CHANGED_PICTURE.format(pages=sentences.listed(pictures)))
        elsewhere = sorted(set(likeness.stamped) - set(likeness.pictures))
        if elsewhere:
            self.remarks.append(sentences.STAMPED_ELSEWHERE.format(pages=sentences.listed(elsewhere)))
        covered = sorted(set(likeness.covered) - set(pictures))
        if covered and not likeness.changes:
            refuse(sentences.COVERED.format(pages=sentences.listed(covered)))

    def _judge_number(self, likeness: Likeness) -> None:
        """Number and date on the paper against the register; blank places are a fault only on a sealed paper."""
        if likeness.pages != likeness.approved_pages or likeness.shuffled:
            return
        expected, day = self.expecting.number, self.expecting.dated_on
        values = (
            ("number", "số", expected),
            ("day", "ngày", day and day.day),
            ("month", "tháng", day and day.month),
        )
        for kind, word, value in values:
            written = likeness.written.get(kind, "")
            digits = "".join(c for c in written if c.isdigit())
            if value is None:
                if written or kind in likeness.inked:
                    self.refusals.append(sentences.EARLY_NUMBER.format(word=word, written=written or "…"))
            elif written and (not digits or int(digits) != value):
                self.refusals.append(sentences.WRONG_NUMBER.format(word=word, written=written, value=value))
            elif not written and kind in likeness.inked:
                self.remarks.append(sentences.PICTURED_NUMBER.format(word=word, value=value))
            elif not written and SEAL in self.expecting.needs and kind in likeness.blanks:
                self.refusals.append(sentences.NO_NUMBER.format(word=word, value=value))

    def _judge_people(self, found: list[Found], roles: list[str]) -> None:
        named = [(f.certificate, role) for f, role in zip(found, roles, strict=True) if f.certificate]
        others = ", ".join(dict.fromkeys(f"«{certificate.name}»" for certificate, role in named if not role))
        signer, organisation = self.expecting.signer_name, self.expecting.organisation_name
        if SIGNER in self.expecting.needs and SIGNER not in roles:
            self.refusals.append(
                sentences.OTHER_SIGNER.format(others=others, name=signer)
                if others
                else sentences.NO_SIGNER.format(name=signer)
            )
        if SEAL in self.expecting.needs and SEAL not in roles:
            strangers = others if SIGNER in roles else ""
            self.refusals.append(
                sentences.OTHER_SEAL.format(others=strangers, name=organisation)
                if strangers
                else sentences.NO_SEAL.format(name=organisation)
            )
        if SEAL not in self.expecting.needs and SEAL in roles:
            self.refusals.append(sentences.EARLY_SEAL.format(name=organisation))
        elif {SIGNER, SEAL} <= set(roles) and roles.index(SEAL) < roles.index(SIGNER):
            self.refusals.append(sentences.SEAL_FIRST)
        for role, name in ((SIGNER, signer), (SEAL, organisation)):
            if roles.count(role) > 1:
                self.remarks.append(sentences.TWICE.format(name=name, times=roles.count(role)))
        for certificate, role in named:
            if role == SIGNER and differs_in_accents(certificate, signer):
                self.remarks.append(sentences.ACCENTS.format(found=certificate.name, name=signer))
        if others and SIGNER in roles and (SEAL in roles or SEAL not in self.expecting.needs):
            self.remarks.append(sentences.ALSO_SIGNED.format(others=others))


def _reported(found: Found, role: str) -> Signature:
    certificate = found.certificate
    return Signature(
        field=found.field,
        role=role,
        name=certificate.name,
        subject=certificate.subject,
        issuer=certificate.issuer,
        chain=tuple(c.name for c in found.chain),
        certificate_sha256=certificate.sha256,
        valid_from=certificate.valid_from.isoformat(),
        valid_to=certificate.valid_to.isoformat(),
        signed_at=found.signed_at.isoformat() if found.signed_at else "",
        time_is_proven=found.time_is_proven,
        intact=not found.fault,
        covers_file=found.covers_file,
        modified=found.change == "other" or bool(found.fault),
        known_authority=found.authority == "trusted" if found.authority else None,
    )
