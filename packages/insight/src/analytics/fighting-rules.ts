import { netChange, openRuleStore, type RuleStore, type StoredWash } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import { notedKeys } from '../noted-keys.ts'
import { GroupedSamples } from '../preview/grouped-samples.ts'
import type { RuleRef } from '../preview/preview.ts'

/**
 * A field that goes back and forth between washes. rules: a wash took back what the one before had written. outside: a wash had
 * to make the same change again, as somebody had put the old value back in between.
 */
export interface Fight {
  readonly kind: 'rules' | 'outside'
  readonly field: string
  /** What changed the field in the earlier wash; ids are known for 90 days. */
  readonly earlier: RuleRef
  readonly later: RuleRef
  readonly contacts: number
  readonly samples: readonly { readonly contact: unknown; readonly from: string; readonly to: string }[]
}

export interface Fights {
  /** Contacts that were looked at: the latest washed. */
  readonly looked: number
  /** Most contacts first. */
  readonly fights: readonly Fight[]
}

const dayMs = 86_400_000
const samplesOfAFight = 3

type GroupedFights = GroupedSamples<Omit<Fight, 'contacts' | 'samples'>, Fight['samples'][number]>

/** Compares the newest wash of contacts with what was last written to the same fields before. */
export async function fightingRules(
  rulesDb: Db,
  { days = 30, contacts = 20_000 }: { readonly days?: number; readonly contacts?: number } = {},
): Promise<Fights> {
  const store = openRuleStore(rulesDb)
  const grouped: GroupedFights = new GroupedSamples(samplesOfAFight)
  let looked = 0
  for await (const page of store.history.walkNewest(new Date(Date.now() - days * dayMs))) {
    await lookAtPage(store, page, grouped)
    looked += page.length
    if (looked >= contacts) break
  }
  return { looked, fights: grouped.result() }
}

async function lookAtPage(
  store: RuleStore,
  page: readonly StoredWash[],
  grouped: GroupedFights,
): Promise<void> {
  const history = await store.history.ofContacts(
    page.map(({ contact }) => contact),
    { limit: 0 },
  )
  const chains = Map.groupBy(history, ({ contact }) => contact)
  const found = page.flatMap((newest) => {
    const [, ...earlier] = chains.get(newest.contact) ?? []
    return fieldsThatFight(newest, earlier)
  })
  if (found.length === 0) return
  const keys = await notedKeys(store, page)
  for (const fight of found) {
    const item = keys.get(fight.later.id)?.split(':')[0]
    const notes = item === undefined ? [] : await store.washes.ofItem(item)
    const refOf = (wash: StoredWash): RuleRef => {
      const note = notes.find(({ historyId }) => historyId === wash.id)
      const change = note?.changes.findLast(({ field }) => field === fight.field)
      return (
        change ?? { ruleType: Object.keys(wash.fields[fight.field] ?? {}).at(-1) ?? '', ruleId: undefined }
      )
    }
    addFight(grouped, fight, refOf(fight.earlier), refOf(fight.later))
  }
}

interface FoundFight {
  readonly kind: Fight['kind']
  readonly field: string
  readonly earlier: StoredWash
  readonly later: StoredWash
  readonly from: string
  readonly to: string
}

function fieldsThatFight(later: StoredWash, chain: readonly StoredWash[]): FoundFight[] {
  return Object.entries(later.fields).flatMap(([field, byType]): FoundFight[] => {
    const change = netChange(byType)
    const earlier = chain.find(({ fields }) => fields[field] !== undefined)
    const before = earlier && netChange(earlier.fields[field] ?? {})
    if (change === undefined || earlier === undefined || before === undefined || change.from === change.to)
      return []
    const { from, to } = change
    if (from === before.to && to === before.from) return [{ kind: 'rules', field, earlier, later, from, to }]
    if (from === before.from && to === before.to)
      return [{ kind: 'outside', field, earlier, later, from, to }]
    return []
  })
}

function addFight(
  grouped: GroupedFights,
  { kind, field, later: wash, from, to }: FoundFight,
  one: RuleRef,
  other: RuleRef,
): void {
  const [earlier, later] = [plain(one), plain(other)]
  const name = [kind, field, earlier.ruleType, earlier.ruleId, later.ruleType, later.ruleId].join('\n')
  grouped.add(
    name,
    () => ({ kind, field, earlier, later }),
    () => ({ contact: wash.contact, from, to }),
  )
}

function plain({ ruleType, ruleId }: RuleRef): RuleRef {
  return { ruleType, ruleId }
}
