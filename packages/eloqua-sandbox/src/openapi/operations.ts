/** An operation of the API or of the view from outside, in one line each. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly summary: string
  /** answer when it goes well */
  readonly status: number
  /** schema of the answer; none when it is empty */
  readonly answers?: string
  readonly takes?: string
  /** whether the answer is a collection of the schema */
  readonly paged?: boolean
  /** whether it is asked without a login */
  readonly open?: boolean
}

const bulk = '/API/Bulk/2.0'

function readings(path: string, schema: string, what: string): Operation[] {
  return [
    { method: 'get', path: `${bulk}${path}`, summary: `${what}s`, status: 200, answers: schema, paged: true },
    { method: 'get', path: `${bulk}${path}/{id}`, summary: `One ${what}`, status: 200, answers: schema },
  ]
}

function definitions(path: string, kind: 'Export' | 'Import' | 'SyncAction'): Operation[] {
  const at = `${bulk}${path}`
  const what = kind === 'SyncAction' ? 'sync action' : kind.toLowerCase()
  const common: Operation[] = [
    {
      method: 'post',
      path: at,
      summary: `Makes an ${what} definition`,
      status: 201,
      takes: kind,
      answers: kind,
    },
    { method: 'get', path: at, summary: `Definitions of ${what}s`, status: 200, answers: kind, paged: true },
    { method: 'get', path: `${at}/{id}`, summary: `One ${what} definition`, status: 200, answers: kind },
    { method: 'put', path: `${at}/{id}`, summary: 'Changes it', status: 200, takes: kind, answers: kind },
    { method: 'delete', path: `${at}/{id}`, summary: 'Deletes it', status: 204 },
    { method: 'delete', path: `${at}/{id}/data`, summary: 'Lets go of its data', status: 204 },
  ]
  const data: Operation =
    kind === 'Export'
      ? {
          method: 'get',
          path: `${at}/{id}/data`,
          summary: 'Rows of its last sync',
          status: 200,
          answers: 'Row',
          paged: true,
        }
      : {
          method: 'post',
          path: `${at}/{id}/data`,
          summary: 'Stages rows; 201 with a sync when it starts one',
          status: 204,
          takes: 'Rows',
        }
  return [...common, data]
}

const logins: Operation[] = [
  {
    method: 'get',
    path: '/id',
    summary: 'Discovery: where the instance is',
    status: 200,
    answers: 'Discovery',
  },
  {
    method: 'post',
    path: '/auth/oauth2/token',
    summary: 'Password and refresh grants',
    status: 200,
    takes: 'Grant',
    answers: 'Token',
  },
]

const syncs: Operation[] = [
  {
    method: 'post',
    path: `${bulk}/syncs`,
    summary: 'Starts a sync of a definition',
    status: 201,
    takes: 'SyncStart',
    answers: 'Sync',
  },
  ...readings('/syncs', 'Sync', 'sync'),
  {
    method: 'get',
    path: `${bulk}/exports`,
    summary: 'Definitions of exports of all kinds',
    status: 200,
    answers: 'Export',
    paged: true,
  },
  {
    method: 'get',
    path: `${bulk}/imports`,
    summary: 'Definitions of imports of all kinds',
    status: 200,
    answers: 'Import',
    paged: true,
  },
  {
    method: 'get',
    path: `${bulk}/syncs/{id}/data`,
    summary: 'Rows of an export',
    status: 200,
    answers: 'Row',
    paged: true,
  },
  {
    method: 'get',
    path: `${bulk}/syncs/{id}/logs`,
    summary: 'What happened',
    status: 200,
    answers: 'Log',
    paged: true,
  },
  {
    method: 'get',
    path: `${bulk}/syncs/{id}/rejects`,
    summary: 'Rows not taken',
    status: 200,
    answers: 'Reject',
    paged: true,
  },
]

