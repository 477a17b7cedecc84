import type { ReadableStream } from 'node:stream/web'
import type { Caller } from '../server/server.ts'

/** What a request may have the log of changes say. */
export type Facts = Record<string, string | number | boolean>

/** A request on its way to the thread; who asks is proven already. */
export interface ForwardedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly requestId: string
  readonly caller: Caller | undefined
  readonly body: Uint8Array
}

/** Its answer; the body is sent while it is made. */
export interface ForwardedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly body: ReadableStream<Uint8Array>
}

export interface ToThread {
  readonly id: number
  readonly request: ForwardedRequest
}

/** An answer, or a line for the log. */
export type FromThread = { readonly id: number; readonly answer: ForwardedAnswer } | { readonly line: string }
