"""The 54 ethnic groups of Viet Nam and the other names under which they are known (Quyết định 121-TCTK/PPCĐ, 1979)."""

from functools import cache

from lib.text import fold

# Official name: other names. A name of two groups («Thổ», «Mán») means the group that bears it officially, if any.
_GROUPS = {
    "Kinh": "Việt",
    "Tày": "Ngạn, Phén, Thù Lao, Pa Dí, Tày Khao",
    "Thái": "Tày Đăm, Tày Mười, Tày Thanh, Mán Thanh, Hàng Bông, Tày Mường, Pa Thay, Thái Đen, Thái Trắng, Thổ Đà Bắc",
    "Mường": "Mol, Mual, Moi, Mọi Bi, Ao Tá, Ậu Tá",
    "Khmer": "Khơ me, Khơ-me, Khơme, Cur, Cul, Cu Thổ, Việt gốc Miên, Krôm, Miên, Khmer Krom",
    "Hoa": "Hán, Triều Châu, Phúc Kiến, Quảng Đông, Hải Nam, Hạ, Xạ Phạng, Xạ Phang",
    "Nùng": "Xuồng, Giang, Nùng An, Phàn Sình, Nùng Cháo, Nùng Lòi, Quý Rim, Khèn Lài",
    "Mông": "Hmông, H'Mông, H Mông, Hơ Mông, Mèo, Mẹo, Hoa, Mông Xanh, Mông Đỏ, Ná Mẻo, Mông Trắng, Mông Đen, Mông Hoa,"
    "Mông Đơ, Mông Lềnh, Mông Sua, H-Mông, Hmong, Mong, Miêu",
    "Dao": "Mán, Động, Trại, Xá, Dìu Miền, Kiềm, Miền, Quần Trắng, Dao Đỏ, Quần Chẹt, Lô Giang, Dao Tiền, Thanh Y,"
    "Lan Tẻn, Đại Bản, Tiểu Bản, Cóc Ngáng, Cóc Mùn, Sơn Đầu, Dao Thanh Y, Dao Quần Chẹt, Dao Tuyển",
    "Gia Rai": "Giơ Rai, Jrai, J'rai, Gia-rai, Giarai, Tơ Buăn, Chơ Rai, Hơ Bau, Hđrung, Chor",
    "Ngái": "Xín, Lê, Đản, Khách Gia, Ngái Hắc Cá, Ngái Lầu Mần",
    "Ê Đê": "Ê-đê, Êđê, Ra Đê, Ra-đê, Rhade, Đê, Kpạ, A Đham, Krung, Ktul, Đliê Ruê, Blô, Epan, Mdhur, Bih, Ede",
    "Ba Na": "Bana, Ba-na, Bahnar, Gơ Lar, Tơ Lô, Giơ Lâng, Y Lăng, Rơ Ngao, Krem, Roh, ConKđe, A La Công, Bơ Nâm",
    "Xơ Đăng": "Xơ-đăng, Xơ Teng, Hđang, Tơ Đra, Mơ Nâm, Ha Lăng, Ca Dong, Kmrâng, Con Lan, Bri La, Tang, Sedang,"
    "Xê Đăng",
    "Sán Chay": "Cao Lan, Cao Lan - Sán Chỉ, Sán Chỉ, Mán Cao Lan, Hờn Bạn, Sơn Tử, Hờn Bán",
    "Cơ Ho": "Cơ-ho, Xrê, Nốp, Tu Lốp, Cơ Don, Chil, Lat, Lach, Tơ Ring, K'Ho, Kơ Ho, Kơho, Koho",
    "Chăm": "Chàm, Chiêm Thành, Hroi, Chăm Hroi, Chăm Pông, Chà Và Ku",
    "Sán Dìu": "Sán Dẻo, Trại Đất, Mán Quần Cộc, Mán Váy Xẻ",
    "Hrê": "Chăm Rê, Chom, Krẹ Luỹ, H'rê, Hre, Krẹ",
    "Mnông": "M'Nông, Mơ Nông, Pnông, Nông, Pré, Bu Đâng, ĐiPri, Biat, Gar, Rơ Lam, Chil, Mnong",
    "Ra Glai": "Ra-glai, Raglai, Ra Glây, Rai, Noang, La Oang, Hai",
    "Xtiêng": "Xa Điêng, Stiêng, X'tiêng, S'tiêng, Xa Chiêng",
    "Bru Vân Kiều": "Bru - Vân Kiều, Bru, Vân Kiều, Măng Coong, Tri Khùa, Ma Coong, Khùa",
    "Thổ": "Kẹo, Mọn, Cuối, Họ, Đan Lai, Ly Hà, Tày Pọng, Con Kha, Xá Lá Vàng, Poọng",
    "Giáy": "Nhắng, Dẩng, Pầu Thìn, Nu Nà, Cùi Chu, Xa, Giẳng",
    "Cơ Tu": "Cơ-tu, Ca Tu, Cao, Hạ, Phương, Ca Tang, Ka Tu, Kơ Tu, Cotu",
    "Gié Triêng": "Gié - Triêng, Giẻ Triêng, Đgiéh, Tareb, Giang Rẫy, Pin, Triêng, Treng, Ta Riêng, Ve, La Ve, Bnoong,"
    "Ca Tang, Giẻ, Gié",
    "Mạ": "Châu Mạ, Mạ Ngăn, Mạ Xốp, Mạ Tô, Mạ Krung",
    "Khơ Mú": "Khơ-mú, Khơmú, Xá Cẩu, Mứn Xen, Pu Thênh, Tềnh, Tày Hạy, Kmụ, Khmu, Khơ Mụ",
    "Co": "Cor, Col, Cùa, Trầu, Cua, Kor",
    "Tà Ôi": "Tà-ôi, Tôi Ôi, Pa Co, Pa Cô, Pa Hy, Ba Hi, Pa Kô, Ta Ôi",
    "Chơ Ro": "Chơ-ro, Dơ Ro, Châu Ro, Chrau",
    "Kháng": "Xá Khao, Xá Súa, Xá Dón, Xá Dẩng, Xá Hốc, Xá Ái, Xá Bung, Quảng Lâm",
    "Xinh Mun": "Xinh-mun, Puộc, Pụa, Xin Mun",
    "Hà Nhì": "U Ní, Xá U Ní, Hà Nhì Già, Hà Nhì Hoa, Hà Nhì Đen, Cồ Chồ, La Mí",
    "Chu Ru": "Chơ Ru, Chu, Chru, Churu, Chu-ru",
    "Lào": "Lào Bốc, Lào Nọi, Là Bốc, Thay",
    "La Chí": "Cù Tê, La Quả, Thổ Đen",
    "La Ha": "Xá Khắc, Phlắc, Khlá, Xá Chiên",
    "Phù Lá": "Bồ Khô Pạ, Mu Di Pạ, Xá Phó, Phổ, Va Xơ, Phú Lá, Xá Phố",
    "La Hủ": "Lao, Pu Đang, Khù Xung, Cò Xung, Khả Quy, Xá Lá Vàng",
    "Lự": "Lừ, Nhuồn Duôn, Mun Di",
    "Lô Lô": "Mun Di, Di, Qua La, Ô Man",
    "Chứt": "Sách, Mày, Rục, Mã Liềng, A Rem, Tu Vang, Pa Leng, Xơ Lang, Tơ Hung, Chà Củi, Tắc Củi, U Mo, Xá Lá Vàng",
    "Mảng": "Mảng Ư, Xá Lá Vàng",
    "Pà Thẻn": "Pà Hưng, Tống, Pa Thẻn",
    "Cơ Lao": "Cờ Lao, Ke Lao",
    "Cống": "Xắm Khống, Mấng Nhé, Xá Xeng",
    "Bố Y": "Chủng Chá, Trọng Gia, Tu Dí, Tu Din",
    "Si La": "Cù Dề Xừ, Khả Pẻ, Xi La",
    "Pu Péo": "Ka Bèo, Pen Ti Lô Lô",
    "Brâu": "Brao",
    "Ơ Đu": "Ơ-đu, Tày Hạt, Ơ Đù",
    "Rơ Măm": "Rơ-măm, Rơ Mâm",
}

OFFICIAL = tuple(_GROUPS)


def official(said: str) -> str:
    """The official name of the group that `said` names; empty when there is none. Accents, case, blanks and «dân tộc»
    before the name do not matter."""
    return _by_key().get(_key(said), "")


def _key(said: str) -> str:
    folded = fold(said)
    for start in ("dan toc ", "nguoi "):
        folded = folded.removeprefix(start)
    return "".join(c for c in folded if c.isalnum())


@cache
def _by_key() -> dict[str, str]:
    """Official names win over other names; a name that two groups have otherwise names neither."""
    other: dict[str, set[str]] = {}
    for group, names in _GROUPS.items():
        for name in filter(None, names.split(",")):
            other.setdefault(_key(name), set()).add(group)
    single = {key: groups.pop() for key, groups in other.items() if len(groups) == 1}
    return single | {_key(group): group for group in _GROUPS}
