import { createMock } from "@ucwa-meetings/mock/fetch";
import { createHost, perform } from "./mock-host.mjs";

const host = createHost(createMock);

export default {
  async fetch(request) {
    return Response.json(await perform(host, new URL(request.url).pathname.slice(1), await request.json()));
  },
};
