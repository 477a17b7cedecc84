import { askUnlessMissing, type Cluster } from '@dwmops/cluster'
import type { V1Secret } from '@kubernetes/client-node'
import { broken, type Judgment, ok } from './finding.ts'

const oauth = ['ELOQUA_CLIENT_ID', 'ELOQUA_CLIENT_SECRET', 'ELOQUA_REFRESH_TOKEN']
const basic = ['ELOQUA_COMPANY', 'ELOQUA_USERNAME', 'ELOQUA_PASSWORD']
/** By Secret, the sets of keys of which one must be there; see k8s/base. */
const wanted: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'dwmops-mongodb': [['MONGODB_URL']],
  'dwmops-eloqua': [basic, oauth],
}

/** Whether the Secrets of the stages hold the keys that they need; values are not looked at. */
export async function checkSecrets({ namespace, core }: Cluster): Promise<Judgment[]> {
  const judged: Judgment[] = []
  for (const [name, sets] of Object.entries(wanted)) {
    const asked = core.readNamespacedSecret({ namespace, name })
    const secret = await askUnlessMissing(`read Secret ${name} of ${namespace}`, asked)
    judged.push(judgeSecret(name, secret, sets))
  }
  return judged
}

function judgeSecret(
  name: string,
  secret: V1Secret | undefined,
  sets: readonly (readonly string[])[],
): Judgment {
  if (secret === undefined)
    return broken(`there is no Secret ${name}`, `make it, with ${sets[0]?.join(', ')}`)
  const there = (key: string) => (secret.data?.[key] ?? '') !== ''
  const missing = sets.map((keys) => keys.filter((key) => !hasKey(there, key)))
  const least = missing.toSorted((one, other) => one.length - other.length)[0] ?? []
  if (least.length === 0) return ok(`Secret ${name} has the keys that the stages need`)
  return broken(
    `Secret ${name} lacks ${least.join(', ')}`,
    'add it, and start a run by hand: dwm run get-contacts',
  )
}

/** ELOQUA_USER is the older name, and every secret may be given as a file. */
function hasKey(there: (key: string) => boolean, key: string): boolean {
  const names = key === 'ELOQUA_USERNAME' ? [key, 'ELOQUA_USER'] : [key]
  return names.some((name) => there(name) || there(`${name}_FILE`))
}
