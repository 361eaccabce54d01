"""How Chinese names are read: for sorting, and for finding 王芳 by wangfang, by wf and by 芳.

Readings are toneless pinyin, syllables apart, `ü` written so. In keys `ü` is `v`, as people type it and as it sorts:
right after `u`. What a reading gets wrong (多音字) is set by hand and stored; a stored reading overrides ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.mmseg import seg

_IDEOGRAPHS = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"([{_IDEOGRAPHS}]+)")
_SYLLABLE_WITH_UMLAUT = re.compile(r"\b([ln])ü(?=e?\b|an\b)")
_PUNCTUATION = "()[]{}<>,.;:!?\"'`-–—…、。·・•‧/\\|《》〈〉【】「」『』“”‘’"
_NAME_DOTS = frozenset("·・•‧")  # 查尔斯·狄更斯: the first character is no surname
_TONES = dict.fromkeys((0x300, 0x301, 0x304, 0x30C))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_NOT_TYPED = dict.fromkeys(map(ord, "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff"))

# Surnames not read as the same character is elsewhere, or that another dictionary might read so, and double surnames.
_SURNAME_TABLE = """
单 shan, 單 shan, 曾 zeng, 仇 qiu, 区 ou, 區 ou, 解 xie, 查 zha, 盖 ge, 蓋 ge, 任 ren, 朴 piao, 繁 po, 缪 miao,
繆 miao, 员 yun, 員 yun, 乐 yue, 樂 yue, 华 hua, 華 hua, 覃 qin, 种 chong, 逄 pang, 燕 yan, 葛 ge, 那 na, 宁 ning,
寧 ning, 冼 xian, 洗 xian, 折 she, 翟 zhai, 卜 bu, 薄 bo, 祭 zhai, 秘 bi, 黑 he, 阚 kan, 闞 kan, 都 du, 召 shao,
句 gou, 过 guo, 乜 nie, 么 yao, 佴 nai, 能 nai, 莘 shen, 粘 nian, 郄 qie, 晟 cheng, 车 che, 車 che, 贠 yun,
欧阳 ou yang, 歐陽 ou yang, 诸葛 zhu ge, 諸葛 zhu ge, 司马 si ma, 司馬 si ma, 上官 shang guan, 尉迟 yu chi,
尉遲 yu chi, 万俟 mo qi, 长孙 zhang sun, 長孫 zhang sun, 令狐 ling hu, 澹台 tan tai, 澹臺 tan tai, 夏侯 xia hou,
皇甫 huang fu, 东方 dong fang, 東方 dong fang, 公孙 gong sun, 公孫 gong sun, 轩辕 xuan yuan, 钟离 zhong li,
鍾離 zhong li, 宇文 yu wen, 慕容 mu rong, 司徒 si tu, 司空 si kong, 司寇 si kou, 赫连 he lian, 赫連 he lian,
濮阳 pu yang, 淳于 chun yu, 鲜于 xian yu, 太叔 tai shu, 申屠 shen tu, 仲孙 zhong sun, 闻人 wen ren, 公冶 gong ye,
宗政 zong zheng, 闾丘 lü qiu, 呼延 hu yan, 南宫 nan gong, 端木 duan mu, 拓跋 tuo ba, 独孤 du gu, 百里 bai li,
东郭 dong guo, 西门 xi men, 乐正 yue zheng, 子车 zi ju, 閭丘 lü qiu, 濮陽 pu yang, 鮮于 xian yu, 軒轅 xuan yuan,
獨孤 du gu
"""
_SURNAMES = dict(entry.strip().split(" ", 1) for entry in _SURNAME_TABLE.split(","))
# Single characters whose first reading in the dictionary is the surname only.
_ELSEWHERE = {"晟": "sheng"}


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_syllable: bool


def reading(text: str, *, is_person: bool = False) -> str:
    """Toneless pinyin for what is Chinese, the rest casefolded; a person begins with a surname, read as surnames are.

    >>> reading("重庆3M公司"), reading("单雄信", is_person=True), reading("吕布")
    ('chong qing 3m gong si', 'shan xiong xin', 'lü bu')
    """
    return " ".join(word.text for word in _words(text, is_person=is_person)) or text.strip().casefold()


def sort_key(text: str, *, reading: str | None = None, is_person: bool = False) -> str:
    """What names are sorted by: the stored reading or ours, without accents and case; digits stay.

    >>> sorted(["赵敏", "曾毅", "王芳"], key=lambda name: sort_key(name, is_person=True))
    ['王芳', '曾毅', '赵敏']
    >>> sort_key("Müller 2"), sort_key("吕布"), sort_key("单", reading="Shàn")
    ('muller 2', 'lv bu', 'shan')
    """
    words = _stored(reading) if reading else _words(text, is_person=is_person)
    return " ".join(_folded(_with_v(word.text)) for word in words) or _folded(text.strip())


def is_chinese(text: str) -> bool:
    """Whether the first letter is a Chinese character.

    >>> is_chinese("3M 中国"), is_chinese("（王芳）"), is_chinese("")
    (False, True, False)
    """
    letter = next((sign for sign in text if sign.isalpha() or sign == "〇"), "")
    return bool(_RUNS.match(letter))


def search_text(*names: str, is_person: bool = False, reading: str | None = None) -> str:
    """One string in which `search_query` finds the names: as written, by pinyin, by first letters, without accents.

    The pieces stand on lines of their own, so that no match runs from one into the next. A stored reading takes the
    place of the pinyin of the first name; its syllables are set apart by spaces.

    >>> search_text("王芳", "Müller", is_person=True).split()
    ['王芳', 'wangfang', 'wf', 'muller']
    """
    pieces: list[str] = []
    for index, name in enumerate(names):
        stored = reading if index == 0 else None
        pieces.append(search_query(name))
        if stored or _RUNS.search(unicodedata.normalize("NFKC", name)):
            pieces += _read_pieces(_stored(stored) if stored else _words(name, is_person=is_person))
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))


def search_query(text: str) -> str:
    """What to look for in a `search_text`: no case, accents, spaces or apostrophes.

    >>> search_query(" Wang Fāng"), search_query("MÜLLER"), search_query("Xi’an")
    ('wangfang', 'muller', 'xian')
    """
    return "".join(_folded(text).split())


def _words(text: str, *, is_person: bool) -> list[_Word]:
    plain = unicodedata.normalize("NFKC", text)
    starts_with_surname = is_person and _NAME_DOTS.isdisjoint(plain)
    words: list[_Word] = []
    for index, run in enumerate(_RUNS.split(plain)):
        if index % 2:
            words += [_Word(syllable, True) for syllable in _syllables(run, starts_with_surname=starts_with_surname)]
            starts_with_surname = False
        elif run:
            kept = (word.strip(_PUNCTUATION) for word in run.casefold().split())
            words += [_Word(word, False) for word in kept if word]
    return words


def _stored(reading: str) -> list[_Word]:
    without_tones = unicodedata.normalize("NFC", unicodedata.normalize("NFD", reading).translate(_TONES))
    return [_Word(word, True) for word in re.split(r"[\s'’]+", without_tones.casefold()) if word]


def _syllables(run: str, *, starts_with_surname: bool) -> Iterable[str]:
    if starts_with_surname:
        length = next((length for length in (2, 1) if run[:length] in _SURNAMES), 0)
        if length:
            yield from _SURNAMES[run[:length]].split()
            run = run[length:]
    for phrase in seg.cut(run):
        yield from _phrase(phrase)


@lru_cache(maxsize=65_536)
def _phrase(phrase: str) -> tuple[str, ...]:
    """The syllables of one dictionary phrase or character; a character no dictionary knows stands for itself."""
    return (_ELSEWHERE[phrase],) if phrase in _ELSEWHERE else tuple(lazy_pinyin(phrase, v_to_u=True))


def _read_pieces(words: list[_Word]) -> list[str]:
    whole = " ".join(word.text for word in words)
    first_letters = "".join(word.text[0] if word.is_syllable else word.text for word in words)
    return [search_query(piece) for piece in (whole, _with_v(whole), first_letters)]


def _with_v(syllables: str) -> str:
    return _SYLLABLE_WITH_UMLAUT.sub(r"\1v", syllables)


def _folded(text: str) -> str:
    """Without case, accents and marks nobody types. Works sign by sign: a part of a name folds to a part."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return text.casefold().translate(_LETTERS).translate(_NOT_TYPED)
