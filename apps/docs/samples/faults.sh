MOCK=http://127.0.0.1:4010
MEETING=$MOCK/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810
TOKEN='Authorization: Bearer cwt=anything'

# For one request: the server is overloaded, or the connection breaks.
curl -s "$MEETING" -H "$TOKEN" -H 'Prefer: ucwa-fault=unavailable:5' -o /dev/null -w '%{http_code}\n'
curl -s "$MEETING" -H "$TOKEN" -H 'Prefer: ucwa-fault=reset' || echo "curl failed with exit code $?"

# For half of all requests, and the same ones in every run, until you remove the fault.
curl -s "$MOCK/__mock/fault" -X PUT -d '{"name": "html-502", "rate": 0.5, "seed": 7}'
for _ in 1 2 3 4; do curl -s "$MEETING" -H "$TOKEN" -o /dev/null -w '%{http_code} '; done
curl -s "$MOCK/__mock/fault" -X DELETE
