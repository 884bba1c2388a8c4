import { exchanges } from "@ucwa-meetings/spec/exchanges";

/** The XML bodies of the two published pages. */
export const published = exchanges
  .filter(({ representation }) => representation === "xml")
  .flatMap(({ request, response }) => [request.body, response.body])
  .filter((body) => body !== "");
