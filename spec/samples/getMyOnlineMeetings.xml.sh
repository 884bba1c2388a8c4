curl -s http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings \
  -H 'Authorization: Bearer cwt=anything' -H 'Accept: application/xml'
