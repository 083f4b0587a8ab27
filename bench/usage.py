"""Runs a command once and prints, as JSON, how it ended, its CPU time and its peak memory (that of its largest process)."""

import json
import os
import subprocess
import sys

child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
bytes_per_unit = 1 if sys.platform == "darwin" else 1024
print(
    json.dumps(
        {
            "status": os.waitstatus_to_exitcode(status),
            "cpuMs": (usage.ru_utime + usage.ru_stime) * 1e3,
            "peakBytes": usage.ru_maxrss * bytes_per_unit,
        }
    )
)
