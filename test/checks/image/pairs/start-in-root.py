"""Starts a program in the unpacked files of an image, as runc does, and prints how that went.

It reads one JSON object: root, argv, env, cwd, uid, gids (the main group first), never. It has to be root, and in a mount
namespace of its own, as of unshare --mount. "never" are numbers of capabilities that are dropped for good. What it prints is "starts" for a program that ends well, "exit 127" for one
that ends otherwise, "signal 11", or the name of the error that kept it from being started: "ENOENT".
"""

import ctypes
import errno
import json
import os
import signal
import subprocess
import sys

PR_CAPBSET_DROP = 24
# loaded before the root is another one
libc = ctypes.CDLL(None)


def find_program(name, env):
    if "/" in name:
        return name
    for folder in env["PATH"].split(":"):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK, effective_ids=True):
            return path
    raise FileNotFoundError(errno.ENOENT, "not in PATH", name)


def become(request):
    gids = request["gids"]
    os.chroot(request["root"])
    os.chdir(request["cwd"])
    for capability in request["never"]:
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise RuntimeError(f"capability {capability} is still there")
    os.setgroups(gids[1:])
    os.setgid(gids[0])
    os.setuid(request["uid"])
    # what does not end is ended; this holds for what is started too
    signal.alarm(20)
    argv, env = request["argv"], request["env"]
    os.execve(find_program(argv[0], env), argv, env)


def main():
    request = json.load(sys.stdin)
    proc = os.path.join(request["root"], "proc")
    os.makedirs(proc, exist_ok=True)
    subprocess.run(["mount", "-t", "proc", "proc", proc], check=True)
    # closed by the kernel when the program starts
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(2, 1)
        try:
            become(request)
        except OSError as fault:
            os.write(writer, errno.errorcode[fault.errno].encode())
        finally:
            os._exit(125)
    os.close(writer)
    refusal = os.read(reader, 64).decode()
    _, status = os.waitpid(child, 0)
    if refusal:
        print(refusal)
    elif os.WIFSIGNALED(status):
        print(f"signal {os.WTERMSIG(status)}")
    else:
        code = os.waitstatus_to_exitcode(status)
        print("starts" if code == 0 else f"exit {code}")


main()
