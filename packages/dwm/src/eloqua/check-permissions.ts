import { attempt, type CheckContext } from './check-context.ts'
import { objectText } from './object-text.ts'

const topic = 'permissions'

/** Calls that the stages need. Definitions are only listed here: that shows the right to see them, not that to make one. */
const neededCalls = [
  ['contacts/lists', 'get-contacts, post-contacts'],
  ['contacts/exports', 'get-contacts'],
  ['contacts/syncActions', 'get-contacts'],
  ['contacts/imports', 'post-contacts'],
  ['customObjects', 'update-indicators, refresh-indicators'],
  ['syncs', 'all stages that talk to Eloqua'],
] as const

/** Calls below the indicator object. */
const neededOfObject = [
  ['fields', 'update-indicators, refresh-indicators'],
  ['imports', 'update-indicators, refresh-indicators'],
  ['exports', 'refresh-indicators'],
] as const

/** Asks for one item of everything that the stages use. */
export async function checkPermissions(context: CheckContext): Promise<void> {
  const { eloqua, settings, report } = context
  for (const [path, neededBy] of neededCalls) await checkCall(context, path, neededBy)
  await attempt(report, { topic, what: 'calls below the custom object' }, async () => {
    const { id } = await eloqua.customObjects.find(objectText(settings.customObject))
    for (const [kind, neededBy] of neededOfObject)
      await checkCall(context, `customObjects/${id}/${kind}`, neededBy)
  })
}

async function checkCall({ raw, report }: CheckContext, path: string, neededBy: string): Promise<void> {
  await attempt(report, { topic, what: `GET ${path}` }, async () => {
    const { status } = await raw.get(path, { limit: '1' })
    const how = `answered ${status}; needed by ${neededBy}`
    if (status === 200) report.add(topic, 'ok', `GET ${path} is allowed`, how)
    else if (status === 401 || status === 403) report.add(topic, 'wrong', `GET ${path} is forbidden`, how)
    else report.add(topic, 'warning', `GET ${path} is not answered as expected`, how)
  })
}
