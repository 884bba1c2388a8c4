export { createClient } from "@ucwa-meetings/client";
export { validator } from "@ucwa-meetings/client/validate";
