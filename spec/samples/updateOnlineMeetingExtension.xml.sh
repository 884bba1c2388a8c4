# Read the extension with its ETag, change its type, and write everything back.
EXTENSION=http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions/onlineMeetingExtension
curl -s "$EXTENSION" -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml' -D headers.txt -o extension.xml
ETAG=$(sed -n 's/^etag: *\(.*\)\r$/\1/ip' headers.txt)
sed 's/RoamedParticipantData/RoamedOrganizerData/' extension.xml |
  curl -s -X PUT "$EXTENSION" -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml' \
    -H 'Content-Type: application/xml' -H "If-Match: $ETAG" --data-binary @-
