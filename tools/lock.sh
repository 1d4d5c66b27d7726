#!/usr/bin/env bash
# Writes requirements/*.txt from *.in: hashes, no host names, for every platform. Arguments: --upgrade.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.cache/lock-venv
if [ ! -x "$venv/bin/uv" ]; then
  "${PY:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check "uv==0.13.9" packaging
fi
# Each set builds on the one before it, so that test and dev never run other versions than run.
constraint=()
for set in run test dev; do
  "$venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate "$@" "${constraint[@]}" \
    "requirements/$set.in" --output-file "requirements/$set.txt"
  constraint=(--constraint "requirements/$set.txt")
done
"$venv/bin/python" tools/check_lock.py
