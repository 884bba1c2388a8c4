HOST=http://127.0.0.1:4010
EXTENSIONS=$HOST/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions
TICKET='Authorization: Bearer cwt=anything'
JSON='Content-Type: application/json'

# Attach a table number. The answer is the new extension, with its ETag and its address.
curl -s "$EXTENSIONS" -H "$TICKET" -H "$JSON" -D headers.txt -o seating.json -w '%{http_code} attached\n' \
  -d '{"id": "seating", "type": "RoamedParticipantData", "table": "12A"}'
ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
SEATING=$HOST$(sed 's/.*"self": *{"href": *"\([^"]*\)".*/\1/' seating.json)

# Change it: all of it goes back, on condition that nobody else changed it.
sed 's/12A/14B/' seating.json > changed.json
curl -s "$SEATING" -X PUT -H "$TICKET" -H "$JSON" -H "If-Match: $ETAG" -d @changed.json -o /dev/null -w '%{http_code} changed\n'

# It is among the meeting's extensions now.
curl -s "$EXTENSIONS" -H "$TICKET" | grep -o '"table": *"[^"]*"'

# Take it away.
curl -s "$SEATING" -X DELETE -H "$TICKET" -w '%{http_code} taken away\n'
