"""Readings of names: surnames as published, keys and search by hand and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.kit.pinyin import is_chinese, reading, search_query, search_text, sort_key

NAMES = st.text(
    st.one_of(
        st.sampled_from("王芳李强赵敏单曾吕重庆长安华兴精密制造有限公司〇𠮷"),
        st.sampled_from("müllerÉßİøŁ3M ·（）'’-&,."),
        st.characters(codec="utf-8"),
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王芳", "wang fang"),
        ("单雄信", "shan xiong xin"),
        ("單雄信", "shan xiong xin"),
        ("曾国藩", "zeng guo fan"),
        ("仇英", "qiu ying"),
        ("区大相", "ou da xiang"),
        ("解缙", "xie jin"),
        ("查良镛", "zha liang yong"),
        ("盖叫天", "ge jiao tian"),
        ("任正非", "ren zheng fei"),
        ("朴智星", "piao zhi xing"),
        ("繁钦", "po qin"),
        ("缪荃孙", "miao quan sun"),
        ("员半千", "yun ban qian"),
        ("乐毅", "yue yi"),
        ("华佗", "hua tuo"),
        ("覃塘", "qin tang"),
        ("种师道", "chong shi dao"),
        ("翟志刚", "zhai zhi gang"),
        ("卜世仁", "bu shi ren"),
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("长孙无忌", "zhang sun wu ji"),
        ("令狐冲", "ling hu chong"),
        ("澹台灭明", "tan tai mie ming"),
        ("欧阳修", "ou yang xiu"),
        ("诸葛亮", "zhu ge liang"),
        ("司马光", "si ma guang"),
        ("上官婉儿", "shang guan wan er"),
        ("吕布", "lü bu"),
        ("李晟", "li sheng"),
    ],
)
def test_a_surname_is_read_as_surnames_are(name: str, expected: str) -> None:
    assert reading(name, is_person=True) == expected


def test_only_a_person_has_a_surname() -> None:
    assert reading("单位") == "dan wei"
    assert reading("查询公司") == "cha xun gong si"
    assert reading("查尔斯·狄更斯", is_person=True) == "cha er si di geng si"


def test_a_company_is_read_by_its_words() -> None:
    assert reading("重庆长安汽车（集团）") == "chong qing chang an qi che ji tuan"
    assert reading("华兴3M公司 R&D") == "hua xing 3m gong si r&d"
    assert reading("Siemens Energy AG") == "siemens energy ag"


def test_what_no_dictionary_knows_is_kept() -> None:
    assert reading("𠮷野家") == "𠮷 ye jia"
    assert reading("ソニー") == "ソニー"
    assert (reading(""), reading("（）"), sort_key(""), search_text(""), search_text()) == ("", "（）", "", "", "")


def test_names_sort_by_their_reading_and_a_stored_one_overrides() -> None:
    people = ["赵敏", "曾毅", "王芳", "吕强", "陆军", "罗平"]
    assert sorted(people, key=lambda name: sort_key(name, is_person=True)) == [
        *("陆军", "罗平", "吕强", "王芳", "曾毅", "赵敏")
    ]
    assert sort_key("朱重八", is_person=True, reading="Zhū Chóng-bā") == "zhu chong-ba"
    assert sort_key("吕布", reading="Lǚ Bù") == sort_key("吕布") == "lv bu"


def test_latin_names_sort_without_accents_and_case() -> None:
    assert [sort_key(name) for name in ("Müller", "ÉCLAIR 2", "Søren", "Straße")] == [
        *("muller", "eclair 2", "soren", "strasse")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王芳", True),
        ("3号楼", True),
        ("（中国）", True),
        ("〇一", True),
        ("TCL 集团", False),
        ("ソニー", False),
        ("12", False),
    ],
)
def test_a_name_is_chinese_when_its_first_letter_is(text: str, expected: bool) -> None:
    assert is_chinese(text) is expected


@pytest.mark.parametrize(
    "query", ["王", "芳", "王芳", "wf", "WF", "wangfang", "wang fang", "Wáng Fāng", "fang", "muller", "MÜLLER", "王 芳"]
)
def test_a_person_is_found_however_the_name_is_typed(query: str) -> None:
    assert search_query(query) in search_text("王芳", "Fang Müller", is_person=True)


@pytest.mark.parametrize("query", ["fangwf", "芳wang", "wangm", "wfmu"])
def test_no_match_runs_from_one_piece_into_the_next(query: str) -> None:
    assert search_query(query) not in search_text("王芳", "Müller", is_person=True)


@pytest.mark.parametrize("query", ["lvbu", "lubu", "lübu", "Lǚ Bù", "lb"])
def test_the_umlaut_is_found_as_people_type_it(query: str) -> None:
    assert search_query(query) in search_text("吕布", is_person=True)


@pytest.mark.parametrize("query", ["sztcl", "shenzhentcl", "深圳tcl", "ＴＣＬ"])
def test_a_mixed_name_is_found_by_first_letters_and_latin_words(query: str) -> None:
    assert search_query(query) in search_text("深圳TCL")


def test_a_stored_reading_takes_the_place_of_the_pinyin_of_the_first_name() -> None:
    text = search_text("朱重八", "重庆", is_person=True, reading="zhu chong ba")
    assert text.split("\n") == ["朱重八", "zhuchongba", "zcb", "重庆", "chongqing", "cq"]


@given(NAMES, st.data(), st.booleans())
def test_any_part_of_a_name_finds_it(name: str, data: st.DataObject, is_person: bool) -> None:
    start = data.draw(st.integers(0, len(name)))
    end = data.draw(st.integers(start, len(name)))
    assert search_query(name[start:end]) in search_text("李强", name, is_person=is_person)


@given(NAMES, st.booleans())
def test_the_whole_reading_finds_the_name(name: str, is_person: bool) -> None:
    read = reading(name, is_person=is_person)
    if is_chinese(name):
        assert search_query(read) in search_text(name, is_person=is_person)
    assert "\n" not in sort_key(name, is_person=is_person)
    assert "\n" not in search_query(name)
