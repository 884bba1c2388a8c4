# The mock stands for your server, and check.sh for your tests: it sends a number where text belongs.
cat > check.sh <<'END'
curl -s "$UCWA_MOCK_URL/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810" -X PUT -o /dev/null \
  -H 'Authorization: Bearer cwt=anything' -H 'Content-Type: application/json' -d '{"subject": 7}'
END
npx @ucwa-meetings/mock proxy http://127.0.0.1:4010 --port 0 --junit report.xml -- sh check.sh
echo "ended with $?"
