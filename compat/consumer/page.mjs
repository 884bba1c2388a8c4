import { smoke } from "./smoke.mjs";

window.smoke = () => smoke(location.origin);
