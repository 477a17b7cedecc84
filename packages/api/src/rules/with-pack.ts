import { addPack, isPackName, type Pack, readPack } from '@dwmops/rule-packs'
import { byCollection, ConfigNotFoundError, type RuleSet } from '@dwmops/rule-store'
import { notFound } from '../server/problem.ts'

/** A rule set with a pack in it, and how many rules that added. */
export interface SetWithPack {
  readonly set: RuleSet
  readonly counts: { readonly added: number; readonly present: number; readonly overruled: number }
}

/** A pack by its name. Throws a problem for a name that there is not. */
export async function packNamed(name: string): Promise<Pack> {
  if (!isPackName(name)) throw notFound(`a pack named ${name}; GET /rule-packs lists them`)
  return readPack(name)
}

/** A rule set with a pack added to it and to one of its configs. Throws ConfigNotFoundError, or a problem for an unknown pack. */
export async function withPack(now: RuleSet, name: string, configName: string): Promise<SetWithPack> {
  const pack = await packNamed(name)
  const own = now.configs.find((config) => config['configName'] === configName)
  if (own === undefined) throw new ConfigNotFoundError(configName, 'the rules')
  const { rules, config, ...counts } = addPack(now.rules, own, pack)
  const configs = now.configs.map((one) => (one === own ? config : one))
  return { set: { rules: byCollection((collection) => rules[collection] ?? []), configs }, counts }
}
