/** The text of a rules file: a rule a line, so that versions of it compare well. */
export function jsonOfRules(rules: Readonly<Record<string, readonly unknown[]>>): string {
  const parts = Object.entries(rules).map(([collection, documents]) => {
    const lines = documents.map((rule) => `    ${JSON.stringify(rule)}`)
    return `  ${JSON.stringify(collection)}: ${lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`}`
  })
  return `{\n${parts.join(',\n')}\n}\n`
}

/** The text of a config file: a document, or a list of several. */
export function jsonOfConfigs(configs: readonly unknown[]): string {
  return `${JSON.stringify(configs.length === 1 ? configs[0] : configs, undefined, 2)}\n`
}
