"""Which texts a heading takes: answers first, the newest first, from every section."""

from dataclasses import replace

from assistant.drafting.match import Fit
from assistant.drafting.picking import Pick, choose
from assistant.drafting.roles import Role
from assistant.drafting.units import Unit


def pick(
    text: str,
    *,
    role: Role = Role.RESULT,
    report: int = 0,
    block: int = 0,
    score: float = 2.0,
    prompt: int | None = None,
    above: str = "I. Kết quả",
    left: bool = False,
) -> Pick:
    unit = Unit(report, block, 0, len(text), text, (above,), role)
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


def test_plans_that_name_the_documents_they_carry_out_come_first() -> None:
    plain = pick("Tổ chức hội nghị tổng kết công tác thủy lợi.", role=Role.PLAN, block=1, score=2.2)
    rests = pick(
        "Thực hiện Kế hoạch số 21/KH-UBND ngày 05/3/2025 và Nghị quyết số 09-NQ/TU.",
        role=Role.PLAN,
        block=2,
        score=1.5,
    )
    [first, *_] = choose([plain, rests], Role.PLAN, 12)
    assert first.unit.text == rests.unit.text


def test_without_room_what_follows_and_says_no_figure_is_left_out() -> None:
    sentences = ("Kiểm tra 58 cơ sở.", "Các cơ sở đều chấp hành tốt.", "Xử phạt 06 cơ sở.")
    text = " ".join(sentences)
    starts = [text.index(one) for one in sentences]
    ranges = tuple((a, a + len(s)) for a, s in zip(starts, sentences, strict=True))
    long = replace(pick(text, block=1, score=3.0), ranges=ranges)
    other = pick("Cấp 25 giấy phép khai thác cát sỏi lòng sông.", block=2, score=1.0)
    [whole, *_] = choose([long, other], Role.RESULT, 100)
    assert whole.ranges == ranges
    [short, *_] = choose([long, other], Role.RESULT, 15)
    assert short.ranges == (ranges[0], ranges[2])
