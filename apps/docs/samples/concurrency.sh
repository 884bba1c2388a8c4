MEETING=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810
TICKET='Authorization: Bearer cwt=anything'

# Read the meeting and keep its ETag.
curl -s "$MEETING" -H "$TICKET" -D headers.txt -o meeting.json
ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)

# Nothing has changed since.
curl -s "$MEETING" -H "$TICKET" -H "If-None-Match: $ETAG" -o /dev/null -w '%{http_code} nothing new\n'

# Write it back with another subject; everything else stays as it was read.
sed 's/Quarterly sales numbers/Q3 sales numbers/' meeting.json > changed.json
curl -s "$MEETING" -X PUT -H "$TICKET" -H "If-Match: $ETAG" -H 'Content-Type: application/json' \
  -d @changed.json -o /dev/null -w '%{http_code} written\n'

# The ETag of the reading is out of date now.
curl -s "$MEETING" -X PUT -H "$TICKET" -H "If-Match: $ETAG" -H 'Content-Type: application/json' \
  -d @changed.json -o /dev/null -w '%{http_code} refused\n'
