import { createMock } from "@ucwa-meetings/mock/fetch";
import { fire } from "@ucwa-meetings/mock/service-worker";

fire(createMock());
