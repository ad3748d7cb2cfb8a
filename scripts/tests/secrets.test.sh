#!/usr/bin/env bash
# No secret is in the tree; one that is put there is found.
set -euo pipefail
# shellcheck source=scripts/tests/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"
trap 'rm -rf "$WORK"' EXIT
secrets=$ROOT/scripts/secrets.mjs

expect "the tree holds no secret" 0 "" "$secrets"
expect "an option that is none" 2 "Usage" "$secrets" --hstory

tree=$WORK/tree
git init -q "$tree"
git -C "$tree" config user.email a@example.fr
git -C "$tree" config user.name A
# In two pieces, so that they are not found here.
planted() { # $1: name, $2: file, $3: line
  printf 'first\n%s\n' "$3" >"$tree/$2"
  expect "$1 is found" 1 "$2:2" "$secrets" "$tree"
  if [[ $OUTPUT == *"${3: -12}"* ]]; then failed "$1 is not shown" "$OUTPUT"; else pass "$1 is not shown"; fi
  rm "$tree/$2"
}
planted "a private key" key.pem "-----BEGIN RSA PRIVATE"" KEY-----"
planted "a token of GitHub" a.yml "token: ghp_""x8Kq2Lm9Zr4Tv7Wn1Bc6Yd3Fh5Jp0SaQeUiO"
planted "an access key of AWS" b.txt "AKIA""Z7Q4M2X9K1L8P5R3"
planted "a password in code" c.cs "var pass""word = \"q7Zt-91kLm_Xw3\";"
planted "a password of a connection" d.json '"Host=db;User=a;Pass''word=q7Zt91kLmXw3"'
planted "a password in an address" e.sh "curl https://agent:q7Zt91kLm""Xw3@example.fr/"
planted "a client's secret" f.yml "client_sec""ret: 'Zx8-qL2mR7tV9wN1'"

mkdir "$tree/deep"
printf 'Password = "%s"\n' "girafe verte sur un toboggan" >"$tree/deep/words.cs"
# shellcheck disable=SC2016
printf 'Password=$DATABASE_PASSWORD;token: "${TOKEN_OF_THE_DAY1}"\n' >"$tree/deep/variables.sh"
expect "words and variables are no secrets" 0 "" "$secrets" "$tree"

printf 'api_''key = "q7Zt91kLmXw3Rb"\n' >"$tree/gone.cs"
git -C "$tree" add -A
git -C "$tree" commit -qm one
git -C "$tree" rm -q gone.cs
git -C "$tree" commit -qm two
expect "what was taken out is not in the tree" 0 "" "$secrets" "$tree"
expect "what was taken out is in the history" 1 "gone.cs" "$secrets" --history "$tree"
