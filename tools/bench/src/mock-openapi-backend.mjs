/**
 * The mock that a user of openapi-backend writes after its README, without a framework. Plain JavaScript, so that Node has no types to
 * strip at the start. Arguments: the document and the port.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { OpenAPIBackend } from "openapi-backend";

const [document, port] = process.argv.slice(2);

const answer = (response, status, body) => {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(body));
};
const api = new OpenAPIBackend({
  // It checks a document against OpenAPI 3.0, and refuses this one of 3.1. The option leaves the check out.
  quick: true,
  definition: JSON.parse(readFileSync(document, "utf8")),
  handlers: {
    notImplemented(context, _request, response) {
      const { status, mock } = context.api.mockResponseForOperation(context.operation.operationId);
      answer(response, status, mock);
    },
    validationFail: (context, _request, response) => answer(response, 400, { errors: context.validation.errors }),
    unauthorizedHandler: (_context, _request, response) => answer(response, 401, { error: "unauthorized" }),
    notFound: (_context, _request, response) => answer(response, 404, { error: "not found" }),
    methodNotAllowed: (_context, _request, response) => answer(response, 405, { error: "method not allowed" }),
  },
  securityHandlers: { webTicket: (context) => /^Bearer ./.test(context.request.headers.authorization ?? "") },
});
await api.init();

createServer(async (request, response) => {
  const { method, url, headers } = request;
  await api.handleRequest({ method, path: url, headers, body: await text(request) }, request, response);
}).listen(Number(port), "127.0.0.1");
