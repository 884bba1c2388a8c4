import { createRequire } from "node:module";
import { createElement, Fragment, type ReactNode } from "react";
import redoc, { type MediaTypeModel } from "redoc";

const { MediaTypesSwitch, OneOfSchema, Schema } = redoc;

/**
 * Makes Redoc render what it otherwise renders only when the reader chooses it, so that the page needs no script of Redoc's: every tab, every
 * media type of a sample with every example, every form of a body.
 */
export function renderEveryChoice(): void {
  const { Tabs }: { Tabs: { defaultProps?: object } } = createRequire(import.meta.resolve("redoc"))("react-tabs");
  Tabs.defaultProps = { forceRenderTabPanel: true };
  MediaTypesSwitch.prototype.render = function render() {
    const { content, withLabel, children } = this.props;
    if (!content || content.mediaTypes.length === 0) return createElement(Fragment);
    // Only the switch of samples has a label. The other one chooses the media type of a schema, which is the same for all of them.
    if (withLabel)
      return createElement(Fragment, null, ...content.mediaTypes.flatMap((type) => samples(type, children)));
    const names = content.mediaTypes.map(({ name }) => name).join(", ");
    return createElement(
      Fragment,
      null,
      createElement("span", { className: "media-types" }, names),
      children(content.active),
    );
  };
  OneOfSchema.prototype.render = function render() {
    const forms = this.props.schema.oneOf ?? [];
    return createElement(
      "div",
      null,
      ...forms.map((schema, index) =>
        createElement(
          Fragment,
          null,
          createElement(
            "p",
            { className: "form" },
            `${index === 0 ? "Either" : "Or"}: ${schema.title || formName(index)}`,
          ),
          createElement(Schema, { ...this.props, schema }),
        ),
      ),
    );
  };
}

function formName(index: number): string {
  return `form ${index + 1}`;
}

/** Returns each example of a media type with what names it. The `vnd` media types have the same bodies as the others, and are left out. */
function samples(type: MediaTypeModel, render: (type: MediaTypeModel) => ReactNode): ReactNode[] {
  const examples = Object.entries(type.examples ?? {});
  if (type.name.includes("vnd.")) return [];
  return examples.map(([name, example]) => {
    // With one example Redoc shows no list to choose from.
    const one: MediaTypeModel = Object.create(type, { examples: { value: { [name]: example } } });
    const label = `${type.name}: ${example.summary ?? name}`;
    return createElement("div", { "data-example": label }, render(one));
  });
}
