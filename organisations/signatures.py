"""What an organisation prints at the top of a document and above a signature (Nghị định 30/2020, Phụ lục I, II)."""

from organisations.enums import Capacity, Regime
from organisations.models import Organisation, Post

# Fields of Organisation that papers print in capitals; forms and imports store them so.
PRINTED_IN_CAPITALS = ("letterhead", "short_name", "symbol", "collective_name", "head_title", "deputy_title")


def letterhead(organisation: Organisation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (lines of the superior, lines of the issuer), in capitals, top to bottom (Phụ lục I, II.2).

    The superior's lines are empty for an organisation that has none or does not print it (UBND các cấp).
    Reads `organisation.superior`.
    """
    prints_superior = organisation.prints_superior and organisation.superior is not None
    superior = (organisation.superior.short_name,) if prints_superior else ()
    return _capitals(superior), _capitals(organisation.letterhead.split("\n"))


def signature_lines(post: Post) -> tuple[str, ...]:
    """Return the lines above the signature of `post`, in capitals: authority and title (Phụ lục I, II.7.b; Điều 13).

    Collective regime: the head and the deputies sign «TM.» the collective; who signs by order (TL.) or by mandate
    (TUQ.) acts for the head alone, so without TM. A deputy signs «KT.» the head, also while the head is only acting.
    Reads `post.organisation`.
    """
    organisation = post.organisation
    head = organisation.head_title
    match post.capacity:
        case Capacity.HEAD:
            lines = (post.title,)
        case Capacity.ACTING:
            lines = (f"Q. {head}",)
        case Capacity.DEPUTY:
            lines = (f"KT. {head}", post.title)
        case Capacity.BY_ORDER:
            lines = (f"TL. {head}", *_own_title(post))
        case Capacity.BY_MANDATE:
            lines = (f"TUQ. {head}", *_own_title(post))
    if organisation.regime == Regime.COLLECTIVE and post.capacity in Capacity.within_the_collective():
        lines = (f"TM. {organisation.collective_name}", *lines)
    return _capitals(lines)


def _own_title(post: Post) -> tuple[str, ...]:
    """The signer's title; a deputy who stands in for the one ordered to sign names that one first."""
    return (f"KT. {post.stands_in_for}", post.title) if post.stands_in_for else (post.title,)


def _capitals(lines) -> tuple[str, ...]:
    return tuple(line.upper() for line in lines if line)
