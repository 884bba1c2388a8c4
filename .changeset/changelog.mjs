/**
 * An entry of a CHANGELOG is the prose of its changeset and nothing else: commits are in git, and all packages have one version,
 * so that they need each other's newest is no news.
 */
export default {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll(/\n(?=.)/g, "\n  ")}`,
  getDependencyReleaseLine: async () => "",
};
