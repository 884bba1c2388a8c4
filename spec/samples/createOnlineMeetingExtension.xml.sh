curl -s http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions \
  -H 'Authorization: Bearer cwt=anything' -H 'Content-Type: application/xml' -H 'Accept: application/xml' \
  -d '<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <property name="id">seating</property>
  <property name="type">RoamedParticipantData</property>
  <property name="table">12A</property>
</input>'
