import { drawSequence } from "./sequence.ts";

/** How an update keeps what it does not change. */
export const losslessUpdate = drawSequence({
  title: "An update that loses nothing",
  description:
    'The client reads the meeting with GET. The server responds with 200, the ETag "1", and all properties, known and unknown. The client puts your changes into all that it read. It sends the whole meeting back with PUT and If-Match: "1". Nobody has changed the meeting since, so the server stores it and responds with 200 and the ETag "2".',
  lanes: ["the client", "the server"],
  steps: [
    { from: 0, to: 1, label: ["GET the meeting"] },
    { from: 1, to: 0, label: ["200, all properties,", 'ETag: "1"'] },
    { at: 0, note: ["your changes go into all", "that was read, as it was spelled"] },
    { from: 0, to: 1, label: ["PUT the whole meeting,", 'If-Match: "1"'] },
    { from: 1, to: 0, label: ["200, stored,", 'ETag: "2"'] },
  ],
});

/** What happens after a 412. */
export const conflictLoop = drawSequence({
  title: "The loop after a 412",
  description:
    'The client has read the meeting with the ETag "1". Another writer stores a change, and the ETag becomes "2". The client sends its PUT with If-Match: "1". The server responds with 412 and stores nothing. The client reads the meeting again, gets the ETag "2", and applies its change to what is there now. It repeats this as long as the response is 412. Then the PUT with If-Match: "2" is stored, and the ETag becomes "3". Both changes are there.',
  lanes: ["the client", "the server", "another writer"],
  steps: [
    { from: 0, to: 1, label: ["GET"] },
    { from: 1, to: 0, label: ['200, ETag: "1"'] },
    { from: 2, to: 1, label: ['PUT, If-Match: "1"'] },
    { from: 1, to: 2, label: ['200, ETag: "2"'] },
    {
      repeat: "while the response is 412",
      steps: [
        { from: 0, to: 1, label: ["PUT, If-Match:", "the last ETag"] },
        { from: 1, to: 0, label: ["412, not stored"] },
        { from: 0, to: 1, label: ["GET"] },
        { from: 1, to: 0, label: ['200, ETag: "2"'] },
        { at: 0, note: ["your change is applied", "to what is there now"] },
      ],
    },
    { from: 0, to: 1, label: ['PUT, If-Match: "2"'] },
    { from: 1, to: 0, label: ['200, ETag: "3"'] },
  ],
});
