export interface SandboxContact {
  readonly ContactID: string
  readonly fields: Readonly<Record<string, string>>
  readonly exports: number
  readonly imports: number
}

export interface SandboxIndicator {
  readonly emailAddress: string
  readonly dataStatus: string
  readonly updatedTimestamp: string
}

export interface SandboxSync {
  readonly uri: string
  readonly kind: string
  readonly definitionUri: string
  readonly status: string
  readonly rows: number
  readonly duplicates: number
}

interface Page<Item> {
  readonly items?: readonly Item[]
  readonly hasMore: boolean
}

/** Looks at a sandbox from outside, all pages. */
export function lookAt(sandbox: { readonly url: string }) {
  const base = `${sandbox.url}/sandbox`
  return {
    contacts: () => allPages<SandboxContact>(`${base}/contacts`),
    indicators: () => allPages<SandboxIndicator>(`${base}/custom-objects/990`),
    syncs: () => allPages<SandboxSync>(`${base}/syncs`),
    list: async (name: string) => {
      const response = await fetch(`${base}/lists/${encodeURIComponent(name)}`)
      return (await response.json()) as { name: string; count: number; contactIds: readonly string[] }
    },
    put: async (name: string, contactIds: readonly string[]) => {
      await send('POST', `${base}/lists/${encodeURIComponent(name)}`, { contactIds })
    },
    change: async (ContactID: string, fields: Readonly<Record<string, string>>) => {
      await send('PATCH', `${base}/contacts/${ContactID}`, { fields })
    },
    /** Makes a contact, and gives its id. */
    create: async (fields: Readonly<Record<string, string>>) => {
      const made = await send('POST', `${base}/contacts`, { fields })
      return ((await made.json()) as SandboxContact).ContactID
    },
    remove: async (ContactID: string) => {
      await send('DELETE', `${base}/contacts/${ContactID}`)
    },
    /** Forgets planned changes; whether all of them were made. */
    forgetChanges: async () => {
      const response = await fetch(`${base}/changes`)
      const { items } = (await response.json()) as { items: readonly { isDone: boolean }[] }
      await send('DELETE', `${base}/changes`)
      return items.length > 0 && items.every(({ isDone }) => isDone)
    },
    /** In place of those that it has. */
    setFaults: (...faults: readonly string[]) => send('PUT', `${base}/faults`, faults),
  }
}

async function allPages<Item>(url: string): Promise<Item[]> {
  const all: Item[] = []
  for (let more = true; more; ) {
    const response = await fetch(`${url}?limit=1000&offset=${all.length}`)
    const page = (await response.json()) as Page<Item>
    all.push(...(page.items ?? []))
    more = page.hasMore
  }
  return all
}

async function send(method: string, url: string, body?: unknown): Promise<Response> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return response
}
