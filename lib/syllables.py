"""Which letter groups are Vietnamese syllables: «nghiêng» is one, «enfant» and «mọ́t» are not."""

import re
import unicodedata
from functools import lru_cache

_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSETS = ("ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "th", "tr", *"bcdđghklmnprstvx", "")
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oem oen oeo oet oi om on ong
    oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uâ uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôp uôt up ut uy uya uych
    uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905
)
_RHYMES_AFTER_QU = _RHYMES | {"ynh", "yt", "yn", "ych"}
_CLOSED = re.compile("(?:c|ch|p|t)$")
_CLOSED_TONES = {"\u0301", "\u0323"}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` (letters only, any case, NFC or NFD) can be one Vietnamese syllable: onset, rhyme, one tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    if len(tones) > 1:
        return False
    toneless = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    if tones and _CLOSED.search(toneless) and tones[0] not in _CLOSED_TONES:
        return False
    if toneless.startswith("qu"):
        return toneless[2:] in _RHYMES_AFTER_QU
    return any(toneless.startswith(onset) and toneless[len(onset) :] in _RHYMES for onset in _ONSETS)
