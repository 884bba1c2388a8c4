import { parseChallenge } from "@ucwa-meetings/client";

const response = await fetch("http://127.0.0.1:4010/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810");

for (const { scheme, parameters } of parseChallenge(response.headers.get("www-authenticate") ?? "")) {
  console.log(scheme, parameters.href);
  console.log(parameters.grant_type?.split(","));
}
