import { attempt, type CheckContext } from './check-context.ts'
import { itemsOf, type RawAnswer } from './raw-bulk.ts'

const topic = 'conventions'

/** What of the API's manners can be seen by reading alone. */
export async function checkConventions(context: CheckContext): Promise<void> {
  const { raw, report } = context
  const look = (what: string, work: () => Promise<void>) => attempt(report, { topic, what }, work)
  await look('empty collections', async () => {
    const answer = await raw.get('contacts/lists', { q: '"name=dwm-check-no-such-list"' })
    const isMissing = typeof answer.json === 'object' && answer.json !== null && !('items' in answer.json)
    const fact = isMissing
      ? '`items` is missing in an empty collection'
      : '`items` is [] in an empty collection'
    settle(report, answer, fact, 'a search for a list that is not there')
  })
  await look('limit out of range', async () => {
    const answer = await raw.get('contacts/lists', { limit: '1001' })
    report.add(topic, 'settled', `a limit above the largest is answered with ${answer.status}`, 'limit=1001')
  })
  await look('searches by name', () => checkSearch(context))
  await look('order of syncs', () => checkSyncOrder(context))
  await look('searches for syncs', () => checkSyncSearch(context))
  await look('data of an import sync', () => checkImportData(context))
}

function settle(report: CheckContext['report'], { status }: RawAnswer, fact: string, how: string): void {
  if (status === 200) report.add(topic, 'settled', fact, how)
  else report.add(topic, 'unknown', `${how} is answered with ${status}`, 'expected 200')
}

/** Whether `q` finds parts of names, and names in another case; the client compares exactly in any case. */
async function checkSearch({ raw, report }: CheckContext): Promise<void> {
  const [list] = itemsOf(await raw.get('contacts/lists', { limit: '1' }))
  const name = String(list?.['name'] ?? '')
  const how = 'searches for a list'
  if (name.length < 4) return report.add(topic, 'unknown', 'how `q` matches names', 'there is no list')
  const finds = async (searched: string) => {
    const q = `"name=${searched.replaceAll(/[^\p{L}\p{N}._-]+/gu, '*')}"`
    return itemsOf(await raw.get('contacts/lists', { q })).some((item) => item['name'] === name)
  }
  const isFound = await finds(name)
  report.add(
    topic,
    isFound ? 'ok' : 'warning',
    `\`q\` ${isFound ? 'finds' : 'does not find'} a name given in full`,
    how,
  )
  const isAnchored = !(await finds(name.slice(1, -1)))
  report.add(topic, 'settled', isAnchored ? '`q` matches names whole' : '`q` matches parts of names', how)
  const ignoresCase = await finds(swapCase(name))
  report.add(topic, 'settled', ignoresCase ? '`q` ignores case' : '`q` heeds case', how)
}

function swapCase(text: string): string {
  const swap = (one: string) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())
  return Array.from(text, swap).join('')
}

/** A lost sync is looked for among the newest. */
async function checkSyncOrder({ raw, report }: CheckContext): Promise<void> {
  const items = itemsOf(await raw.get('syncs', { orderBy: 'createdAt DESC', limit: '100' }))
  const times = items.map(({ createdAt }) => Date.parse(String(createdAt)))
  const how = `GET syncs?orderBy=createdAt DESC, ${times.length} syncs`
  if (new Set(times).size < 2)
    return report.add(topic, 'unknown', 'whether syncs are listed newest first', how)
  const isOrdered = times.every((time, at) => at === 0 || time <= (times[at - 1] ?? time))
  const fact = isOrdered
    ? 'syncs are listed newest first'
    : 'syncs are not listed newest first when asked to be'
  report.add(topic, isOrdered ? 'settled' : 'warning', fact, how)
}

async function checkSyncSearch({ raw, report }: CheckContext): Promise<void> {
  const [sync] = itemsOf(await raw.get('syncs', { limit: '1' }))
  const uri = sync?.['syncedInstanceUri']
  if (typeof uri !== 'string') return report.add(topic, 'unknown', 'whether `q` finds syncs', 'there is none')
  const answer = await raw.get('syncs', { q: `"syncedInstanceUri=${uri}"`, limit: '100' })
  const found = itemsOf(answer)
  const strangers = found.filter((item) => item['syncedInstanceUri'] !== uri).length
  const how = 'a search for the syncs of a definition'
  if (answer.status !== 200)
    report.add(topic, 'settled', `\`q\` on syncs is answered with ${answer.status}`, how)
  else if (found.length === 0) report.add(topic, 'settled', '`q` on syncs finds none by definition', how)
  else
    report.add(
      topic,
      'settled',
      `\`q\` on syncs ${strangers > 0 ? 'is ignored' : 'finds by definition'}`,
      how,
    )
}

async function checkImportData({ raw, report }: CheckContext): Promise<void> {
  const items = itemsOf(await raw.get('syncs', { orderBy: 'createdAt DESC', limit: '1000' }))
  const sync = items.find(({ syncedInstanceUri }) => /\/imports\//.test(String(syncedInstanceUri)))
  if (sync === undefined)
    return report.add(topic, 'unknown', 'data of an import sync', 'no import sync is listed')
  const { status } = await raw.get(`${String(sync['uri'])}/data`, { limit: '1' })
  report.add(topic, 'settled', `data of an import sync is answered with ${status}`, 'a sync of the past')
}
