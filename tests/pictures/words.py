"""Articles for pictures, written for them: English for the drafts desk, Arabic and Chinese for other scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Words:
    """A text whose first line is its title, its language, and what is marked with the number of its verdict."""

    language: str
    text: str
    marks: tuple[tuple[str, int | None], ...]

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.split("\n", maxsplit=1)[0]


HARBOUR: Final = Words(
    "en",
    """The ferry that never sleeps
Since 1962 the “Margit” has crossed the sound eleven times a day. She was built in Odense, weighs 412 tonnes and \
burns 90 litres of diesel for each crossing.
Her captain, Runa Falk, took the helm at the age of 27. “I have missed two sailings in thirty years,” she says, “and \
one of them was my own wedding.” The county pays 3.1 million a year to keep the line alive.
A bridge would cost 940 million, according to a study of 2019. The study also says that it would bring 14 minutes.
Nobody on the quay believes in the bridge. The café sells about 200 cinnamon buns on a Saturday.""",
    (
        ("Since 1962", 0),
        ("eleven times a day", 0),
        ("weighs 412 tonnes", 1),
        ("at the age of 27", None),
        ("3.1 million a year", 2),
        ("A bridge would cost 940 million", 3),
        ("about 200 cinnamon buns on a Saturday", None),
    ),
)

ARABIC: Final = Words(
    "ar",
    """الوزيرة: «انخفضت أسعار القطارات بنسبة 12 في المئة»
قالت وزيرة النقل أمام البرلمان يوم الثلاثاء إن أسعار التذاكر انخفضت بنسبة 12 في المئة خلال العام الماضي. وأضافت أن 4.2 \
مليون راكب سافروا في شهر مايو وحده.
لم توافق المعارضة على ذلك. وقالت المتحدثة باسمها إن الأسعار ارتفعت في 9 من أصل 11 \
منطقة، وإن الميزانية تبلغ 86 مليون كرونة.
تشمل الخطة ثلاثة خطوط جديدة. ولم يذكر أحد الحافلات.""",
    (
        ("أسعار التذاكر انخفضت بنسبة 12 في المئة خلال العام الماضي", 2),
        ("4.2 مليون راكب سافروا في شهر مايو وحده", 0),
        ("الأسعار ارتفعت في 9 من أصل 11 منطقة", 1),
        ("الميزانية تبلغ 86 مليون كرونة", None),
    ),
)

CHINESE: Final = Words(
    "zh-Hans",
    """部长称铁路票价下降了百分之十二
交通部长星期二在议会表示，去年铁路票价下降了百分之十二。她还说，仅五月份就有四百二十万名旅客乘坐火车。
反对党并不同意。其发言人称，十一个地区中有九个地区的票价上涨，预算为八千六百万克朗。
该计划包括三条新线路。没有人提到公共汽车。""",
    (
        ("去年铁路票价下降了百分之十二", 2),
        ("仅五月份就有四百二十万名旅客乘坐火车", 0),
        ("十一个地区中有九个地区的票价上涨", 1),
        ("预算为八千六百万克朗", None),
    ),
)
