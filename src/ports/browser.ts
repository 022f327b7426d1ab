import type { Duplex } from 'node:stream';
import type { Environment } from './sandbox.ts';

export type PageOrder = {
  /** A name of this use that begins with its debate. */
  readonly key: string;
  readonly url: string;
  /** Whose runtime it shares; the browser's image and limits are its own. */
  readonly environment: Environment;
  /** How long the page may take; what is there by then is pictured. */
  readonly seconds: number;
};

/** What the browser came to; `url` is where it was then, after all redirects. */
export type Sight = { readonly url: string } & (
  | {
      readonly shown: true;
      readonly title: string;
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly shown: false;
      readonly reason: 'unreachable' | 'certificate' | 'status' | 'type' | 'slow' | 'unreadable';
      /** The status, type or time that it is about. */
      readonly detail?: string;
    }
);

/**
 * Pictures web pages in throw-away containers that have no network. Whatever the browser wants of the outside it asks for
 * on a connection, as one asks an HTTP proxy, and whoever takes the connections decides what becomes of them.
 */
export type Browser = {
  /** Throws `ParleyError` (`docker.unreachable`, `image.missing`, `sandbox.failed`), or the signal's reason. */
  look(order: PageOrder, connected: (connection: Duplex) => void, signal: AbortSignal): Promise<Sight>;
};
