interface Step {
  readonly type: string
  readonly fieldSet: readonly string[]
  readonly options: readonly string[]
}

/** A config document that washes the given fields and writes no history. */
export function bareConfig(
  lookups: Readonly<Record<string, readonly string[]>>,
  derive: Readonly<Record<string, Readonly<Record<string, Step>>>> = {},
): Record<string, unknown> {
  const names = new Set([...Object.keys(lookups), ...Object.keys(derive)])
  return {
    configName: 'Bare',
    fields: Object.fromEntries(
      [...names].map((name) => [name, { lookup: lookups[name] ?? [], derive: derive[name] ?? {} }]),
    ),
    userDefinedFunctions: {},
    history: {
      writeContactHistory: false,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'ContactID', value: 'ContactID' },
    },
  }
}
