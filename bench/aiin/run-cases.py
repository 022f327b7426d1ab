"""Runs each case's commands on a copy of its folder, inside the sandbox, and tells what came of it as JSON.

Arguments: the file with the cases and the file for the results. A case stops at its first failing command, as a
plan does. Results leave out file contents over a limit; no check needs them.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import time

HERE = "/tmp/cases"
CONTENT_LIMIT = 300_000
NOW = time.time()


def lay(fixture, place):
    shutil.copytree(fixture["source"], place) if os.path.isdir(fixture["source"]) else os.makedirs(place)
    for path, age in fixture["ages"].items():
        at = NOW - age * 86_400
        os.utime(os.path.join(place, path), (at, at))


def contents(place):
    files = {}
    for folder, _, names in os.walk(place):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.islink(path) or os.path.getsize(path) > CONTENT_LIMIT:
                files[os.path.relpath(path, place)] = ""
                continue
            with open(path, "rb") as stream:
                files[os.path.relpath(path, place)] = base64.b64encode(stream.read()).decode()
    return files


def run(case, fixtures):
    place = os.path.join(HERE, case["id"])
    lay(fixtures[case["fixture"]], place)
    before = contents(place)
    output, code = "", 0
    for command in case["commands"]:
        try:
            done = subprocess.run(
                ["/bin/bash", "-c", "--", command],
                cwd=place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                timeout=20, check=False,
            )
            output, code = output + done.stdout.decode(errors="replace"), done.returncode
        except subprocess.TimeoutExpired:
            code = 124
        if code != 0:
            break
    after = contents(place)
    shutil.rmtree(place, ignore_errors=True)
    return {"id": case["id"], "output": output[:60_000], "exitCode": code, "before": before, "after": after}


with open(sys.argv[1]) as source:
    order = json.load(source)
for made in order["fixtures"].values():
    if made["make"]:
        subprocess.run(["/bin/bash", "-ec", made["make"]], cwd=made["source"], check=True)
with open(sys.argv[2], "w") as target:
    json.dump([run(case, order["fixtures"]) for case in order["cases"]], target)
