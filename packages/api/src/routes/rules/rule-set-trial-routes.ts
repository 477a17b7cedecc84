import { ConfigNotFoundError } from '@dwmops/rule-store'
import type { ApiContext } from '../../context.ts'
import { applyChanges } from '../../previews/apply-changes.ts'
import { openTracer, type Tracer } from '../../rules/trace-contact.ts'
import { trialContacts } from '../../rules/trial-contacts.ts'
import type { PreviewChange } from '../../schemas/preview.ts'
import { RuleTrialRequestSchema, RuleTrialSchema } from '../../schemas/rule-trial.ts'
import type { Server } from '../../server/server.ts'

/** Single contacts through all rules, before anything is published. */
export function ruleSetTrialRoutes(server: Server, context: ApiContext): void {
  server.post(
    '/rule-set/try',
    {
      config: { role: 'editor', heavy: true, unaudited: true, wholeSet: true },
      schema: {
        tags: ['rule sets'],
        summary:
          'Washes up to 20 contacts by all rules, as they are and as they would be, and shows every step',
        body: RuleTrialRequestSchema,
        response: { 200: RuleTrialSchema },
      },
    },
    async ({ body: { contacts, changes } }) => {
      const { queue, store, settings } = context
      const { rules, config } = await store.snapshot(settings.configName)
      const present = openTracer(rules, config)
      const changed = changes === undefined ? undefined : await changedTracer(context, changes)
      const { found, unknown } = await trialContacts(queue, contacts, present.idField)
      return {
        contacts: found.map(({ name, record }) => ({
          name,
          present: present.trace(record),
          changed: changed?.trace(record) ?? null,
        })),
        unknown: [...unknown],
      }
    },
  )
}

async function changedTracer(
  { store, settings: { configName } }: ApiContext,
  changes: readonly PreviewChange[],
): Promise<Tracer> {
  const { rules, configs } = applyChanges(await store.exportSet(), changes)
  const config = configs.find((one) => one['configName'] === configName)
  if (config === undefined) throw new ConfigNotFoundError(configName, 'the changed set')
  return openTracer(rules, config)
}
