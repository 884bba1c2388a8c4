/** A message of the published pages, as it would go over the wire. Header names are in lower case. */
export interface Message {
  headers: Record<string, string>;
  /** Empty where there is none. */
  body: string;
}

/** One request with its answer, as a published page shows them; mended where publishing had damaged them. */
export interface Exchange {
  /** Such as `get-my-online-meeting.json`. */
  name: string;
  representation: "json" | "xml";
  request: Message & { method: string; url: string };
  response: Message & { status: number };
}
