"""Whether words say yes or no: the decision in an activity name or in a column of results."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YES = frozenset(
    (
        *("approve", "approved", "approves", "accept", "accepted", "accepts", "grant", "granted", "grants"),
        *(
            "authorize",
            "authorized",
            "authorizes",
            "authorise",
            "authorised",
            "authorises",
            "endorse",
            "endorsed",
            "agree",
        ),
        *("agreed", "consented"),
    )
)
_NO = frozenset(
    (
        *("reject", "rejected", "rejects", "deny", "denied", "denies", "decline", "declined", "declines"),
        *(
            "refuse",
            "refused",
            "refuses",
            "returned",
            "disapprove",
            "disapproved",
            "disagree",
            "disagreed",
            "unapproved",
        ),
        *("vetoed", "veto"),
    )
)
_NEGATIONS = frozenset({"not", "no", "never"})
_SUBMISSIONS = frozenset(
    (*("submitted", "submit", "saved", "save", "created", "create", "requested", "request", "resubmitted"),)
)
_BARE = {
    **dict.fromkeys(("yes", "y", "ok", "pass", "passed", "true", "1", "是", "过"), True),
    **dict.fromkeys(("no", "n", "fail", "failed", "false", "0", "否", "不", "退"), False),
}
_YES_CHINESE = "同意|通过|批准|核准|准予"
_PENDING_CHINESE = re.compile(f"(待|等待|未经|申请)({_YES_CHINESE}|审)")
_NO_CHINESE = re.compile(f"(不|未|未获|没有|不予|不能)({_YES_CHINESE}|受理)|不予|驳回|拒绝|退回|否决|打回|拒批|不准")
_SUBMIT_CHINESE = re.compile("重新提交|提交|发起|申请|保存")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes or a no; `final` where the words say that nothing comes after it."""

    approved: bool
    final: bool = False


def verdict_of(words: str) -> Verdict | None:
    """The decision in an activity name; None where it tells none. A no outweighs a yes: 不同意 is no.

    >>> verdict_of("Declaration FINAL_APPROVED by SUPERVISOR")
    Verdict(approved=True, final=True)
    >>> verdict_of("部门经理不同意").approved, verdict_of("总经理审批通过").approved, verdict_of("Pay invoice")
    (False, True, None)
    """
    tokens = [token.lower() for token in _WORD.findall(words)]
    said_yes = not _YES.isdisjoint(tokens)
    if not _NO.isdisjoint(tokens) or (said_yes and not _NEGATIONS.isdisjoint(tokens)) or _NO_CHINESE.search(words):
        return Verdict(approved=False)
    if said_yes or (re.search(_YES_CHINESE, words) and not _PENDING_CHINESE.search(words)):
        return Verdict(approved=True, final="final" in tokens or re.search("终审|终批|最终", words) is not None)
    return None


def verdict_in_column(words: str) -> Verdict | None:
    """The decision in a column of results, where a bare yes, ok, 是 or 1 counts too.

    >>> verdict_in_column("Y").approved, verdict_in_column("否").approved, verdict_in_column("同意，请尽快").approved
    (True, False, True)
    """
    bare = _BARE.get(words.strip().lower())
    return verdict_of(words) if bare is None else Verdict(bare)


def station_of(activity: str) -> str:
    """The activity without its words of decision or submission: who or what decides; "" where nothing is left.

    >>> station_of("Declaration APPROVED by BUDGET OWNER"), station_of("部门经理审批通过")
    ('Declaration by BUDGET OWNER', '部门经理审批')
    """
    words = activity.replace("_", " ")
    kept = [word for word in words.split() if not _is_decision_word(word)]
    text = _SUBMIT_CHINESE.sub("", _NO_CHINESE.sub("", " ".join(kept)))
    return re.sub(_YES_CHINESE, "", text).strip(" -—:：,，()（）")


def _is_decision_word(word: str) -> bool:
    plain = word.strip(",.:;()").lower()
    return plain in _YES or plain in _NO or plain in _SUBMISSIONS or plain == "final"
