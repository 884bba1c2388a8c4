# Read the meeting with its ETag, change the subject, and write everything back.
MEETING=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810
curl -s "$MEETING" -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml' -D headers.txt -o meeting.xml
ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
sed 's/Quarterly sales numbers/Q3 sales numbers/' meeting.xml |
  curl -s -X PUT "$MEETING" -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml' \
    -H 'Content-Type: application/xml' -H "If-Match: $ETAG" --data-binary @-
