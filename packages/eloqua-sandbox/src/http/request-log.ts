/** How many requests of a kind there were; paths without ids, queries or anything of a contact. */
export interface RequestCount extends Record<string, unknown> {
  readonly method: string
  readonly path: string
  /** 0: the connection was closed without an answer */
  readonly status: number
  readonly count: number
}

/** What was asked of the API, by method, path and answer. */
export class RequestLog {
  #counts = new Map<string, RequestCount>()

  add(method: string, path: string, status: number): void {
    const plain = path.replaceAll(/\/\d+(?=\/|$)/g, '/{id}')
    const key = `${method} ${plain.toLowerCase()} ${status}`
    const count = (this.#counts.get(key)?.count ?? 0) + 1
    this.#counts.set(key, { method, path: plain, status, count })
  }

  counts(): readonly RequestCount[] {
    return [...this.#counts.values()]
  }

  clear(): void {
    this.#counts = new Map()
  }
}
