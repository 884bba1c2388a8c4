import type { components } from "@ucwa-meetings/spec/types";
import { type Format, isObject, listOf, type Properties } from "../codec/codec.ts";
import { etagOf } from "../codec/etag.ts";
import { dateOf, mapTimestamps, type TimestampOf } from "../codec/timestamps.ts";
import { addressOf } from "../transport/href.ts";

/** A link to a resource, with a title or a revision where the server gives one. */
export type Link = components["schemas"]["Link"];

/** What every resource of the document has. */
export interface Resource {
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

/** A value that can be read only, down to what is in it. */
export type DeepReadonly<T> = T extends Date | string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/**
 * The properties of a resource as the document has them, its points in time as `Date`. They are to be read only: `update`
 * takes what is to change.
 */
export type Data<R extends Resource> = {
  readonly [K in keyof R as K extends "_links" | "_embedded" ? never : K]: K extends TimestampOf<R["rel"]>
    ? Date
    : DeepReadonly<R[K]>;
} & {};

/** A resource as the server represented it at one time. It can be updated, and its links followed. */
export type Representation<R extends Resource> = R extends Resource
  ? RepresentationOf<Data<R>, RelOf<R>, EmbeddedIn<R>>
  : never;

/** A representation by what it holds, which is what an editor shows of it; not what came over the wire. */
export interface RepresentationOf<D, Rel extends string, Embedded> {
  /** Its properties, also those that no document knows. A point in time without an offset is an invalid `Date`. */
  readonly data: D;
  /** The version, without quotes, from the header `ETag` or the property `etag`. */
  readonly etag: string | undefined;
  /** The self link, as `link` gives it; where there is none, the address that was asked. */
  readonly href: string;
  /**
   * The link of a relation, the first if there are several. None means that the user may not do this now. It is as the server
   * wrote it, but absolute if the server is not the base URL's, so that it leads back to the one that wrote it.
   */
  link(rel: Rel | (string & {})): Link | undefined;
  /** All links of a relation. */
  links(rel: Rel | (string & {})): Link[];
  /**
   * The embedded resources of a relation. The ETag does not cover them, so a representation from the cache may have older
   * ones than the server; what lists them asks anew.
   */
  embedded<Name extends string>(
    rel: Name | (KnownKeys<Embedded> & string),
  ): Representation<EmbeddedAs<Embedded, Name>>[];
}

/** A representation whose type is the caller's to say. */
export interface UntypedRepresentation {
  readonly data: object;
  readonly etag: string | undefined;
  readonly href: string;
  link(rel: string): Link | undefined;
  links(rel: string): Link[];
  embedded(rel: string): UntypedRepresentation[];
}

/** What a representation is made from: what was read, and what was read as it was written. */
export interface Source {
  readonly value: Properties;
  readonly asWritten: () => Properties | undefined;
  /** What it was read with, and has to be written with. */
  readonly format: Format;
  /** The origin that it was read from, if that is not the base URL's. */
  readonly origin: string | undefined;
}

/** A representation that can be sent back. */
export class WireRepresentation implements UntypedRepresentation {
  /** Frozen, its lists as well: a change here would not reach the server. */
  readonly data: Properties;
  readonly etag: string | undefined;
  readonly href: string;
  /** Not among what is listed, copied or shown. A private field would not be there for the proxies of frameworks. */
  declare readonly source: Source;

  constructor(source: Source, rel: string, address: string, etag?: string | null) {
    const { _links, _embedded, ...properties } = source.value;
    // Such a proxy may wrap it, which it may not with what can never change.
    Object.defineProperty(this, "source", { value: source, configurable: true, writable: true });
    this.data = Object.freeze(mapTimestamps(rel, { rel, ...properties }, dateOf));
    Object.values(this.data).forEach(Object.freeze);
    this.etag = etagOf(etag) ?? etagOf(properties.etag);
    this.href = this.link("self")?.href ?? address;
  }

  link(rel: string): Link | undefined {
    return this.links(rel)[0];
  }

  links(rel: string): Link[] {
    const { value, origin } = this.source;
    const links = listOf(keyOf(value._links, rel)).filter(isLink);
    return origin ? links.map((link) => ({ ...link, href: addressOf(link.href, origin) })) : links;
  }

  embedded(rel: string): WireRepresentation[] {
    const membersOf = (value?: Properties) => listOf(keyOf(value?._embedded, rel)).filter(isObject);
    const { value, asWritten, ...rest } = this.source;
    return membersOf(value).map(
      (value, index) =>
        new WireRepresentation({ ...rest, value, asWritten: () => membersOf(asWritten())[index] }, rel, ""),
    );
  }
}

function keyOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function isLink(value: unknown): value is Link {
  return isObject(value) && typeof value.href === "string";
}
