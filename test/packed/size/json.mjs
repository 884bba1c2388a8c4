export { createClient } from "@ucwa-meetings/client";
