/** How many requests of a kind there were; nothing in it is of a contact. */
export interface RequestCount extends Record<string, unknown> {
  readonly method: string
  /** the route below the API's base, such as `/syncs/{id}/data`; `*` for one that there is not */
  readonly path: string
  /** 0: the connection was closed without an answer */
  readonly status: number
  readonly count: number
}

/** What was asked of the API, by method, path and answer. */
export class RequestLog {
  #counts = new Map<string, RequestCount>()

  add(method: string, path: string, status: number): void {
    const key = `${method} ${path} ${status}`
    const count = (this.#counts.get(key)?.count ?? 0) + 1
    this.#counts.set(key, { method, path, status, count })
  }

  counts(): readonly RequestCount[] {
    return [...this.#counts.values()]
  }

  clear(): void {
    this.#counts = new Map()
  }
}
