/** As far as needed of a config that the engine has accepted. */
interface Config {
  readonly fields: Readonly<Record<string, { readonly derive: Readonly<Record<string, DeriveStep>> }>>
}

interface DeriveStep {
  readonly fieldSet: readonly string[]
}

/** Fields that a config washes. */
export function fieldsOf(config: unknown): string[] {
  return Object.keys((config as Config).fields)
}

/** Fields out of which a config fills others. */
export function sourcesOf(config: unknown): string[] {
  const fields = Object.values((config as Config).fields)
  return fields.flatMap(({ derive }) => Object.values(derive).flatMap(({ fieldSet }) => fieldSet))
}
