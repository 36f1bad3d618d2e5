"""A Slurm of the test's own: a controller and nodes, all on this machine, all gone with it."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

NEEDED = ("slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "sinfo")
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
MARK = "BANXIN_TEST_SLURM"


def missing():
    """Why there can be no Slurm here; nothing when there can."""
    absent = [name for name in NEEDED if not shutil.which(name, path=PATH)]
    if absent:
        return f"Slurm is not installed ({', '.join(absent)}; scripts/setup judges)"
    if os.geteuid() != 0:
        return "slurmd can start jobs as root alone"
    if not any(path.exists() for path in pathlib.Path("/usr/lib").glob("*/slurm-wlm/auth_none.so")):
        return "this Slurm has no auth/none"
    return None


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def environment_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


class Slurm:
    """Nodes of one processor each, so that each runs one task at a time. A node that says nothing for so many seconds of
    patience (in fact some more) is given up."""

    def __init__(self, folder, patience, nodes=("n1", "n2")):
        self.folder = folder
        self.nodes = nodes
        self.conf = folder / "slurm.conf"
        self.daemons = {}
        folder.mkdir()
        (folder / "state").mkdir()
        controller, *ports = free_ports(1 + len(nodes))
        host = socket.gethostname()
        lines = [
            "ClusterName=banxin", f"SlurmctldHost={host}(127.0.0.1)", f"SlurmctldPort={controller}", "SlurmUser=root",
            "SlurmdUser=root", "AuthType=auth/none", "CredType=cred/none", "AuthInfo=cred_expire=5",
            f"StateSaveLocation={folder}/state", f"SlurmdSpoolDir={folder}/spool-%n", f"SlurmctldPidFile={folder}/controller.pid",
            f"SlurmdPidFile={folder}/%n.pid", f"SlurmctldLogFile={folder}/controller.log", f"SlurmdLogFile={folder}/%n.log",
            "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none", "MpiDefault=none", "SwitchType=switch/none",
            "SelectType=select/cons_tres", "SelectTypeParameters=CR_CPU", "SchedulerType=sched/backfill", "ReturnToService=2",
            "SlurmdParameters=config_overrides", f"SlurmdTimeout={patience}", "KillWait=2", "BatchStartTimeout=20", "JobRequeue=1",
            "MinJobAge=600", "SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2",
        ]
        for node, port in zip(nodes, ports):
            lines.append(f"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=1000 State=UNKNOWN")
        lines.append(f"PartitionName=all Nodes={','.join(nodes)} Default=YES MaxTime=INFINITE State=UP")
        self.conf.write_text("\n".join(lines) + "\n")
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("SLURM_", "SBATCH_", "BANXIN_", "LC_", "LANG"))}
        self.environment.update(SLURM_CONF=str(self.conf), PATH=PATH, LANG="C.UTF-8")

    def start(self, seconds=30):
        """False when it does not come up."""
        self.daemons["controller"] = self._daemon("slurmctld", "-D", "-c", mark="controller")
        for node in self.nodes:
            self.daemons[node] = self._daemon("slurmd", "-D", "-c", "-N", node, mark=node)
        return self.wait_until(lambda: self.ask("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").split() == list(self.nodes), seconds)

    def _daemon(self, *command, mark):
        with open(self.folder / f"{mark}.out", "wb") as out:
            return subprocess.Popen(command, env={**self.environment, MARK: f"{self.folder}:{mark}"}, stdin=subprocess.DEVNULL,
                                    stdout=out, stderr=out, start_new_session=True)

    def ask(self, *command):
        try:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=20)
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout if done.returncode == 0 else ""

    def submit(self, *arguments, **variables):
        done = subprocess.run(["sbatch", "--parsable", *map(str, arguments)], env={**self.environment, **variables},
                              capture_output=True, text=True, timeout=30)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    def jobs(self, job):
        """Of each task of an array: what scontrol says."""
        tasks = {}
        for record in self.ask("scontrol", "-o", "show", "job", job).splitlines():
            values = dict(part.split("=", 1) for part in record.split() if "=" in part)
            tasks[values.get("ArrayTaskId", "")] = values
        return tasks

    def wait_until(self, what, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if what():
                return True
            time.sleep(0.1)
        return False

    def processes(self, node=None):
        """What was started by these daemons, or by one node's."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            values = environment_of(entry.name)
            ours = f"SLURM_CONF={self.conf}".encode() in values
            mark = f"{MARK}={self.folder}:{node}".encode()
            if ours and (node is None or mark in values or f"SLURMD_NODENAME={node}".encode() in values):
                found.append(int(entry.name))
        return found

    def kill(self, node=None):
        """As when the power fails: the node's daemon and all that it runs."""
        for _ in range(50):
            left = self.processes(node)
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            for name, daemon in self.daemons.items():
                if node in (None, name):
                    daemon.poll()
            if not left:
                return
            time.sleep(0.1)

    def log(self):
        return "\n".join(f"== {path.name}\n{path.read_text(errors='replace')[-3000:]}" for path in sorted(self.folder.glob("*.log")))
