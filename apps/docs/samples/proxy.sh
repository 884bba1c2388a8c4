# Here the mock takes the place of your server, and check.sh the place of your tests. It sends a number instead of a string.
cat > check.sh <<'END'
curl -s "$UCWA_MOCK_URL/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810" -X PUT -o /dev/null \
  -H 'Authorization: Bearer cwt=anything' -H 'Content-Type: application/json' -d '{"subject": 7}'
END
npx @ucwa-meetings/mock proxy http://127.0.0.1:4010 --port 0 --junit report.xml -- sh check.sh
echo "ended with $?"
