const { createClient } = require("@ucwa-meetings/client");
const { xml } = require("@ucwa-meetings/client/xml");

console.log(typeof createClient, typeof xml);
