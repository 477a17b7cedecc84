import { contacts, secrets } from './canaries.ts'

/** A request to the API, and whether what it is answered may hold values of contacts. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Default: its answer holds none. */
  readonly showsContacts?: true
  /** Asks without the token. */
  readonly asNobody?: true
}

const address = encodeURIComponent(contacts[2]?.['emailAddress'] ?? '')
const nobody = encodeURIComponent('nobody@wombatberry.example')
const wrongToken = `dwm_${'quokkaberry'.repeat(4)}`
const trial = {
  contacts: { records: [{ city: 'Quokkaberry', emailAddress: 'quokkaberry@wombatberry.example' }] },
}

const get = (path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({ method: 'GET', path, ...more })
const post = (path: string, body: unknown, more: Partial<ApiRequest> = {}): ApiRequest => {
  return { method: 'POST', path, body, ...more }
}
const asNobody = true
const showsContacts = true

/** What people ask, and what they should not have. */
export const apiRequests: readonly ApiRequest[] = [
  ...['/overview', '/runs', '/syncs', '/syncs/usage', '/queues', '/claims', '/batches', '/forecast'].map(
    (path) => get(path),
  ),
  ...['/rules', '/rule-set', '/configs', '/rule-versions', '/undos', '/erasures', '/session', '/fields'].map(
    (path) => get(path),
  ),
  ...['/analytics/rules', '/analytics/idle', '/analytics/fights', '/analytics/shadowed'].map((path) =>
    get(path),
  ),
  get('/dead-letters/summary'),
  get('/dead-letters/count'),
  get('/dead-letters', { showsContacts }),
  get('/analytics/uncovered', { showsContacts }),
  get(`/contacts/${address}/timeline`, { showsContacts }),
  get(`/contacts/${address}/history`, { showsContacts }),
  get(`/contacts/${nobody}/timeline`),
  get(`/contacts/${address}/quokkaberry`),
  get('/runs?cursor=quokkaberry'),
  get('/dead-letters?limit=quokkaberry'),
  get(`/quokkaberry/${address}`),
  get('/runs/%ZZquokkaberry'),
  post('/rule-set/try', trial, { showsContacts }),
  post('/rules/normRegex/lint', { document: { fieldName: 'city', pattern: '(', replace: 5 } }),
  post('/dead-letters/0123/correct', { field: 'quokkaberry', value: 'Quokkaberry' }),
  post('/erasures', { people: ['quokkaberry'] }),
  post('/undos/plan', { contact: 'quokkaberry' }),
  post('/session', { token: wrongToken }, { asNobody }),
  post('/session', { token: secrets.eloquaPassword, quokkaberry: 1 }, { asNobody }),
  get('/runs', { asNobody, headers: { authorization: `Bearer ${wrongToken}` } }),
  get('/runs', {
    asNobody,
    headers: { authorization: `Basic ${btoa(`quokkaberry:${secrets.shortPassword}`)}` },
  }),
  get('/runs', {
    asNobody,
    headers: { cookie: `dwm_session=${wrongToken}; __Host-dwm_session=${wrongToken}` },
  }),
  get('/runs', { asNobody, headers: proxyHeaders(secrets.wrongPassword) }),
  get('/session', { asNobody, headers: proxyHeaders(secrets.apiProxySecret) }),
]

function proxyHeaders(secret: string): Record<string, string> {
  const ascii = Buffer.from(secret).toString('latin1')
  return { 'x-user': 'a person', 'x-forwarded-groups': 'staff', 'x-dwm-proxy-secret': ascii }
}
