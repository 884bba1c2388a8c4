import { getRefName, type OpenApiDocument, type PathItem } from "../../tools/openapi/document.ts";

/** The whole URL of a request is the server's. What follows is a fragment, which no client sends: it tells the path items apart. */
const server = {
  url: "{address}#",
  description: "Any address that a link gave, in full.",
  variables: {
    address: {
      default: "https://fe1.contoso.com/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810",
      description: "The origin of the server and the href of a link, or the href alone where it is absolute.",
    },
  },
};

/**
 * The operations of the document, each at an address that a link gives and not at a path. The workflows need it, because Arazzo can call an
 * operation of a description only. See decisions/workflows-follow-links.md.
 */
export function linkedDocument(document: OpenApiDocument): object {
  const { components, info, paths, ...rest } = document;
  const { links, parameters, ...kept } = components;
  return {
    ...rest,
    info: {
      ...info,
      title: `${info.title}, at the address of a link`,
      summary: "The operations of openapi.yaml for workflows that follow links.",
      description:
        "Generated from openapi.yaml. It has the same operations, and the address of a link in place of their paths.",
    },
    servers: [server],
    paths: Object.fromEntries(
      Object.values(paths).map((item) => [`/${getResourceName(item)}`, withoutPath(item, document)]),
    ),
    components: {
      ...kept,
      parameters: Object.fromEntries(Object.entries(parameters).filter(([, parameter]) => parameter.in !== "path")),
      responses: mapValues(components.responses, ({ links: _, ...response }) => response),
    },
  };
}

function getResourceName({ get }: PathItem): string {
  const { tags } = Object(get);
  return tags[0];
}

/** The item without what belongs to its path: the ids, and the samples, which show it. */
function withoutPath(item: PathItem, { components }: OpenApiDocument): object {
  const { "x-ucwa-deployed-path": _, parameters = [], ...operations } = item;
  return {
    parameters: parameters.filter((reference) => components.parameters[getRefName(reference)]?.in !== "path"),
    ...mapValues(operations, (operation) => {
      const { "x-codeSamples": _, ...kept } = Object(operation);
      return kept;
    }),
  };
}

function mapValues<Value, Mapped>(
  values: Record<string, Value>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
