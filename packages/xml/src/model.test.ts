import { expect, it } from "vitest";
import { entryOf, inCardinality, lookUp } from "./model.ts";

it("A resource is known by its own rel first, by the hint only if the model does not know that rel", () => {
  expect(entryOf("myOnlineMeeting", "onlineMeetingExtension").properties.expirationTime).toBe("timestamp");
  expect(entryOf(undefined, "myOnlineMeeting").properties.expirationTime).toBe("timestamp");
  expect(entryOf("myAssignedOnlineMeeting", "myOnlineMeeting").properties.expirationTime).toBe("timestamp");
  expect(entryOf("onlineMeetingExtension", "myOnlineMeeting").properties).toEqual({});
});

it("A resource that nobody knows has an entry without properties, links and embedded resources", () => {
  for (const rel of [undefined, "unheardOf", "__proto__", "constructor", "toString", ["myOnlineMeeting"]]) {
    expect(entryOf(rel)).toEqual({ properties: {}, links: {}, embedded: {} });
  }
});

it("A name from a document finds nothing that is inherited", () => {
  expect(lookUp({ a: 1 }, "a")).toBe(1);
  expect(lookUp({ a: 1 }, "toString")).toBeUndefined();
  expect(lookUp({ a: 1 }, "__proto__")).toBeUndefined();
});

it("The model decides between one and a list; where it does not, the number does", () => {
  expect(inCardinality(["a"], "many")).toEqual(["a"]);
  expect(inCardinality(["a"], "one")).toBe("a");
  expect(inCardinality(["a"], undefined)).toBe("a");
  expect(inCardinality(["a", "b"], undefined)).toEqual(["a", "b"]);
});

it("Two where the model expects one are both kept", () => {
  expect(inCardinality(["a", "b"], "one")).toEqual(["a", "b"]);
});
