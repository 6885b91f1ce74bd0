"""Who may do what: each cell of the matrix, and a table of people that fails closed."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas import roles, warehouse
from atlas.errors import DeclarationError, RoleError
from tests.deliveries import DATA, ROOT

# page        action        public  leader  staff  admin
EXPECTED = """
overview      view          yes     yes     yes    yes
overview      view_exact    -       -       yes    yes
overview      export        yes     yes     yes    yes
overview      export_exact  -       -       yes    yes
overview      publish       -       -       -      -
overview      rollback      -       -       -      -
overview      manage_roles  -       -       -      -
map           view          yes     yes     yes    yes
map           view_exact    -       -       yes    yes
map           export        yes     yes     yes    yes
map           export_exact  -       -       yes    yes
map           publish       -       -       -      -
map           rollback      -       -       -      -
map           manage_roles  -       -       -      -
participants  view          yes     yes     yes    yes
participants  view_exact    -       -       yes    yes
participants  export        yes     yes     yes    yes
participants  export_exact  -       -       yes    yes
participants  publish       -       -       -      -
participants  rollback      -       -       -      -
participants  manage_roles  -       -       -      -
cohorts       view          yes     yes     yes    yes
cohorts       view_exact    -       -       yes    yes
cohorts       export        yes     yes     yes    yes
cohorts       export_exact  -       -       yes    yes
cohorts       publish       -       -       -      -
cohorts       rollback      -       -       -      -
cohorts       manage_roles  -       -       -      -
indicators    view          yes     yes     yes    yes
indicators    view_exact    -       -       yes    yes
indicators    export        yes     yes     yes    yes
indicators    export_exact  -       -       yes    yes
indicators    publish       -       -       -      -
indicators    rollback      -       -       -      -
indicators    manage_roles  -       -       -      -
compare       view          yes     yes     yes    yes
compare       view_exact    -       -       yes    yes
compare       export        yes     yes     yes    yes
compare       export_exact  -       -       yes    yes
compare       publish       -       -       -      -
compare       rollback      -       -       -      -
compare       manage_roles  -       -       -      -
own_index     view          yes     yes     yes    yes
own_index     view_exact    -       -       yes    yes
own_index     export        yes     yes     yes    yes
own_index     export_exact  -       -       yes    yes
own_index     publish       -       -       -      -
own_index     rollback      -       -       -      -
own_index     manage_roles  -       -       -      -
municipality  view          yes     yes     yes    yes
municipality  view_exact    -       -       yes    yes
municipality  export        yes     yes     yes    yes
municipality  export_exact  -       -       yes    yes
municipality  publish       -       -       -      -
municipality  rollback      -       -       -      -
municipality  manage_roles  -       -       -      -
about         view          yes     yes     yes    yes
about         view_exact    -       -       -      -
about         export        yes     yes     yes    yes
about         export_exact  -       -       -      -
about         publish       -       -       -      -
about         rollback      -       -       -      -
about         manage_roles  -       -       -      -
accessibility view          yes     yes     yes    yes
accessibility view_exact    -       -       -      -
accessibility export        -       -       -      -
accessibility export_exact  -       -       -      -
accessibility publish       -       -       -      -
accessibility rollback      -       -       -      -
accessibility manage_roles  -       -       -      -
present       view          yes     yes     yes    yes
present       view_exact    -       -       -      -
present       export        yes     yes     yes    yes
present       export_exact  -       -       -      -
present       publish       -       -       yes    yes
present       rollback      -       -       -      -
present       manage_roles  -       -       -      -
play          view          yes     yes     yes    yes
play          view_exact    -       -       -      -
play          export        -       -       -      -
play          export_exact  -       -       -      -
play          publish       -       -       -      -
play          rollback      -       -       -      -
play          manage_roles  -       -       -      -
import        view          -       -       yes    yes
import        view_exact    -       -       yes    yes
import        export        -       -       -      -
import        export_exact  -       -       -      -
import        publish       -       -       yes    yes
import        rollback      -       -       -      -
import        manage_roles  -       -       -      -
history       view          -       -       yes    yes
history       view_exact    -       -       yes    yes
history       export        -       -       -      -
history       export_exact  -       -       -      -
history       publish       -       -       -      -
history       rollback      -       -       yes    yes
history       manage_roles  -       -       -      -
access        view          -       -       yes    yes
access        view_exact    -       -       -      -
access        export        -       -       -      -
access        export_exact  -       -       -      -
access        publish       -       -       -      -
access        rollback      -       -       -      -
access        manage_roles  -       -       -      yes
"""

CELLS = [
    (role, page, action, said == "yes")
    for page, action, *told in (line.split() for line in EXPECTED.strip().splitlines())
    for role, said in zip(("public", "leader", "staff", "admin"), told, strict=True)
]


@pytest.mark.parametrize(("role", "page", "action", "allowed"), CELLS)
def test_a_cell_of_the_matrix(role, page, action, allowed):
    assert roles.may(DATA, role, page, action) is allowed


def test_every_cell_is_expected_once():
    assert len(CELLS) == len({cell[:3] for cell in CELLS}) == 4 * 15 * 7
    assert {(role, page, action) for role, page, action, allowed in CELLS if allowed} == (
        roles.load(DATA).allowed
    )


def test_the_pages_are_those_of_the_atlas_and_two_of_the_staff():
    shown = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert {page for _, page, _, _ in CELLS} == shown | {"import", "history"}


@pytest.mark.parametrize(
    ("role", "page", "action"),
    [
        ("owner", "map", "view"),
        ("", "map", "view"),
        ("admin", "secret", "view"),
        ("admin", "map", "delete"),
        ("Staff", "map", "view_exact"),
    ],
)
def test_what_nobody_declared_nobody_may(role, page, action):
    assert roles.may(DATA, role, page, action) is False


def test_who_gets_exact_data_is_who_may_view_it():
    assert roles.EXACT == warehouse.STAFF == {"staff", "admin"}
    assert {c[0] for c in CELLS if c[2] == "view_exact" and c[3]} == roles.EXACT


# --- a matrix that cannot be used -------------------------------------------------------------------

PAGE = """[map]
public = ["view"]
leader = ["view"]
staff = ["view", "view_exact"]
admin = ["view", "view_exact"]
"""


@pytest.fixture
def declared(tmp_path):
    def written(text):
        (tmp_path / "roles.toml").write_text(text, "utf-8")
        return tmp_path

    return written


def test_the_page_of_these_tests_can_be_used(declared):
    assert roles.may(declared(PAGE), "staff", "map", "view_exact") is True


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('public = ["view"]', 'public = ["view", "view_exact"]', "map.public has view_exact"),
        ('leader = ["view"]', 'leader = ["view", "publish"]', "only staff and admin may"),
        ('leader = ["view"]\n', "", "must have the roles public, leader, staff, admin"),
        ("[map]", '[map]\nowner = ["view"]', "and no other"),
        ('public = ["view"]', 'public = ["look"]', "map.public accepts a list of view, view_exact"),
        ('public = ["view"]', 'public = "view"', "map.public accepts a list"),
        ('public = ["view"]', 'public = ["export"]', "map.public has export without view"),
        ("[map]", "[map", "not valid TOML"),
        (PAGE, "", "there is no page in it"),
        (PAGE, "map = 1", "[map] must have the roles"),
    ],
)
def test_a_matrix_that_cannot_be_used_allows_nothing_and_says_why(declared, old, new, said):
    folder = declared(PAGE.replace(old, new))
    with pytest.raises(DeclarationError) as refused:
        roles.load(folder)
    assert str(refused.value).startswith("roles.toml: ")
    assert said in str(refused.value)
    assert roles.may(folder, "admin", "map", "view") is False


def test_no_matrix_allows_nothing(tmp_path):
    with pytest.raises(DeclarationError, match="the file is missing"):
        roles.load(tmp_path)
    assert roles.may(tmp_path, "admin", "map", "view") is False


def test_a_changed_matrix_counts_at_the_next_question(declared):
    folder = declared(PAGE)
    assert roles.may(folder, "public", "map", "view") is True
    declared(PAGE.replace('public = ["view"]', "public = []"))
    assert roles.may(folder, "public", "map", "view") is False


# --- people -----------------------------------------------------------------------------------------


def test_a_stranger_is_public_and_so_is_nobody(tmp_path):
    assert [roles.role_of(tmp_path, sub) for sub in ("anna", "", None)] == ["public"] * 3


def test_a_role_counts_at_the_next_question_and_so_does_its_end(tmp_path):
    roles.give(tmp_path, "anna", "staff")
    assert roles.role_of(tmp_path, "anna") == "staff"
    roles.give(tmp_path, "anna", "admin")
    assert roles.role_of(tmp_path, "anna") == "admin"
    roles.give(tmp_path, "anna", None)
    assert roles.role_of(tmp_path, "anna") == "public"
    assert roles.people(tmp_path) == {}


def test_the_table_is_for_its_owner_only_and_nothing_half_written_is_left(tmp_path):
    roles.give(tmp_path, "anna", "staff")
    assert (tmp_path / "people.json").stat().st_mode & 0o777 == 0o600
    assert {p.name for p in tmp_path.iterdir()} == {"people.json", "lock"}
    assert json.loads((tmp_path / "people.json").read_text("utf-8")) == {"anna": "staff"}


def test_an_unknown_role_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(RoleError, match="no role is called so; known: public, leader"):
        roles.give(tmp_path, "anna", "boss")
    assert not (tmp_path / "people.json").exists()


@pytest.mark.parametrize("sub", ["", "  ", "a\nb", "x" * 201, "19640823-3234", "p640823-3234"])
def test_an_id_that_cannot_stand_in_the_table_is_refused_without_repeating_it(tmp_path, sub):
    with pytest.raises(RoleError) as refused:
        roles.give(tmp_path, sub, "staff")
    assert "640823" not in str(refused.value)
    assert not (tmp_path / "people.json").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"anna": "boss"}', '{"anna": ["staff"]}', "null", ""])
def test_a_broken_table_makes_everyone_public_and_is_never_written_over(tmp_path, text):
    roles.give(tmp_path, "anna", "admin")
    (tmp_path / "people.json").write_text(text, "utf-8")
    assert roles.role_of(tmp_path, "anna") == "public"
    with pytest.raises(RoleError, match="correct it by hand"):
        roles.give(tmp_path, "bo", "staff")
    assert (tmp_path / "people.json").read_text("utf-8") == text


def test_two_who_give_roles_at_once_lose_none(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda i: roles.give(tmp_path, f"s{i}", "staff"), range(20)))
    assert len(roles.people(tmp_path)) == 20


# --- the command ------------------------------------------------------------------------------------


def test_the_command_gives_lists_and_takes_away(run, tmp_path):
    store = ("--store", tmp_path)
    assert run("role", "anna", "staff", *store).out == "the role is now staff\n"
    assert run("role", "bo", "admin", *store).code == 0
    assert run("role", "--list", *store).out.split() == [
        "sub",
        "role",
        "anna",
        "staff",
        "bo",
        "admin",
    ]
    assert run("role", "anna", "--remove", *store).out == "the role is now public\n"
    assert roles.people(tmp_path) == {"bo": "admin"}


@pytest.mark.parametrize("said", [(), ("anna",), ("anna", "staff", "--remove"), ("--remove",)])
def test_a_command_half_said_is_wrong_use(run, tmp_path, said):
    told = run("role", *said, "--store", tmp_path)
    assert told.code == 2
    assert "say SUB ROLE, SUB --remove or --list" in told.err


def test_the_command_tells_a_refusal_in_one_line(run, tmp_path):
    told = run("role", "anna", "boss", "--store", tmp_path)
    assert told.code == 1
    assert told.err.startswith("atlas: no role is called so")
