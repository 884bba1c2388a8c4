/**
 * Returns what comes before the server's links: nothing where they are absolute, else the origin of the server.
 *
 * @param resource URL of a resource, whose self link shows the form
 * @throws Error where the link leads to another origin, which would get the token
 */
export async function linkOrigin(resource: string, token: string): Promise<string> {
  const { origin } = new URL(resource);
  const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
  // The workflows say what is wrong with a server that answers with no resource, or not at all.
  const body: unknown = await fetch(resource, { headers })
    .then((response) => response.json())
    .catch(() => undefined);
  const { href } = Object(Object(Object(body)._links).self);
  if (typeof href !== "string" || !/^https?:/i.test(href)) return origin;
  if (new URL(href).origin === origin) return "";
  throw new Error(`The self link: expected an address at ${origin}, got ${new URL(href).origin}.`);
}
