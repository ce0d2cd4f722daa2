"""Which texts a heading takes: answers first, the newest first, from every section."""

from assistant.drafting.match import Fit
from assistant.drafting.picking import Pick, choose
from assistant.drafting.roles import Role
from assistant.drafting.units import Unit


def pick(
    text: str,
    *,
    report: int = 0,
    block: int = 0,
    score: float = 2.0,
    prompt: int | None = None,
    above: str = "I. Kết quả",
    left: bool = False,
) -> Pick:
    unit = Unit(report, block, 0, len(text), text, (above,), Role.RESULT)
    fit = Fit(score, prompt, 0.5 if prompt is not None else 0.0)
    return Pick(unit, fit, score, ((0, len(text)),), left=left)


def texts(picks: list[Pick], room: int) -> list[str]:
    return [one.unit.text for one in choose(picks, Role.RESULT, room)]


def test_a_prompt_is_answered_before_another_is_answered_twice() -> None:
    first = pick("Nâng cấp 14 hồ chứa nước vùng cao.", block=1, score=2.4, prompt=0)
    second = pick("Sửa chữa 15 hồ chứa nước vùng thấp.", block=2, score=2.3, prompt=0)
    other = pick("Trồng mới 120 ha rừng phòng hộ ven biển.", block=3, score=2.0, prompt=1)
    assert texts([first, second, other], 26) == [first.unit.text, other.unit.text]


def test_an_old_figure_gives_way_to_the_new_one_even_without_room_for_it() -> None:
    new = pick("Thẩm định công nghệ cho 140 dự án đầu tư trên địa bàn tỉnh.", block=1, score=1.0)
    old = pick(
        "Thẩm định công nghệ cho 33 dự án đầu tư trên địa bàn.", report=1, block=1, score=1.2
    )
    other = pick("Cấp 25 giấy phép khai thác cát sỏi lòng sông.", report=1, block=2, score=1.1)
    assert texts([old, other, new], 14)[0] == other.unit.text


def test_what_no_heading_asks_for_comes_from_every_section() -> None:
    many = [
        pick(f"Kiểm dịch {n}0 lô hàng tại cửa khẩu số {n}.", block=n, above="1. Thú y", left=True)
        for n in range(1, 6)
    ]
    one = pick(
        "Cấp 25 giấy phép khai thác cát sỏi.", block=9, score=1.8, above="2. Cát sỏi", left=True
    )
    assert one.unit.text in texts([*many, one], 40)