const outside: Operation[] = [
  {
    method: 'get',
    path: '/sandbox/contacts',
    summary: 'Contacts as they are',
    status: 200,
    answers: 'SeenContact',
    paged: true,
    open: true,
  },
  {
    method: 'get',
    path: '/sandbox/contacts/{id}',
    summary: 'One contact',
    status: 200,
    answers: 'SeenContact',
    open: true,
  },
  {
    method: 'patch',
    path: '/sandbox/contacts/{id}',
    summary: 'Changes fields by key',
    status: 200,
    takes: 'Row',
    answers: 'SeenContact',
    open: true,
  },
  {
    method: 'get',
    path: '/sandbox/lists/{name}',
    summary: 'Who is on a list',
    status: 200,
    answers: 'SeenList',
    open: true,
  },
  {
    method: 'post',
    path: '/sandbox/lists/{name}',
    summary: 'Puts contacts on it',
    status: 200,
    takes: 'ContactIds',
    answers: 'SeenList',
    open: true,
  },
  {
    method: 'delete',
    path: '/sandbox/lists/{name}',
    summary: 'Takes contacts off it, or all',
    status: 200,
    takes: 'ContactIds',
    answers: 'SeenList',
    open: true,
  },
  {
    method: 'get',
    path: '/sandbox/custom-objects/{object}',
    summary: 'Indicator records',
    status: 200,
    answers: 'SeenRecord',
    paged: true,
    open: true,
  },
  {
    method: 'patch',
    path: '/sandbox/custom-objects/{object}',
    summary: 'Changes the records of an address',
    status: 200,
    takes: 'SeenRecord',
    answers: 'SeenRecord',
    open: true,
  },
  {
    method: 'get',
    path: '/sandbox/syncs',
    summary: 'Syncs with what they moved',
    status: 200,
    answers: 'SeenSync',
    paged: true,
    open: true,
  },
  {
    method: 'get',
    path: '/sandbox/requests',
    summary: 'What was asked of the API',
    status: 200,
    answers: 'RequestCount',
    paged: true,
    open: true,
  },
  { method: 'delete', path: '/sandbox/requests', summary: 'Forgets what was asked', status: 204, open: true },
  {
    method: 'get',
    path: '/sandbox/faults',
    summary: 'Faults that are set',
    status: 200,
    answers: 'Faults',
    open: true,
  },
  {
    method: 'put',
    path: '/sandbox/faults',
    summary: 'Replaces all faults',
    status: 200,
    takes: 'FaultInputs',
    answers: 'Faults',
    open: true,
  },
  {
    method: 'post',
    path: '/sandbox/faults',
    summary: 'Sets one more',
    status: 200,
    takes: 'FaultInput',
    answers: 'Faults',
    open: true,
  },
  { method: 'delete', path: '/sandbox/faults', summary: 'Takes all faults away', status: 204, open: true },
  {
    method: 'get',
    path: '/sandbox/clock',
    summary: 'The time of the sandbox',
    status: 200,
    answers: 'Clock',
    open: true,
  },
  {
    method: 'post',
    path: '/sandbox/clock',
    summary: 'Moves it',
    status: 200,
    takes: 'ClockMove',
    answers: 'Clock',
    open: true,
  },
  { method: 'get', path: '/sandbox/openapi.json', summary: 'This description', status: 200, open: true },
]

/** Everything that is answered. */
export const operations: readonly Operation[] = [
  ...logins,
  ...readings('/contacts/fields', 'Field', 'contact field'),
  ...readings('/contacts/lists', 'List', 'contact list'),
  ...readings('/contacts/filters', 'List', 'contact filter'),
  ...readings('/contacts/segments', 'List', 'contact segment'),
  {
    method: 'get',
    path: `${bulk}/customObjects`,
    summary: 'Custom objects',
    status: 200,
    answers: 'CustomObject',
    paged: true,
  },
  {
    method: 'get',
    path: `${bulk}/customObjects/{object}`,
    summary: 'One custom object',
    status: 200,
    answers: 'CustomObject',
  },
  ...readings('/customObjects/{object}/fields', 'Field', 'field of a custom object'),
  ...['/contacts', '/customObjects/{object}'].flatMap((entity) => [
    ...definitions(`${entity}/exports`, 'Export'),
    ...definitions(`${entity}/imports`, 'Import'),
    ...definitions(`${entity}/syncActions`, 'SyncAction'),
  ]),
  ...syncs,
  ...outside,
]
