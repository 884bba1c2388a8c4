import { expect, test } from "vitest";
import { moveLinks } from "./move-links.ts";

const move = (body: unknown, base = "/sandboxes/x") => moveLinks({ status: 200, headers: {}, body }, base).body;

test("links, in lists and in what is embedded, begin with the path of the sandbox, and nothing else does", () => {
  const resource = (at: string) => ({
    href: "/kept",
    _links: {
      self: { href: `${at}/a`, title: "/kept" },
      list: [{ href: `${at}/b` }, { href: `${at}/c` }],
      elsewhere: { href: "https://contoso.com/a" },
      odd: [{ href: 7 }, {}, null, "/kept"],
    },
    subject: "/kept",
    leaders: ["/kept"],
  });
  const meeting = (at: string) => ({
    ...resource(at),
    _embedded: { one: resource(at), many: [resource(at), resource(at)] },
  });
  expect(move(meeting(""))).toEqual(meeting("/sandboxes/x"));
  expect(move([meeting("")])).toEqual([meeting("/sandboxes/x")]);
});

test("links in XML begin with the path of the sandbox, and texts stay as they are", () => {
  expect(
    move('<resource rel="a" href="/a"><link href="/b" /><property name="x"> href="/kept"</property></resource>'),
  ).toBe(
    '<resource rel="a" href="/sandboxes/x/a"><link href="/sandboxes/x/b" /><property name="x"> href="/kept"</property></resource>',
  );
});

test("what has no links stays as it is, and so does everything outside a sandbox", () => {
  for (const body of [undefined, null, 7, {}, { _links: null, _embedded: 7 }]) expect(move(body)).toEqual(body);
  const result = { status: 200, headers: {}, body: { _links: { self: { href: "/a" } } } };
  expect(moveLinks(result, "")).toBe(result);
});
