"""A command together with all processes that it starts: their time and their memory."""

import dataclasses
import os
import pathlib
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Usage:
    status: int
    seconds: float
    processor: float  # seconds, of those that have ended
    memory: int  # bytes: the most that all took together at one moment; what several share is counted once
    messages: str


def processes(root):
    """The process and those below it."""
    found = [root]
    for pid in found:
        try:
            for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            pass  # it has ended
    return found


def proportional_set_size(pid):
    """PSS in bytes; 0 of a process that has ended."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
            return next(1024 * int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def run(command, interval=0.05, **options):
    """Runs the command to its end and looks at the memory as often as the interval, in seconds, says."""
    begin, before, memory = time.monotonic(), os.times(), 0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(part) for part in command], stderr=said, **options)
        while process.poll() is None:
            memory = max(memory, sum(map(proportional_set_size, processes(process.pid))))
            time.sleep(interval)
        after = os.times()
        said.seek(0)
        messages = said.read().decode("utf-8", "replace")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Usage(process.returncode, time.monotonic() - begin, processor, memory, messages)
