import type { Db, Document } from 'mongodb'
import { broken, type Judgment, ok, warning } from './finding.ts'

const leastMajor = 6

/** Kind and version of the server. */
export async function checkVersion(db: Db): Promise<Judgment> {
  const [info, hello] = await Promise.all([db.command({ buildInfo: 1 }), db.command({ hello: 1 })])
  return judgeServer(info, hello)
}

/** MongoDB of at least 6 as a replica set or alone, or FerretDB 2; see the README. */
export function judgeServer(info: Document, hello: Document): Judgment {
  const ferretdb: unknown = info['ferretdb']?.version ?? info['ferretdbVersion']
  if (ferretdb !== undefined) {
    const isNew = Number.parseInt(String(ferretdb).replace(/^v/, ''), 10) >= 2
    return isNew ? ok(`FerretDB ${ferretdb}`) : broken(`FerretDB ${ferretdb}`, 'upgrade to FerretDB 2')
  }
  const version = String(info['version'])
  const kind = kindOf(hello)
  if (Number.parseInt(version, 10) < leastMajor) {
    return broken(`MongoDB ${version}, ${kind}`, `upgrade to MongoDB ${leastMajor} or later`)
  }
  if (hello['msg'] === 'isdbgrid')
    return warning(`MongoDB ${version}, ${kind}`, 'use a replica set: shards are not tested')
  return ok(`MongoDB ${version}, ${kind}`)
}

function kindOf(hello: Document): string {
  if (hello['msg'] === 'isdbgrid') return 'sharded'
  return hello['setName'] === undefined ? 'standing alone' : `replica set ${hello['setName']}`
}

const needed = ['find', 'insert', 'update', 'remove', 'createIndex', 'listIndexes'] as const

/** Whether the login may do on both databases what the stages do. */
export async function checkRights(db: Db, databases: readonly string[]): Promise<Judgment> {
  const { authInfo } = await db.command({ connectionStatus: 1, showPrivileges: true })
  return judgeRights(authInfo ?? {}, databases)
}

/** The same by what connectionStatus reports of the login. */
export function judgeRights(authInfo: Document, databases: readonly string[]): Judgment {
  const users: { user: string; db: string }[] = authInfo['authenticatedUsers'] ?? []
  const privileges: { resource: Document; actions: string[] }[] =
    authInfo['authenticatedUserPrivileges'] ?? []
  if (users.length === 0)
    return warning('the server asks for no login', 'turn authentication on, and give MONGODB_URL a user')
  if (privileges.length === 0)
    return warning('the server does not say what the user may do', 'give it readWrite on both databases')
  const missing = [...new Set(databases)].flatMap((name) => {
    const actions = new Set(
      privileges.filter(({ resource }) => covers(resource, name)).flatMap((one) => one.actions),
    )
    return needed.filter((action) => !actions.has(action)).map((action) => `${action} on ${name}`)
  })
  if (missing.length === 0) return ok(`the user may read and write ${[...new Set(databases)].join(' and ')}`)
  return broken(`the user may not ${missing.join(', ')}`, 'grant it the role readWrite on both databases')
}

/** A privilege on a database as a whole, or on all of them. */
function covers({ db, collection, anyResource }: Document, name: string): boolean {
  return anyResource === true || ((db === name || db === '') && collection === '')
}
