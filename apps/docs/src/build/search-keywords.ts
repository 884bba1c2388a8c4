/** Words that readers look for and that an operation's page does not have, by method. */
export const keywordsByMethod: Record<string, string> = {
  GET: "GET get fetch load show",
  POST: "POST create add new schedule book",
  PUT: "PUT change edit modify replace rename write save",
  DELETE: "DELETE remove cancel erase",
};

/** Words that readers look for and that a page or section does not have, by its address from the site's root. */
export const keywordsByAddress: Record<string, string> = {
  "start/": "quickstart getting started install npm tutorial hello world first call",
  "client/": "SDK library TypeScript JavaScript Node",
  "mock/": "mock server",
  "guides/authentication/": "login log sign signin token bearer oauth password credentials web ticket",
  "guides/concurrency/": "lost update optimistic locking race overwrite",
  "guides/extensions/": "custom data metadata attach own",
  "guides/links/": "HATEOAS HAL hypermedia URL",
  "guides/contract-testing/": "mock stub fake simulator sandbox test",
  "guides/contract-testing/#in-front-of-a-real-server": "proxy",
  "guides/hosting/": "deploy operate runbook docker kubernetes compose container production team server",
  "guides/representations/": "JSON XML format content negotiation",
  "guides/compatibility/": "version support runtime browser node upgrade",
  "errors/#toomanyrequests": "rate limit throttling throttle quota 429",
  "schemas/#lobbybypassforphoneusers": "lobby waiting room phone",
  "schemas/#accesslevel": "lobby waiting room who may join guests",
  "downloads/": "download OpenAPI swagger YAML postman",
};
