import { deadLetterCode } from '@dwmops/fleet'
import { type DeadLetterFilter, keyHex, openQueue, type Queue } from '@dwmops/mongo-queue'
import { InputError } from '@dwmops/record-files'
import type { Db } from 'mongodb'
import { askPerson } from '../ask-person.ts'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { whoAmI } from '../rules/who-am-i.ts'

export interface DeadLetterOptions {
  readonly queue?: string
  readonly code?: string
  readonly all?: boolean
  /** How many a filter names; a person at a terminal is asked instead. */
  readonly expect?: number
}

export async function list({ json = false }: PrintOptions): Promise<void> {
  await withQueue(async (queue) => {
    const queues = await queue.readStats()
    const claims = await queue.claims()
    if (json) return printJson({ queues, claims })
    printRows(
      queues.map(({ oldestAgeMs, oldestDeadAgeMs, ...stats }) => ({
        ...stats,
        oldestAgeSeconds: Math.round(oldestAgeMs / 1000),
        oldestDeadAgeSeconds: Math.round(oldestDeadAgeMs / 1000),
      })),
    )
    say('')
    printRows(claims.map((claim) => ({ ...claim })))
  })
}

export async function show(key: string, { json = false }: PrintOptions): Promise<void> {
  await withQueue(async (queue) => {
    const shown = await queue.show(plainKey(key))
    if (shown === undefined) throw new InputError(undefined, 'no record has this key or id')
    if (json) return printJson(shown)
    const { payload, trail, ...facts } = shown.item
    for (const [name, value] of Object.entries(facts)) say(`${name.padEnd(12)} ${inWords(value)}`)
    if (shown.claim !== undefined)
      say(`held by      ${shown.claim.owner} until ${shown.claim.until.toISOString()}`)
    say('\nway so far')
    printRows(trail.map((step) => ({ ...step })))
    say('\npayload')
    printJson(payload)
  })
}

export async function listDeadLetters(
  options: DeadLetterOptions & PrintOptions & { readonly limit: number },
): Promise<void> {
  await withQueue(async (queue) => {
    const { letters, cursor } = await queue.deadLetters(filterOf([], options), { limit: options.limit })
    if (options.json) return printJson(letters)
    printRows(
      letters.map(({ id, key, queue: name, reason, attempts, enteredAt }) => {
        return { id, key, queue: name, code: reason?.code, reason: reason?.message, attempts, enteredAt }
      }),
    )
    if (cursor !== undefined) say('there are more: raise --limit')
    sayWaysOut(letters.map(({ reason }) => reason?.code ?? ''))
  })
}

/** What the codes of a list mean, and what a person can do. */
function sayWaysOut(codes: readonly string[]): void {
  for (const code of new Set(codes)) {
    const known = deadLetterCode(code)
    if (known !== undefined) say(`\n${code}: ${known.meaning}\n  ${known.wayOut}`)
  }
}

export async function redrive(
  keys: readonly string[],
  options: DeadLetterOptions & PrintOptions,
): Promise<void> {
  const filter = decidedFilter(keys, options)
  await withQueue(async (queue, queueDb) => {
    const bounded = await boundedFilter(queue, filter, 'send back', options)
    const redriven = await settled(queueDb, 'redrive', filter, (by) =>
      queue.redrive(bounded, { by, onProgress: sayProgress('sent back') }),
    )
    if (options.json) printJson({ redriven })
    else say(`${redriven} sent back to their queue`)
    warnAboutMissing(filter, redriven)
  })
}

export async function discard(
  keys: readonly string[],
  options: DeadLetterOptions & PrintOptions,
): Promise<void> {
  const filter = decidedFilter(keys, options)
  await withQueue(async (queue, queueDb) => {
    const bounded = await boundedFilter(queue, filter, 'discard', options)
    const discarded = await settled(queueDb, 'discard', filter, (by) =>
      queue.discard(bounded, { by, onProgress: sayProgress('discarded') }),
    )
    if (options.json) printJson({ discarded })
    else say(`${discarded} discarded`)
    warnAboutMissing(filter, discarded)
  })
}

