import { afterEach, describe, expect, it } from "vitest";
import { decode, encode } from "../src/index.ts";

const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineSetter__"];

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty("polluted");
});

describe.each(names)("%s is a name like any other", (name) => {
  it("of a property, a list, a relation and an attribute", () => {
    const text = `<input>
      <property name="${name}">polluted</property>
      <link rel="${name}" href="/a" ${name}="polluted"/>
      <resource rel="${name}"><propertyList name="${name}"><item>polluted</item></propertyList></resource>
    </input>`;
    const read = decode(text);
    const own = (value: unknown) => Object.getOwnPropertyDescriptor(value, name)?.value;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(own(read)).toBe("polluted");
    expect(own(own(read._links))).toBe("polluted");
    expect(own(own(read._embedded))).toEqual(["polluted"]);
    expect(decode(encode(read))).toEqual(read);
  });

  it("of a field of an error", () => {
    const text = `<reason><debugInfo><${name}>polluted</${name}></debugInfo><${name}>polluted</${name}></reason>`;
    const read = decode(text);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.entries(read)).toEqual([
      ["debugInfo", Object.fromEntries([[name, "polluted"]])],
      [name, "polluted"],
    ]);
    expect(decode(encode(read, { root: "reason" }))).toEqual(read);
  });

  it("of a resource, about which the model knows nothing", () => {
    const text = `<resource rel="${name}"><property name="${name}">1970-01-01T00:00:00Z</property></resource>`;
    expect(Object.entries(decode(text, { resource: name }))).toEqual([
      ["rel", name],
      [name, "1970-01-01T00:00:00Z"],
    ]);
  });
});

it("Any text is a name: empty, with quotes, markup, spaces, line breaks or emoji", () => {
  for (const name of ["", " ", `"'`, "<a>&amp;", "a b", "\r\n\t", "😀", "]]>"]) {
    const value = Object.fromEntries([[name, name]]);
    expect(decode(encode(value))).toEqual(value);
  }
});

it("The keys come as JSON.parse would give them: own, enumerable, writable", () => {
  const read = decode(`<input><property name="__proto__">a</property></input>`);
  expect(Object.getOwnPropertyDescriptors(read)).toEqual(
    Object.getOwnPropertyDescriptors(JSON.parse('{"__proto__":"a"}')),
  );
  expect(JSON.stringify(read)).toBe('{"__proto__":"a"}');
});
