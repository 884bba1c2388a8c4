import { smoke } from "./smoke.mjs";

window.smoke = (origin) => smoke(origin);
