import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts'

/** An answer as a test looks at it. */
export interface ApiResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // a test says by its assertions what it expects
  // biome-ignore lint/suspicious/noExplicitAny: answers are read freely
  readonly json: any
}

export interface Call {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface OpenSandbox extends Sandbox {
  /** a call below `/API/Bulk/2.0`, with the login */
  call(method: string, path: string, call?: Call): Promise<ApiResponse>
  /** a call of any path, without a login */
  ask(method: string, path: string, call?: Call): Promise<ApiResponse>
  /** makes a definition, stages rows and lets its sync run to its end */
  sync(path: string, definition: Readonly<Record<string, unknown>>, rows?: unknown): Promise<EndedSync>
}

export interface EndedSync {
  readonly definition: string
  readonly uri: string
  readonly status: string
  /** count by status code */
  readonly counts: Readonly<Record<string, number>>
}

export const basic = `Basic ${Buffer.from('Sandbox\\sandbox:sandbox').toString('base64')}`
export const base = '/API/Bulk/2.0'

/** Three contacts, in the order of their ids 1 to 3. */
export const people = [
  {
    ContactID: '1',
    emailAddress: 'ann@example.com',
    firstName: 'Ann',
    country: 'US',
    company: 'Example Farms',
  },
  { ContactID: '2', emailAddress: 'bob@example.org', firstName: 'Bob', country: 'us' },
  { ContactID: '3', emailAddress: 'cid@example.net', firstName: '', country: 'DE' },
]

const day = Date.parse('2024-05-01T10:00:00Z')

/** A sandbox for tests, whose clock stands still at 2024-05-01 10:00 UTC; it goes with the process. */
export async function openSandbox(options: SandboxOptions = {}): Promise<OpenSandbox> {
  const sandbox = await startSandbox({ records: people, clock: 'manual', startAt: day, ...options })
  sandbox.unref()
  const ask: OpenSandbox['ask'] = async (method, path, { body, headers = {} } = {}) => {
    const type = body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...type, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== ''
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    }
  }
  const call: OpenSandbox['call'] = (method, path, { body, headers = {} } = {}) =>
    ask(method, `${base}${path}`, { body, headers: { authorization: basic, ...headers } })
  const sync: OpenSandbox['sync'] = async (path, definition, rows) => {
    const made = await call('POST', path, { body: { name: 'test', ...definition } })
    if (made.status !== 201) throw new Error(`${made.status} ${made.text}`)
    const uri: string = made.json.uri
    if (rows !== undefined) await call('POST', `${uri}/data`, { body: rows })
    const started = await call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
    sandbox.advanceClock(1000)
    return ended(call, uri, started.json.uri)
  }
  return { ...sandbox, ask, call, sync }
}

async function ended(call: OpenSandbox['call'], definition: string, uri: string): Promise<EndedSync> {
  const { status } = (await call('GET', uri)).json
  const { items } = (await call('GET', `${uri}/logs`)).json
  const counts = items.map((log: { statusCode: string; count: number }) => [log.statusCode, log.count])
  return { definition, uri, status, counts: Object.fromEntries(counts) }
}

export const statements = {
  emailAddress: '{{Contact.Field(C_EmailAddress)}}',
  firstName: '{{Contact.Field(C_FirstName)}}',
  country: '{{Contact.Field(C_Country)}}',
  ContactID: '{{Contact.Id}}',
} as const
