#!/bin/sh
# A sandbox in any language that can send HTTP. $1 is the mock's address. Needs curl and sed. Stops at the first answer that is not as expected.
set -eu
mock=$1
path=/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810

subject() {
  curl --silent --fail --header 'Authorization: Bearer cwt=anything' --header 'Accept: application/xml' "$1$path" |
    sed -n 's/.*<property name="subject">\(.*\)<.*/\1/p'
}

created=$(curl --silent --fail --header 'Content-Type: application/json' --data '{"ttl":600}' "$mock/__mock/sandboxes")
id=$(echo "$created" | sed 's/.*"id":"\([^"]*\)".*/\1/')
token=$(echo "$created" | sed 's/.*"token":"\([^"]*\)".*/\1/')
sandbox=$mock/sandboxes/$id

curl --silent --fail --output /dev/null --header 'Authorization: Bearer cwt=anything' --header 'Content-Type: application/json' \
  --request PUT --data '{"subject":"Budget"}' "$sandbox$path"
echo "sandbox: $(subject "$sandbox")"
echo "default: $(subject "$mock")"
test "$(subject "$sandbox")" = Budget
test "$(subject "$mock")" != Budget

curl --silent --fail --header "Authorization: Bearer $token" --request POST "$mock/__mock/sandboxes/$id/reset"
test "$(subject "$sandbox")" != Budget
curl --silent --fail --header "Authorization: Bearer $token" --request DELETE "$mock/__mock/sandboxes/$id"
