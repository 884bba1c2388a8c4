MEETING=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810
TICKET='Authorization: Bearer cwt=anything'

# Reads the meeting, and keeps its ETag as it came, quotes and all.
read_meeting() {
  curl -s "$MEETING" -H "$TICKET" -D headers.txt -o meeting.json
  ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
}

# Writes it back with another subject; everything else stays as it was read.
write_subject() {
  sed 's/"subject": *"[^"]*"/"subject":"'"$1"'"/' meeting.json > changed.json
  curl -s "$MEETING" -X PUT -H "$TICKET" -H "If-Match: $ETAG" -H 'Content-Type: application/json' \
    -d @changed.json -o /dev/null -w '%{http_code}\n'
}

read_meeting
# Nothing has changed since: 304.
curl -s "$MEETING" -H "$TICKET" -H "If-None-Match: $ETAG" -o /dev/null -w '%{http_code}\n'
# Nobody was faster: 200.
write_subject 'Q3 sales numbers'
# The ETag is that of the old meeting by now: 412, and nothing is written.
write_subject 'Sales'
# So read again, decide again, write again: 200.
read_meeting
write_subject 'Q3 sales numbers, revised'
