import type { Path } from './types';

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number | undefined>;

/** What the server says when it does not do what it was asked (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly next: string | null,
    /** Newest version, where somebody else was faster. */
    readonly tag: string | null,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** The server did not answer at all. What was to be saved is not lost, only late. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

type Wanted = {
  path?: Record<string, string>;
  query?: Query;
  body?: unknown;
  form?: FormData;
  /** Version that the change is based on. */
  ifMatch?: string | number;
  /** Sending it again with the same text does nothing twice. */
  once?: string;
  signal?: AbortSignal;
};

const refused = new Set<() => void>();

/** Says when the server asks for a key. Ends with the call of what it gives back. */
export function onRefused(tell: () => void): () => void {
  refused.add(tell);
  return () => {
    refused.delete(tell);
  };
}

/** Asks the native API. Throws `Problem` for a refusal and `Unreachable` where nobody answers. */
export async function call<T>(verb: Verb, template: Path, wanted: Wanted = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (wanted.body !== undefined) headers['Content-Type'] = 'application/json';
  if (wanted.ifMatch !== undefined) {
    headers['If-Match'] =
      typeof wanted.ifMatch === 'number' ? `"v${wanted.ifMatch}"` : wanted.ifMatch;
  }
  if (wanted.once) headers['Idempotency-Key'] = wanted.once;
  let response: Response;
  try {
    response = await fetch(address(template, wanted.path ?? {}, wanted.query ?? {}), {
      method: verb,
      headers,
      body: wanted.form ?? (wanted.body === undefined ? undefined : JSON.stringify(wanted.body)),
      signal: wanted.signal,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  }
  if (!response.ok) throw await refusal(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Fetches a file rather than facts. */
export async function fetchBlob(template: Path, query: Query): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(address(template, {}, query));
  } catch (cause) {
    throw new Unreachable(cause);
  }
  if (!response.ok) throw await refusal(response);
  return response.blob();
}

function address(template: string, path: Record<string, string>, query: Query): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') words.set(name, String(value));
  }
  const text = words.toString();
  return text ? `${filled}?${text}` : filled;
}

async function refusal(response: Response): Promise<Problem | Unreachable> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy in front answers in its own words; the status is all we know then.
  }
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    return new Unreachable(body['detail'] ?? response.status);
  }
  if (response.status === 401) refused.forEach((tell) => tell());
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : null);
  return new Problem(
    response.status,
    text('code') ?? String(response.status),
    text('detail') ?? text('title') ?? `HTTP ${response.status}`,
    text('next'),
    response.headers.get('ETag'),
  );
}
