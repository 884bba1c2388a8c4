import { isObject } from "./json.ts";
import { kindOf, type Place, refuseAt } from "./place.ts";

type Member = Readonly<Record<string, unknown>>;

/**
 * Writes the members of `_links` or `_embedded`, which hold one object or a list of objects by relation.
 *
 * @throws XmlEncodeError for anything else in their place.
 */
export function writeMembers(
  groups: unknown,
  place: Place,
  write: (member: Member, rel: string, place: Place) => string,
): string {
  if (groups === undefined || groups === null) return "";
  if (!isObject(groups)) return refuseAt(place, "an object", kindOf(groups));
  let text = "";
  const add = (member: unknown, rel: string, here: Place) => {
    text += isObject(member) ? write(member, rel, here) : refuseAt(here, "an object", kindOf(member));
  };
  for (const [rel, group] of Object.entries(groups)) {
    const here = { key: rel, parent: place };
    if (Array.isArray(group)) {
      group.forEach((member, key) => {
        add(member, rel, { key, parent: here });
      });
    } else if (group !== undefined && group !== null) {
      add(group, rel, here);
    }
  }
  return text;
}
