MEETING=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810
TOKEN='Authorization: Bearer cwt=anything'

# Reads the meeting, and keeps the ETag header unchanged, with its quotes.
read_meeting() {
  curl -s "$MEETING" -H "$TOKEN" -D headers.txt -o meeting.json
  ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
}

# Writes the meeting with another subject. Everything else stays as it was read.
write_subject() {
  sed 's/"subject": *"[^"]*"/"subject":"'"$1"'"/' meeting.json > changed.json
  curl -s "$MEETING" -X PUT -H "$TOKEN" -H "If-Match: $ETAG" -H 'Content-Type: application/json' \
    -d @changed.json -o /dev/null -w '%{http_code}\n'
}

read_meeting
# The meeting has not changed: 304.
curl -s "$MEETING" -H "$TOKEN" -H "If-None-Match: $ETAG" -o /dev/null -w '%{http_code}\n'
# Nobody else has written: 200.
write_subject 'Q3 sales numbers'
# The ETag is now out of date: 412, and nothing is written.
write_subject 'Sales'
# Read the meeting and write again: 200.
read_meeting
write_subject 'Q3 sales numbers, revised'
