export { createClient } from "@ucwa-meetings/client";
export { xml } from "@ucwa-meetings/client/xml";
