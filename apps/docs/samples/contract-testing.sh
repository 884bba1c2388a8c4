# The mock says what is wrong with the request, in the format of a server's error.
curl -s http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810 -X PUT \
  -H 'Authorization: Bearer cwt=anything' -H 'Content-Type: application/json' \
  -d '{"subject": 7}'
