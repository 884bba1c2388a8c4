import { expect, it } from "vitest";
import { findResourceModel, getOwn, unwrapSingle } from "./model.ts";

it("A resource is known by its own rel first, by the hint only if the model does not know that rel", () => {
  expect(findResourceModel("myOnlineMeeting", "onlineMeetingExtension").properties.expirationTime).toBe("timestamp");
  expect(findResourceModel(undefined, "myOnlineMeeting").properties.expirationTime).toBe("timestamp");
  expect(findResourceModel("heardOfLater", "myOnlineMeeting").properties.expirationTime).toBe("timestamp");
  expect(findResourceModel("onlineMeetingExtension", "myOnlineMeeting").properties).toEqual({});
});

it("The user's predefined meeting is a meeting, whatever the hint says", () => {
  expect(findResourceModel("myAssignedOnlineMeeting", "onlineMeetingExtension")).toEqual(
    findResourceModel("myOnlineMeeting"),
  );
});

it("A resource that nobody knows has an entry without properties, links and embedded resources", () => {
  for (const rel of [undefined, "unheardOf", "__proto__", "constructor", "toString", ["myOnlineMeeting"]]) {
    expect(findResourceModel(rel)).toEqual({ properties: {}, links: {}, embedded: {} });
  }
});

it("A name from a document finds nothing that is inherited", () => {
  expect(getOwn({ a: 1 }, "a")).toBe(1);
  expect(getOwn({ a: 1 }, "toString")).toBeUndefined();
  expect(getOwn({ a: 1 }, "__proto__")).toBeUndefined();
});

it("The model decides between one and a list; where it does not, the number does", () => {
  expect(unwrapSingle(["a"], "many")).toEqual(["a"]);
  expect(unwrapSingle(["a"], "one")).toBe("a");
  expect(unwrapSingle(["a"], undefined)).toBe("a");
  expect(unwrapSingle(["a", "b"], undefined)).toEqual(["a", "b"]);
});

it("Two where the model expects one are both kept", () => {
  expect(unwrapSingle(["a", "b"], "one")).toEqual(["a", "b"]);
});
