import { needsSecondPublisher } from '@dwmops/access'
import { InputError } from '@dwmops/record-files'
import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { whoAmI } from './who-am-i.ts'

/** Runs some work on the rule store of the database that the environment names. Throws SettingsError, MongodbUnavailableError. */
export function withRuleStore<T>(work: (store: RuleStore) => Promise<T>): Promise<T> {
  return withDatabases(({ rulesDb }) => work(openRuleStore(rulesDb)))
}

/** A change of the rules, by the name that the API has for it, and who makes it. */
export interface NamedChange {
  readonly action: string
  readonly who?: string | undefined
  readonly facts?: Readonly<Record<string, string | number>>
  /** What is published: a set that nobody else has seen, or a draft by its id. Undefined for a rollback, whose content was in force. */
  readonly publishes?: 'unseen' | { readonly draft: string }
  /** Publishes alone where a second person is needed; the audit log keeps it. */
  readonly withoutSecondPerson?: boolean | undefined
}

/**
 * The same for a change, which gets an entry in the audit log with the version that comes of it. Throws InputError where another person has
 * to publish.
 */
export function changeRules<T extends { readonly version: number | undefined }>(
  { action, who = whoAmI(), facts = {}, publishes, withoutSecondPerson = false }: NamedChange,
  work: (store: RuleStore) => Promise<T>,
): Promise<T> {
  return withDatabases(({ queueDb, rulesDb }) =>
    audited(queueDb, { action, who, facts }, async (noted) => {
      const store = openRuleStore(rulesDb)
      if (publishes !== undefined && (await needsSecondPublisher(queueDb))) {
        if (withoutSecondPerson) noted['withoutSecondPerson'] = true
        else await refuseAlone(store, publishes, who)
      }
      const done = await work(store)
      if (done.version !== undefined) noted['version'] = done.version
      return done
    }),
  )
}

const inEmergency = 'in an emergency say --without-second-person, which the audit log keeps'

async function refuseAlone(
  store: RuleStore,
  publishes: NonNullable<NamedChange['publishes']>,
  who: string,
): Promise<void> {
  if (publishes === 'unseen')
    throw new InputError(
      undefined,
      `rules are published here by a second person: keep a draft (dwm rules preview --keep), which they publish (dwm rules draft publish); ${inEmergency}`,
    )
  const draft = (await store.drafts.list()).find(({ id }) => id === publishes.draft)
  if (draft?.who === who)
    throw new InputError(undefined, `you made this draft: another person has to publish it; ${inEmergency}`)
}
