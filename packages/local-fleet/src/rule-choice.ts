import { type LintFinding, lintRules, type RuleDocuments, unknownCollectionFindings } from '@dwmops/core'
import { contactFieldKeys } from '@dwmops/eloqua-sandbox'
import { InputError, pickConfig, readConfigsFile, readRulesFile } from '@dwmops/record-files'
import { neutralRules } from '@dwmops/rule-packs'
import { starter } from './starter.ts'

export interface RuleOptions {
  readonly rules?: string
  readonly config?: string
  readonly configName?: string
  readonly starter?: 'au'
  /** A file of one's own, or generated ones: not those of the benchmark. */
  readonly contacts?: string
  readonly seedContacts?: number
}

/** The rules to wash by, read and judged before anything starts. */
export interface RuleChoice {
  readonly rules: RuleDocuments
  readonly configs: readonly unknown[]
  readonly configName: string
  /** Which rules these are, for a person. */
  readonly description: string
  readonly findings: readonly LintFinding[]
  /** Fields of the config that contacts of the sandbox do not have. */
  readonly unknownFields: readonly string[]
}

/**
 * Rules and config of the files named; else those of the benchmark for its own contacts and by `starter`, and for other contacts
 * the neutral packs. Throws InputError with file and reason.
 */
export async function chooseRules(options: RuleOptions): Promise<RuleChoice> {
  const { rules, config } = options
  if ((rules === undefined) !== (config === undefined))
    throw new InputError(
      undefined,
      'specify --rules and --config together: a config says which rules apply to which field',
    )
  if (rules !== undefined && config !== undefined)
    return ofFiles({ rules, config, description: `${rules}, ${config}` }, options.configName)
  const isBenchmark = options.contacts === undefined && options.seedContacts === undefined
  return options.starter === 'au' || isBenchmark ? ofFiles(starter) : neutral()
}

async function ofFiles(files: Pick<typeof starter, 'rules' | 'config' | 'description'>, wanted?: string) {
  const rules = await readRulesFile(files.rules)
  const configs = await readConfigsFile(files.config)
  refuseOthers(rules, files.rules)
  return { ...judge(rules, configs, pickName(configs, wanted, files.config)), description: files.description }
}

async function neutral(): Promise<RuleChoice> {
  const { rules, config } = await neutralRules('ContactID')
  const description = 'neutral packs, for contacts of any country (--rules and --config name others)'
  return { ...judge(rules, [config], String(config['configName'])), description }
}

/** A rule that is no document at all could not be stored. */
function refuseOthers(rules: RuleDocuments, file: string): void {
  for (const [collection, documents] of Object.entries(rules)) {
    const at = documents.findIndex((one) => typeof one !== 'object' || one === null || Array.isArray(one))
    if (at >= 0) throw new InputError({ file }, `${collection} #${at}: expected an object`)
  }
}

function judge(rules: RuleDocuments, configs: readonly unknown[], configName: string) {
  const findings = [...unknownCollectionFindings(rules), ...lintRules(rules, configs)]
  const config = configs.find((one) => nameOf(one) === configName) as { fields?: object } | undefined
  const known = new Set(contactFieldKeys)
  const unknownFields = Object.keys(config?.fields ?? {}).filter((field) => !known.has(field))
  return { rules, configs, configName, findings, unknownFields }
}

/** The only config needs no name. */
function pickName(configs: readonly unknown[], wanted: string | undefined, file: string): string {
  if (wanted === undefined && configs.length > 1) {
    const names = configs.map(nameOf).join(', ')
    throw new InputError({ file }, `holds ${configs.length} configs; say which: --config-name (${names})`)
  }
  const name = (pickConfig(configs, wanted, file) as { configName?: unknown } | null)?.configName
  if (typeof name === 'string' && name !== '') return name
  throw new InputError({ file }, 'the config has no configName')
}

function nameOf(config: unknown): string {
  return String((config as { configName?: unknown } | null)?.configName)
}

const shownFindings = 20

/** What is known of the rules before washing, a line each: which they are, and what of them has no effect by lint. */
export function ruleLines({ description, findings, unknownFields }: RuleChoice): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const inert = [...errors, ...findings.filter(({ code }) => code === 'unused-rule')]
  const shown = inert.slice(0, shownFindings)
  const more = inert.length - shown.length
  return [
    `rules: ${description}`,
    ...shown.map(
      ({ severity, code, collection, id, reason, suggestion }) =>
        `  ${severity} ${code}: ${collection} ${id}: ${reason}; ${suggestion}`,
    ),
    ...(more > 0 ? [`  and ${more} more: npx dwm rules lint --rules FILE --config FILE`] : []),
    ...(findings.length > 0
      ? [`  lint: ${errors.length} errors, ${findings.length - errors.length} warnings`]
      : []),
    ...(unknownFields.length > 0
      ? [`  contacts have no field ${unknownFields.join(', ')}; nothing is washed there`]
      : []),
  ]
}
