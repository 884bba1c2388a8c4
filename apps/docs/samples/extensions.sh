EXTENSIONS=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions
TICKET='Authorization: Bearer cwt=anything'

# Attach a seat number.
curl -s "$EXTENSIONS" -H "$TICKET" -H 'Content-Type: application/json' \
  -d '{"id": "seating", "type": "RoamedParticipantData", "table": "12A"}' -o /dev/null -w '%{http_code}\n'

# It is among the meeting's extensions now.
curl -s "$EXTENSIONS" -H "$TICKET" | grep -o '"table": *"[^"]*"'
