/**
 * Of these only the ready-made browser bundle is read, which carries all that it needs. What they are made from is left out: it would be
 * seven hundred packages, some with native code.
 */
const prebuilt = new Set(["@scalar/api-reference", "@stoplight/elements", "rapidoc", "swagger-ui-dist"]);

export const hooks = {
  readPackage: (manifest) =>
    prebuilt.has(manifest.name) ? { ...manifest, dependencies: {}, peerDependencies: {} } : manifest,
};
