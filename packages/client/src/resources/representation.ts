import type { components } from "@ucwa-meetings/spec/types";
import { isObject, type Properties, toArray } from "../codec/codec.ts";
import { parseEtag } from "../codec/etag.ts";
import { mapTimestamps, parseTimestamp, type TimestampOf } from "../codec/timestamps.ts";
import type { RepresentationSource } from "../transport/dispatch.ts";
import { normalizeHref } from "../transport/href.ts";

/** A link to a resource, with a title or a revision if the server gives one. */
export type Link = components["schemas"]["Link"];

/** What every resource of the document has. */
export interface Resource {
  /** The kind of the resource, such as `myOnlineMeeting`. */
  readonly rel: string;
}

/** The keys of a type that it names, without those of an index signature. */
export type KnownKeys<T> = keyof {
  [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K];
};

type RelOf<R> = R extends { _links: infer Links } ? KnownKeys<Links> & string : never;

type EmbeddedIn<R> = R extends { _embedded?: infer Embedded } ? NonNullable<Embedded> : unknown;

type EmbeddedAs<Embedded, Rel> = Rel extends keyof Embedded
  ? NonNullable<Embedded[Rel]> extends readonly (infer Member extends Resource)[]
    ? Member
    : Resource
  : Resource;

/** A value that is read-only, and so is all that is in it. */
export type DeepReadonly<T> = T extends Date | string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/**
 * The properties of a resource as the document describes them, with timestamps as `Date`. They are read-only: pass changes to
 * `update`.
 */
export type Data<R extends Resource> = {
  readonly [K in keyof R as K extends "_links" | "_embedded" ? never : K]: K extends TimestampOf<R["rel"]>
    ? Date
    : DeepReadonly<R[K]>;
} & {};

/** A resource as the server sent it. It can be updated, and its links can be followed. */
export type Representation<R extends Resource> = R extends Resource
  ? RepresentationOf<Data<R>, RelOf<R>, EmbeddedIn<R>>
  : never;

/** A representation, described by what it holds. This is what an editor shows. */
export interface RepresentationOf<D, Rel extends string, Embedded> {
  /** Its properties, including those that no document describes. A timestamp without an offset is an invalid `Date`. */
  readonly data: D;
  /** The version, without quotes, from the header `ETag` or the property `etag`. */
  readonly etag: string | undefined;
  /** The self link, as `link` gives it. If there is none, the URL that was requested. */
  readonly href: string;
  /**
   * The link of a relation, or the first of several. Undefined means that the user may not do this now. The href is as the server
   * wrote it. It is made absolute if the server is not the base URL's, so that it leads back to the server that wrote it.
   */
  link(rel: Rel | (string & {})): Link | undefined;
  /** All links of a relation. */
  links(rel: Rel | (string & {})): Link[];
  /**
   * The embedded resources of a relation. The ETag does not cover them, so a representation from the cache may hold older ones than
   * the server. `list` does not use the cache.
   */
  embedded<Name extends string>(
    rel: Name | (KnownKeys<Embedded> & string),
  ): Representation<EmbeddedAs<Embedded, Name>>[];
}

/** A representation that can be sent back, without the types of its resource. */
export class ServerRepresentation {
  /** The properties. They are frozen, and so are lists in them: a change here would not reach the server. */
  readonly data: Properties;
  readonly etag: string | undefined;
  readonly href: string;
  /** What it was read from. It is not enumerable. A private field would be missing on the proxies that frameworks make. */
  declare readonly source: RepresentationSource;

  constructor(source: RepresentationSource, rel: string, url: string, etag?: string | null) {
    const { _links, _embedded, ...properties } = source.value;
    // Such a proxy may wrap the value of a property only if it is configurable.
    Object.defineProperty(this, "source", { value: source, configurable: true });
    this.data = Object.freeze(mapTimestamps(rel, { rel, ...properties }, parseTimestamp));
    Object.values(this.data).forEach(Object.freeze);
    this.etag = parseEtag(etag) ?? parseEtag(properties.etag);
    this.href = this.link("self")?.href ?? url;
  }

  link(rel: string): Link | undefined {
    return this.links(rel)[0];
  }

  links(rel: string): Link[] {
    const { value, origin } = this.source;
    const links = toArray(getKey(value._links, rel)).filter(
      (link): link is Link => isObject(link) && typeof link.href === "string",
    );
    return origin ? links.map((link) => ({ ...link, href: normalizeHref(link.href, origin) })) : links;
  }

  embedded(rel: string): ServerRepresentation[] {
    const membersOf = (whole?: Properties) => toArray(getKey(whole?._embedded, rel)).filter(isObject);
    const { select = (whole: Properties) => whole } = this.source;
    return membersOf(this.source.value).map((value, index) => {
      const selectMember = (whole: Properties) => membersOf(select(whole))[index];
      return new ServerRepresentation({ ...this.source, value, select: selectMember }, rel, "");
    });
  }
}

/**
 * Types a representation by the resource that was requested. It checks nothing: what a server sends can always have other
 * properties than the document describes.
 */
export function assertResource<R extends Resource>(
  _representation: ServerRepresentation,
): asserts _representation is ServerRepresentation & Representation<R> {}

function getKey(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}
