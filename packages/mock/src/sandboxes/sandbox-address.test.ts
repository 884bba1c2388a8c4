import { expect, test } from "vitest";
import { findSandbox, isSandboxId, sandboxPath } from "./sandbox-address.ts";

const id = "AbCdEfGhIjKlMnOpQrS_-9";

test.each([
  [`/sandboxes/${id}/ucwa/v1?a=1#b`, { id, rest: "/ucwa/v1?a=1#b" }],
  [`/sandboxes/${id}`, { id, rest: "" }],
  [`/sandboxes/${id}?a=/`, { id, rest: "?a=/" }],
  [`/sandboxes/${id}#/a`, { id, rest: "#/a" }],
  ["/sandboxes//a", { id: "", rest: "/a" }],
  ["/sandboxes/", { id: "", rest: "" }],
  // What no target should have must not lead to another mock.
  [`/sandboxes/${id}/a\nb`, { id, rest: "/a\nb" }],
  // A target may have the absolute form (RFC 9112, section 3.2.2).
  [`http://fe1.contoso.com/sandboxes/${id}/a`, { id, rest: "/a" }],
])("%j is in a sandbox", (target, expected) => {
  expect(findSandbox(target)).toEqual(expected);
});

test.each(["/", "", "*", "/sandboxes", `/ucwa/sandboxes/${id}/a`, `http://fe1.contoso.com/ucwa/sandboxes/${id}/a`])(
  "%j is in no sandbox",
  (target) => {
    expect(findSandbox(target)).toBeUndefined();
  },
);

test("the path of a sandbox is where its id is found again", () => {
  expect(sandboxPath(id)).toBe(`/sandboxes/${id}`);
  expect(findSandbox(`${sandboxPath(id)}/a`)).toEqual({ id, rest: "/a" });
});

test("an id has 22 characters, as many as 16 bytes have in base64url", () => {
  const texts = [id, id.slice(1), `${id}a`, `${id}\n`, `+${id.slice(1)}`, `${id.slice(1)}/`, "default"];
  expect(texts.filter(isSandboxId)).toEqual([id]);
});
