#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image.
set -euo pipefail
cd "$(dirname "$0")"
environment=/opt/backprop-autograder

# Beside the image's python3, which Gradescope uses itself, and which stays as it is.
if ! python3 -m venv --clear "$environment"; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
  python3 -m venv --clear "$environment"
fi
python=$environment/bin/python
"$python" -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps \
  --only-binary :all: --require-hashes -r requirements.txt
"$python" -m pip uninstall --quiet --yes setuptools pip

# Submissions run as this user, which owns nothing.
id autograder-sandbox > /dev/null 2>&1 ||
  useradd --system --user-group --no-create-home --shell /usr/sbin/nologin autograder-sandbox

"$python" -m compileall -q autograder solution
mkdir -p /autograder/results
chmod -R go= . /autograder/results
chmod -R go+rX "$environment"

# An image that cannot give its own solution full points must not be built.
check=$(mktemp -d)
mkdir -p "$check/results"
cp -r solution "$check/submission"
"$python" -I -B grade.py "$check"
"$python" -c '
import json, sys
rows = json.load(open(sys.argv[1])).get("tests")
sys.exit(not rows or any(row["extra_data"]["status"] != "passed" for row in rows))
' "$check/results/results.json" ||
  { cat "$check/results/results.json"; echo "setup.sh: the solution has not full points"; exit 1; }
rm -rf "$check"
echo "setup.sh: ready, the solution has full points"
