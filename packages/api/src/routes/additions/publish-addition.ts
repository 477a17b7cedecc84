import { newFindings } from '@dwmops/insight'
import { diffSets, type RuleSet } from '@dwmops/rule-store'
import type { FastifyRequest } from 'fastify'
import type { ApiContext } from '../../context.ts'
import { seenVersion, versionEtag } from '../../rules/current-version.ts'
import { changeFacts, diffAnswer, publishedAnswer, publisher } from '../../rules/rule-answers.ts'
import { whoAsks } from '../../server/server.ts'

type Store = ApiContext['store']

/** What publishing the set that `change` makes of the present one would do, the ETag that it was planned for, and what else was made. */
export async function planAddition<Made extends { readonly set: RuleSet }>(
  store: Store,
  change: (now: RuleSet) => Promise<Made>,
) {
  const version = (await store.currentVersion())?.version
  const now = await store.exportSet()
  const made = await change(now)
  const diff = diffAnswer(diffSets(now, made.set))
  return { plan: { etag: versionEtag(version), diff, findings: await newFindings(now, made.set) }, made }
}

interface Addition {
  readonly note: string | undefined
  readonly acceptFailedExamples: boolean | undefined
  readonly change: (now: RuleSet) => Promise<RuleSet>
}

/** Publishes the set that `change` makes of the one that the caller saw; 412 when that is another by now. */
export async function publishAddition(
  store: Store,
  request: Pick<FastifyRequest, 'headers' | 'caller' | 'facts'>,
  { note, acceptFailedExamples, change }: Addition,
) {
  const onto = await seenVersion(store, request.headers)
  const set = await change(await store.exportSet())
  const report = await store.publish(set, {
    ...publisher(whoAsks(request), note, acceptFailedExamples),
    onto,
  })
  Object.assign(request.facts, changeFacts(undefined, report.version))
  return publishedAnswer(report)
}
