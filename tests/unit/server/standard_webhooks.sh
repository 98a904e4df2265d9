#!/bin/sh
# Verifies a delivery with the verifier of the standard's own authors (npm):
#   standard_webhooks.sh FOLDER SECRET ID TIMESTAMP SIGNATURE BODY
# FOLDER keeps what npm installs. Exit code 3: it cannot be installed here.
set -eu
mkdir -p "$1"
cd "$1"
shift
command -v npm >/dev/null || exit 3
if [ ! -f installed ]; then
  npm install --ignore-scripts --no-audit --no-fund --save-exact standardwebhooks@1.1.1 >npm.log 2>&1 || exit 3
  touch installed
fi
exec node -e '
const { Webhook } = require("standardwebhooks");
const [secret, id, timestamp, signature, body] = process.argv.slice(1);
new Webhook(secret).verify(body, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature });
' "$@"
