"""Work done in a sandbox: limits end it, progress is reported, and no error quotes what it read."""

from __future__ import annotations

import importlib
import sys
import textwrap
import time

import pytest

from atlas import sandbox
from atlas.errors import AtlasError, ReadingFailed

GIGABYTE = 1024**3


@pytest.fixture
def job(tmp_path, monkeypatch):
    """Run a function body in a sandbox: it has ``request`` and ``progress``."""

    def run(body, request=None, memory=GIGABYTE, seconds=30, progress=None):
        module = f"job_{abs(hash(body)) % 10**8}"
        text = "def work(request, progress):\n" + textwrap.indent(textwrap.dedent(body), "    ")
        (tmp_path / f"{module}.py").write_text(text)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.syspath_prepend(tmp_path)
        work = importlib.import_module(module).work
        return sandbox.run(work, request or {}, memory, seconds, progress)

    return run


def test_the_answer_and_the_progress_come_back(job):
    steps = []
    body = """
        progress("read", 0.5)
        print("this goes nowhere")
        return {"twice": 2 * request["n"], "name": "Åsele"}
    """
    answer = job(body, {"n": 21}, progress=lambda step, share: steps.append((step, share)))
    assert (answer, steps) == ({"twice": 42, "name": "Åsele"}, [("read", 0.5)])


def test_too_much_memory_ends_it(job):
    with pytest.raises(ReadingFailed) as ended:
        job("return {'n': len(bytearray(2 * 1024**3))}")
    assert (ended.value.rule, ended.value.expected) == ("reading_memory", "1024 MB")


def test_too_long_ends_it(job):
    began = time.monotonic()
    with pytest.raises(ReadingFailed) as ended:
        job("while True: pass", seconds=1)
    assert (ended.value.rule, ended.value.expected) == ("reading_too_long", "1 s")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("body", ["import os; os._exit(9)", "import os; os.kill(os.getpid(), 11)"])
def test_a_process_that_breaks_off_is_told(job, body):
    with pytest.raises(ReadingFailed) as ended:
        job(body)
    assert ended.value.rule == "reading_broke"


def test_an_error_says_where_it_is_and_never_what_it_held(job):
    with pytest.raises(ReadingFailed) as ended:
        job("raise ValueError('Eva Exempelson')")
    assert ended.value.where.startswith("ValueError job_")
    assert "Eva" not in str(ended.value)


def test_our_own_errors_and_those_of_the_system_come_through(job):
    with pytest.raises(AtlasError, match="we say so"):
        job("from atlas.errors import AtlasError\nraise AtlasError('we say so')")
    with pytest.raises(OSError, match="No space left"):
        job("raise OSError(28, 'No space left on device')")


def test_a_process_without_a_limit_is_left_alone():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    sandbox.allow(GIGABYTE)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert sys.platform == "linux"
