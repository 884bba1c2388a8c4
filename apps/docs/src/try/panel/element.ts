/** Creates an element with properties and what is in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...content);
  return created;
}

/** Creates a button that does something. */
export function button(text: string, act: () => void, className = ""): HTMLButtonElement {
  return element("button", { type: "button", className, onclick: act }, text);
}

/** Creates a list to choose from. */
export function select(options: Iterable<Node>, onchange: () => void): HTMLSelectElement {
  return element("select", { onchange }, ...options);
}

/** Creates one of what a list offers. */
export function option(value: string, text = value): HTMLOptionElement {
  return element("option", { value }, text);
}

/** Creates a label around a control. */
export function labelled(text: string, control: HTMLElement, className = ""): HTMLLabelElement {
  return element("label", { className }, element("span", {}, text), control);
}
