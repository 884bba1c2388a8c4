import { smoke } from "./smoke.mjs";

export default {
  async fetch(request) {
    try {
      return new Response((await smoke(new URL(request.url).searchParams.get("origin"))).join("\n"));
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 });
    }
  },
};
