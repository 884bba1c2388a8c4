curl -s http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810 \
  -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml'
