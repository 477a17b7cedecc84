import { type Document, MongoClient } from 'mongodb'
import { broken, type Judgment, ok, warning } from './finding.ts'

/** A member of a replica set as it answered by itself; undefined in place of what it did not say. */
export interface Member {
  readonly host: string
  readonly role: 'primary' | 'secondary' | 'other' | 'unreachable'
  readonly lastWriteAt?: Date | undefined
  /** Its clock less this machine's. */
  readonly clockMs?: number | undefined
}

const mostLagMs = 30_000
const mostClockMs = 1_000
const brokenClockMs = 60_000

/** Asks each member by itself. `url` is that of the whole set; its login and options are kept. */
export function askMembers(url: string, hosts: readonly string[]): Promise<Member[]> {
  return Promise.all(hosts.map((host) => askMember(urlOf(url, host), host)))
}

async function askMember(url: string, host: string): Promise<Member> {
  const client = new MongoClient(url, {
    directConnection: true,
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
  })
  try {
    await client.connect()
    const askedAt = Date.now()
    const hello = await client.db('admin').command({ hello: 1 })
    return memberOf(host, hello, (askedAt + Date.now()) / 2)
  } catch {
    // that it does not answer is what there is to say of it
    return { host, role: 'unreachable' }
  } finally {
    await client.close()
  }
}

/** A member by what it says of itself; `now` is this machine's clock meanwhile, in milliseconds. */
export function memberOf(host: string, hello: Document, now: number): Member {
  const { isWritablePrimary, secondary, lastWrite, localTime } = hello
  return {
    host,
    role: isWritablePrimary === true ? 'primary' : secondary === true ? 'secondary' : 'other',
    lastWriteAt: lastWrite?.lastWriteDate,
    clockMs: localTime instanceof Date ? localTime.getTime() - now : undefined,
  }
}

/** The same URL for one host; names of SRV records are gone then, and with them the options that hang on them. */
function urlOf(url: string, host: string): string {
  const [, login = '', , rest = ''] = /^mongodb(?:\+srv)?:\/\/([^@/]*@)?([^/?]*)(.*)$/.exec(url) ?? []
  const isSrv = url.startsWith('mongodb+srv:')
  const [path = '', query = ''] = rest.split('?')
  const options = new URLSearchParams(query)
  for (const name of [...options.keys()])
    if (['replicaset', 'directconnection', 'loadbalanced', 'srvservicename'].includes(name.toLowerCase()))
      options.delete(name)
  if (isSrv && !options.has('tls')) options.set('tls', 'true')
  return `mongodb://${login}${host}${path || '/'}?${options}`
}

/** Which members are up, and whether they are enough to elect a primary. */
export function judgeMembers(members: readonly Member[]): Judgment {
  const away = members.filter(({ role }) => role === 'unreachable').map(({ host }) => host)
  const primary = members.find(({ role }) => role === 'primary')
  const fact = `${members.length - away.length} of ${members.length} members answer, primary is ${primary?.host ?? 'none'}`
  if (primary === undefined) return broken(fact, `start the unreachable members: ${away.join(', ')}`)
  if (away.length === 0) return ok(fact)
  return warning(
    `${fact}; away: ${away.join(', ')}`,
    'start them again: the next one that goes may end all writes',
  )
}

/** How far the slowest member is behind the primary. */
export function judgeLag(members: readonly Member[]): Judgment {
  const latest = members.find(({ role }) => role === 'primary')?.lastWriteAt
  const behind = members.flatMap(({ host, role, lastWriteAt }) =>
    latest === undefined || lastWriteAt === undefined || role !== 'secondary'
      ? []
      : [{ host, lagMs: latest.getTime() - lastWriteAt.getTime() }],
  )
  const worst = behind.toSorted((one, other) => other.lagMs - one.lagMs)[0]
  if (worst === undefined) return ok('no secondary to lag')
  const fact = `${worst.host} is ${Math.max(0, Math.round(worst.lagMs / 1000))} s behind the primary`
  if (worst.lagMs <= mostLagMs) return ok(`no member is far behind; ${fact}`)
  return warning(
    fact,
    'see its load and disk: writes that need a majority wait for it when another member goes',
  )
}

/** How far the clocks of members and of this machine differ. */
export function judgeClocks(members: readonly Member[]): Judgment {
  const clocks = members.flatMap(({ clockMs }) => clockMs ?? [])
  if (clocks.length === 0) return warning('no member says what time it is', 'see whether the members answer')
  const [least, most] = [Math.min(0, ...clocks), Math.max(0, ...clocks)]
  const apart = most - least
  const fact = `the clocks of members and of this machine are ${(apart / 1000).toFixed(1)} s apart`
  const advice = 'set the clocks by NTP: leases and ages are judged by the clock of the primary'
  if (apart > brokenClockMs) return broken(fact, advice)
  return apart > mostClockMs ? warning(fact, advice) : ok(fact)
}
