curl -s http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings \
  -H 'Authorization: Bearer cwt=anything' -H 'Content-Type: application/xml' -H 'Accept: application/xml' \
  -d '<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <property name="subject">Holiday party</property>
  <propertyList name="attendees">
    <item>sip:chris@contoso.com</item>
  </propertyList>
</input>'
