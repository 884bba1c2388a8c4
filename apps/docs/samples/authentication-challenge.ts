import { parseChallenge } from "@ucwa-meetings/client";

const response = await fetch("http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810");
console.log(response.status);
console.log(parseChallenge(response.headers.get("www-authenticate") ?? ""));
