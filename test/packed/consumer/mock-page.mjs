import { createMock } from "@ucwa-meetings/mock/fetch";
import { createHost, perform } from "./mock-host.mjs";

const host = createHost(createMock);
window.perform = (action, message) => perform(host, action, message);

document.documentElement.dataset.ready = "yes";
