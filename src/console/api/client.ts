import type { z } from 'zod';
import { Problem } from '../../contract/problem.ts';

/** What the server answered when it refused, or `offline` where it did not answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** Last part of the problem's type, e.g. `already-decided`; `offline` or `unreadable` where there is none. */
  readonly kind: string;
  /** The server's own words. */
  readonly detail: string | undefined;

  /** What is wrong in what was sent, each with its place. */
  readonly errors: NonNullable<Problem['errors']>;

  constructor(status: number, kind: string, detail?: string, errors: Problem['errors'] = []) {
    super(detail ?? kind);
    this.status = status;
    this.kind = kind;
    this.detail = detail;
    this.errors = errors;
  }
}

interface Request<S extends z.ZodType> {
  readonly method?: 'GET' | 'POST';
  /** A value, sent as JSON; or a file, sent as it is. */
  readonly body?: unknown;
  readonly schema: S;
  readonly signal?: AbortSignal;
}

/** Asks the server on the same origin. Throws ApiError only. */
export async function request<S extends z.ZodType>(path: string, options: Request<S>): Promise<z.infer<S>> {
  const response = await reach(path, options.method ?? 'GET', options.body, options.signal);
  const value = await readJson(response);
  if (!response.ok) throw toError(response.status, value);
  const parsed = options.schema.safeParse(value);
  if (!parsed.success) throw new ApiError(response.status, 'unreadable', parsed.error.message);
  return parsed.data;
}

async function reach(path: string, method: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const isFile = body instanceof Blob;
  const type = isFile ? body.type || 'application/octet-stream' : 'application/json';
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) };
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'offline');
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function toError(status: number, value: unknown): ApiError {
  const problem = Problem.safeParse(value);
  if (!problem.success) return new ApiError(status, `status-${status}`);
  const kind = problem.data.type.split(/[/:]/).at(-1) ?? '';
  return new ApiError(status, kind, problem.data.detail ?? problem.data.title, problem.data.errors);
}
