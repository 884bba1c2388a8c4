HOST=http://127.0.0.1:4010
EXTENSIONS=$HOST/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions
TOKEN='Authorization: Bearer cwt=anything'
JSON='Content-Type: application/json'

# Attach a table number. The response is the new extension, with its ETag and its URL.
curl -s "$EXTENSIONS" -H "$TOKEN" -H "$JSON" -D headers.txt -o seating.json -w '%{http_code} attached\n' \
  -d '{"id": "seating", "type": "RoamedParticipantData", "table": "12A"}'
ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
SEATING=$HOST$(sed 's/.*"self": *{"href": *"\([^"]*\)".*/\1/' seating.json)

# Update it: send everything back, on the condition that nobody else has changed it.
sed 's/12A/14B/' seating.json > changed.json
curl -s "$SEATING" -X PUT -H "$TOKEN" -H "$JSON" -H "If-Match: $ETAG" -d @changed.json -o /dev/null -w '%{http_code} updated\n'

# The extension is now in the meeting's list.
curl -s "$EXTENSIONS" -H "$TOKEN" | grep -o '"table": *"[^"]*"'

# Delete it.
curl -s "$SEATING" -X DELETE -H "$TOKEN" -w '%{http_code} deleted\n'
