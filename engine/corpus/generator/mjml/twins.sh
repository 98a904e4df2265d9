#!/bin/sh
# Builds the mails of `connections corpus generate VARIED --vary --values` once more with HTML by mjml, a compiler of HTML
# mails that nobody here wrote (from npm): nested tables, hidden preheaders, conditional comments, columns.
#   twins.sh VARIED TWINS [TOOLS]
# VARIED: that folder. TWINS: a corpus folder to write, for `connections corpus eval`. TOOLS keeps what npm installs, so that a
# second run needs no network (build/mjml without it). Exit code 3: it cannot be installed here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
varied=$(cd "$1" && pwd)
mkdir -p "$2" "${3:-$here/../../../../build/mjml}"
twins=$(cd "$2" && pwd)
cd "${3:-$here/../../../../build/mjml}"
if [ ! -f installed ]; then
  npm install --ignore-scripts --no-audit --no-fund --save-exact mjml@5.4.1 >npm.log 2>&1 || { cat npm.log >&2; exit 3; }
  touch installed
fi
exec node "$here/twins.mjs" "$PWD" "$varied" "$twins"