/**
 * What a filter names, and nothing that dies later: as many as `--expect` says, or as the person at the terminal was asked about. Records
 * that are named are bound by their names. Throws InputError.
 */
async function boundedFilter(
  queue: Queue,
  filter: DeadLetterFilter,
  does: string,
  { expect }: DeadLetterOptions,
): Promise<DeadLetterFilter> {
  if (filter.ids !== undefined) return filter
  const { count, before } = await queue.deadLetterBound(filter)
  if (expect !== undefined && expect !== count)
    throw new InputError(undefined, `there are ${count} and not ${expect}: look again, nothing was changed`)
  if (expect === undefined && count > 0)
    await askPerson(
      `Really ${does} ${count} dead letters?`,
      `add --expect ${count} to ${does} ${count} dead letters`,
    )
  return { ...filter, before }
}

/** Settles dead letters under an entry of the audit log; ids, as the API notes them. */
function settled(
  queueDb: Db,
  decision: 'redrive' | 'discard',
  { ids, queue, code }: DeadLetterFilter,
  work: (by: string) => Promise<number>,
): Promise<number> {
  const facts = {
    ...(queue !== undefined && { queue }),
    ...(code !== undefined && { code }),
    ...(ids !== undefined && { ids: ids.slice(0, 20).join(' '), named: ids.length }),
  }
  return audited(queueDb, { action: `POST /dead-letters/${decision}`, facts }, async (noted) => {
    const count = await work(whoAmI())
    noted['count'] = count
    return count
  })
}

const progressEveryMs = 5_000

/** Says on standard error how far it is, once it takes longer. */
function sayProgress(did: string): (settled: number) => void {
  let saidAt = Date.now()
  return (settled) => {
    if (Date.now() - saidAt < progressEveryMs) return
    saidAt = Date.now()
    process.stderr.write(`dwm: ${settled} ${did} so far\n`)
  }
}

/** Warns when some of the named records were no dead letters. */
function warnAboutMissing({ ids = [] }: DeadLetterFilter, done: number): void {
  const missing = ids.length - done
  if (missing <= 0) return
  process.stderr.write(`dwm: ${missing} of those named are no dead letters; see dwm queue show\n`)
  process.exitCode = exitCodes.partial
}

export async function release(claim: string, { json = false }: PrintOptions): Promise<void> {
  await withQueue(async (queue, queueDb) => {
    const named = { action: 'DELETE /claims/:token', facts: { claim } }
    const freed = await audited(queueDb, named, async (noted) => {
      const count = await queue.release(claim, whoAmI())
      if (count === undefined) throw new InputError(undefined, `no claim named ${claim}: see dwm queue ls`)
      noted['count'] = count
      return count
    })
    if (json) printJson({ freed })
    else say(`${freed} records are free again`)
  })
}

/** Nothing is sent back or discarded by leaving something out. */
function decidedFilter(keys: readonly string[], options: DeadLetterOptions): DeadLetterFilter {
  const filter = filterOf(keys, options)
  if (Object.keys(filter).length === 0 && !options.all) {
    throw new InputError(undefined, 'specify keys or ids, --queue, --code, or --all')
  }
  return filter
}

/** Keys and ids may be named side by side: a key is taken for its id. */
function filterOf(named: readonly string[], { queue, code }: DeadLetterOptions): DeadLetterFilter {
  const ids = new Set(named.map((name) => (/^[0-9a-f]{24}$/.test(name) ? name : keyHex(plainKey(name)))))
  return {
    ...(queue !== undefined && { queue }),
    ...(code !== undefined && { code }),
    ...(ids.size > 0 && { ids: [...ids] }),
  }
}

function plainKey(key: string): string {
  return key.trim().toLowerCase()
}

async function withQueue(work: (queue: Queue, queueDb: Db) => Promise<void>): Promise<void> {
  await withDatabases(({ queueDb }) => work(openQueue(queueDb, { owner: 'dwm', stage: 'dwm' }), queueDb))
}

function inWords(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null && !('toHexString' in value)
    ? JSON.stringify(value)
    : String(value)
}
