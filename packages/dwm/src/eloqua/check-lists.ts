import { attempt, type CheckContext } from './check-context.ts'

const topic = 'lists'

/** The lists of the settings must be there, each once, by id when it is all digits, else by exact name. */
export async function checkLists({ eloqua, settings, report }: CheckContext): Promise<void> {
  const wanted = [
    ['EXPORT_LIST', settings.exportList],
    ['PROCESSING_LIST', settings.processingList],
  ] as const
  await attempt(report, { topic, what: 'lists' }, async () => {
    const all = await eloqua.lists.all()
    for (const [setting, name] of wanted) {
      const isId = /^\d+$/.test(name)
      const hits = all.filter((list) => (isId ? list.id : list.name) === name)
      const [list] = hits
      const how = `${setting}; ${all.length} lists looked through`
      if (list === undefined)
        report.add(
          topic,
          'wrong',
          `no list ${isId ? 'has the id' : 'is named exactly'} "${name}"${nearTo(name, all)}`,
          how,
          {
            setting,
            wanted: name,
          },
        )
      else if (hits.length > 1)
        report.add(
          topic,
          'wrong',
          `${hits.length} lists are named exactly "${name}": give an id${idsOf(hits)}`,
          how,
          {
            setting,
            wanted: name,
          },
        )
      else
        report.add(topic, 'ok', `"${list.name}" is list ${list.id} and counts ${list.count} contacts`, how, {
          setting,
          id: list.id,
          count: list.count ?? null,
        })
    }
  })
}

function idsOf(hits: readonly { readonly id: string }[]): string {
  return `, one of ${hits.map(({ id }) => id).join(', ')}`
}

/** Names that differ in case and spaces alone. */
function nearTo(name: string, all: readonly { readonly name: string }[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  const near = all.filter((list) => plain(list.name) === plain(name)).map((list) => `"${list.name}"`)
  return near.length === 0 ? '' : `; there is ${near.join(', ')}`
}
