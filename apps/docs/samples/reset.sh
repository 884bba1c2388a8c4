curl -s -X POST http://127.0.0.1:4010/__mock/reset
