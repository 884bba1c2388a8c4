import { createMock } from "@ucwa-meetings/mock/fetch";
import { createHost } from "./mock-host.mjs";
import { listen } from "./mock-listen.mjs";

// The mocks are in this process, and themselves listen nowhere.
listen(createHost(createMock));
