"""The commands in bin/ say what they do, and do nothing when they do not understand."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ["run", "test", "check", "bench"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_the_command(command):
    done = subprocess.run([ROOT / "bin" / command, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, f"bin/{command}" in done.stdout, done.stderr) == (0, True, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_word_is_refused(command):
    done = subprocess.run([ROOT / "bin" / command, "--nhanh"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"Không hiểu «--nhanh». Xem: bin/{command} --help\n")


@pytest.mark.parametrize("port", ["0", "70000", "tám nghìn"])
def test_impossible_port_is_refused(port):
    done = subprocess.run([ROOT / "bin/run", "--port", port], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"Cổng phải là một số từ 1 đến 65535, không phải «{port}».\n")
