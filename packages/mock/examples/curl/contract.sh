#!/bin/sh
# A contract test without a test runner. $1 is the mock's address. Stops at the first answer that is not as expected.
set -eu
mock=$1
extensions=$mock/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions

status() {
  curl --silent --output /dev/null --write-out '%{http_code}' \
    --header 'Authorization: Bearer cwt=anything' --header 'Content-Type: application/json' "$@"
}

expect() {
  wanted=$1
  shift
  got=$("$@")
  echo "$got $*"
  test "$got" = "$wanted"
}

curl --silent --request POST "$mock/__mock/reset"
expect 201 status --data '{"id":"seating","row":"12"}' "$extensions"
expect 409 status --data '{"id":"seating","row":"13"}' "$extensions"
expect 200 status "$extensions/seating"
expect 204 status --request DELETE "$extensions/seating"
expect 404 status "$extensions/seating"
expect 503 status --header 'Prefer: ucwa-fault=unavailable' "$extensions"
