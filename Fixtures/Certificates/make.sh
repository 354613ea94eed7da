#!/usr/bin/env bash
# Makes the certificates of this folder anew. The keys guard nothing: they are public with the tests.
set -euo pipefail
cd "$(dirname "$0")"
days=36500
authority() { # NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days $days \
    -keyout "$1.key" -out "$1.pem" -subj "/CN=$1" -addext "keyUsage=critical,keyCertSign"
}
server() { # NAME SAN DATES…
  local name=$1 san=$2
  shift 2
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$name.key" -out "$name.csr" -subj "/CN=$name" -addext "subjectAltName=$san"
  openssl x509 -req -in "$name.csr" -CA authority.pem -CAkey authority.key -CAcreateserial \
    -copy_extensions copy -out "$name.pem" "$@"
  rm "$name.csr"
}
authority authority
authority other-authority
server loopback "DNS:localhost,IP:127.0.0.1" -days $days
server elsewhere "DNS:elsewhere.example" -days $days
# A negative number of days ends before it begins; what counts is that it has ended.
server expired "DNS:localhost,IP:127.0.0.1" -days -1
rm -f authority.key other-authority.key authority.srl
