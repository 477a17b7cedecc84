import type { Operation } from './operation.ts'

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

const applicationFields: Operation[] = [
  {
    method: 'get',
    path: '/API/REST/2.0/assets/contact/fields',
    summary: 'Contact fields with their data types; elements, page, pageSize, total',
    status: 200,
  },
  {
    method: 'get',
    path: '/API/REST/2.0/assets/customObject/{object}',
    summary: 'A custom object with the data types of its fields',
    status: 200,
  },
]

/** Login, Bulk API, and what of the Application API belongs to it. */
export const bulkOperations: readonly Operation[] = [
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
  ...applicationFields,
]
