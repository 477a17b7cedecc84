/**
 * How fast the API answers with 100,000 rules, 1,000,000 queued contacts and 1,000,000 history documents, over real HTTP and a real database, beside
 * the bare cost of a request (/session: one login looked up), and for how long its event loop stands still meanwhile, measured in its own process.
 * Goals: overview 100 ms, a page of rules 200 ms, no stall above 50 ms. `npm run bench -w packages/api [-- --rules N --contacts N]`.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createToken } from '@dwmops/access'
import { apiSettings } from '@dwmops/fleet'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { startLocalMongo } from '@dwmops/local-mongo'
import { openRuleStore } from '@dwmops/rule-store'
import { MongoClient } from 'mongodb'
import { fillCollection, historyAt, itemAt, manyRules } from './fill.ts'
import { startMeasuredApi } from './measured-api.ts'

const { values } = parseArgs({
  options: { rules: { type: 'string', default: '100000' }, contacts: { type: 'string', default: '1000000' } },
})
const [rules, contacts] = [Number(values.rules), Number(values.contacts)]
const mongo = await startLocalMongo()
const client = await new MongoClient(mongo.url).connect()
const settings = parseSettings(defineSettings(apiSettings), { MONGODB_URL: mongo.url, API_PORT: '0' })
const api = await startMeasuredApi(mongo.url)
const queueDb = client.db(settings.queueDatabase)
const rulesDb = client.db(settings.rulesDatabase)
const { token } = await createToken(queueDb, { name: 'bench', role: 'operator', createdBy: 'bench' })

console.log(mongo.description)
await timed(`fill ${contacts} items`, () => fillCollection(queueDb, 'items', contacts, itemAt))
await timed(`fill ${contacts} history documents`, () =>
  fillCollection(rulesDb, 'contactHistory', contacts, historyAt),
)
const store = openRuleStore(rulesDb)
await timed(`publish ${rules} rules`, () =>
  store.publish(manyRules(rules), { who: 'bench', acceptErrors: true }),
)
await store.ensureIndexes()
await mongo.analyze()
await ask('GET', '/overview')

console.log('\n| request | times | median ms | slowest ms | longest stall: own work, ms | by the clock, ms |')
console.log('| --- | --- | --- | --- | --- | --- |')
const bare = await measure('GET', '/session')
for (const path of [
  '/overview',
  '/rules?limit=50',
  `/rules?limit=50&collection=normLookup&cursor=${await cursorAfter(500)}`,
  '/rules?q=value%2077',
  '/rules?q=nowhere%20to%20be%20found',
  '/rules?field=city&q=9999',
  '/rules/collections',
  `/contacts/contact:${contacts - 7}/timeline`,
  '/dead-letters',
  '/runs',
])
  await measure('GET', path)
await measure('POST', '/rules/normLookup/lint', {
  document: { fieldName: 'city', find: 'X 1', replace: 'x' },
})
const one = await measure('POST', '/rules/normLookup', {
  document: { fieldName: 'city', find: 'X 1', replace: 'x' },
})
await measurePreview()
const whole = await measure('GET', '/rule-set', undefined, 3)
const set = await ask('GET', '/rule-set')
await measure('POST', '/rule-set/lint', set, 3)
const imported = await measure('PUT', '/rule-set?acceptErrors=true', withoutOne(set), 1, { 'if-match': '*' })
await measure('POST', '/rule-set/try', { contacts: { records: [{ city: 'VALUE 2' }] } }, 3)
await measure('GET', `/rule-versions/1/diff`, undefined, 3)
await measure('POST', '/rule-versions/1/rollback', {}, 1, { 'if-match': '*' })
console.log(
  `a change of one rule: ${Math.round(one)} ms, ${(imported / one).toFixed(0)} times faster than a whole set;`,
)
console.log(`the login of a request: ${bare.toFixed(1)} ms; the whole set: ${Math.round(whole)} ms`)
await api.stop()
await client.close()
await mongo.stop()

async function ask(method: string, path: string, body?: object | string, headers = {}): Promise<string> {
  const answer = await fetch(new URL(path, api.url), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text
}

/** One changed rule: previewed, which is the request and then the work until it is done, and published. */
async function measurePreview(): Promise<void> {
  const { items } = JSON.parse(await ask('GET', '/rules?limit=1&collection=normLookup')) as {
    items: { collection: string; id: string; etag: string; document: object }[]
  }
  const [{ collection, id, etag, document } = {}] = items
  const change = { do: 'change', collection, id, etag, document: { ...document, replace: 'Changed' } }
  const body = { changes: [change], over: { queued: true } }
  const begun = await measured('POST /previews', 1, () => ask('POST', '/previews', body))
  const path = `/previews/${(JSON.parse(begun.answer) as { id: string }).id}`
  await measured('its work', 1, async () => {
    while ((JSON.parse(await ask('GET', path)) as { state: string }).state === 'running') await pause(200)
  })
  await measured('POST /previews/{id}/publish', 1, () => ask('POST', `${path}/publish`, {}))
}

/** Asks, prints and returns the median. */
async function measure(
  method: string,
  path: string,
  body?: object | string,
  rounds = 20,
  headers = {},
): Promise<number> {
  const shown = path.replace(/cursor=.*/, 'cursor=...')
  const { medianMs } = await measured(`${method} ${shown}`, rounds, () => ask(method, path, body, headers))
  return medianMs
}

async function measured<Answer>(what: string, rounds: number, act: () => Promise<Answer>) {
  const times: number[] = []
  let answer: Answer | undefined
  await api.longestStall()
  for (let at = 0; at < rounds; at += 1) {
    const began = performance.now()
    answer = await act()
    times.push(performance.now() - began)
  }
  const { workMs, wallMs } = await api.longestStall()
  const medianMs = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  const figures = [medianMs, Math.max(...times), workMs, wallMs].map((ms) => ms.toFixed(1))
  console.log(`| ${[what, rounds, ...figures].join(' | ')} |`)
  return { medianMs, answer: answer as Answer }
}

/** A set as JSON without its first generic lookup. */
function withoutOne(set: string): string {
  const { rules, ...rest } = JSON.parse(set) as { rules: { genericLookup: object[] } }
  return JSON.stringify({ rules: { ...rules, genericLookup: rules.genericLookup.slice(1) }, ...rest })
}

async function cursorAfter(limit: number): Promise<string> {
  const { next } = JSON.parse(await ask('GET', `/rules?limit=${limit}&collection=normLookup`)) as {
    next: string | null
  }
  return next ?? ''
}

async function timed(what: string, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  console.log(`${what}: ${(ms / 1000).toFixed(1)} s`)
  return ms
}
