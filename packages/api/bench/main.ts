/**
 * How fast the API answers with 100,000 rules, 1,000,000 queued contacts and 1,000,000 history documents, over real HTTP and a real database, beside
 * the bare cost of a request (/session: one login looked up), and for how long the server's event loop stands still meanwhile; the client is in the
 * same process. Goals: overview 100 ms, a page of rules 200 ms, no stall above 50 ms. `npm run bench -w packages/api [-- --rules N --contacts N]`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createToken } from '@dwmops/access'
import { apiSettings } from '@dwmops/fleet'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { startLocalMongo } from '@dwmops/local-mongo'
import { openRuleStore } from '@dwmops/rule-store'
import { MongoClient } from 'mongodb'
import { pino } from 'pino'
import { startApi } from '../src/index.ts'
import { fillCollection, historyAt, itemAt, manyRules } from './fill.ts'

const { values } = parseArgs({
  options: { rules: { type: 'string', default: '100000' }, contacts: { type: 'string', default: '1000000' } },
})
const [rules, contacts] = [Number(values.rules), Number(values.contacts)]
const mongo = await startLocalMongo()
const client = await new MongoClient(mongo.url).connect()
const settings = parseSettings(defineSettings(apiSettings), { MONGODB_URL: mongo.url, API_PORT: '0' })
const limits = { heavyPerMinute: 10_000, loginsPerMinute: 10_000 }
const api = await startApi({ settings, client, log: pino({ level: 'silent' }), limits })
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

console.log('\n| request | median ms | slowest of 20, ms | longest stall, ms |')
console.log('| --- | --- | --- | --- |')
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
const set = await store.exportSet()
const whole = await ask('GET', '/rule-set')
await measure('POST', '/rule-set/lint', whole, 1)
const changed = { ...set, rules: { ...set.rules, genericLookup: set.rules.genericLookup.slice(1) } }
const asWhole = await timed('publish one change as a whole set', () =>
  store.publish(changed, { who: 'bench', acceptErrors: true }),
)
console.log(
  `a change of one rule: ${Math.round(one)} ms, ${(asWhole / one).toFixed(0)} times faster than a whole set;`,
)
console.log(`the login of a request: ${bare.toFixed(1)} ms`)
await api.stop()
await client.close()
await mongo.stop()

async function ask(method: string, path: string, body?: object | string): Promise<string> {
  const answer = await fetch(new URL(path, api.url), {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text
}

/** One changed rule, previewed: the request, and then the work until it is done. */
async function measurePreview(): Promise<void> {
  const { items } = JSON.parse(await ask('GET', '/rules?limit=1&collection=normLookup')) as {
    items: { collection: string; id: string; etag: string; document: object }[]
  }
  const [{ collection, id, etag, document } = {}] = items
  const change = { do: 'change', collection, id, etag, document: { ...document, replace: 'Changed' } }
  const stall = stallMeter()
  const begun = await ask('POST', '/previews', { changes: [change], over: { queued: true } })
  const [requested, began] = [stall(), performance.now()]
  const path = `/previews/${(JSON.parse(begun) as { id: string }).id}`
  const working = stallMeter()
  while ((JSON.parse(await ask('GET', path)) as { state: string }).state === 'running') await pause(200)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`| POST /previews | | | ${requested} |\n| its work, ${seconds} s | | | ${working()} |`)
}

/** Returns a reader of how long the event loop stood still at most since, in milliseconds. */
function stallMeter(): () => string {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return () => {
    delay.disable()
    return (delay.max / 1e6).toFixed(0)
  }
}

/** Asks, prints and returns the median. */
async function measure(method: string, path: string, body?: object | string, rounds = 20): Promise<number> {
  const times: number[] = []
  const stall = stallMeter()
  for (let at = 0; at < rounds; at += 1) {
    const began = performance.now()
    await ask(method, path, body)
    times.push(performance.now() - began)
  }
  const [median = 0, slowest = 0] = [
    times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)],
    Math.max(...times),
  ]
  const shown = path.replace(/cursor=.*/, 'cursor=...')
  console.log(`| ${method} ${shown} | ${median.toFixed(1)} | ${slowest.toFixed(1)} | ${stall()} |`)
  return median
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
