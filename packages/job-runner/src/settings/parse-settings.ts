import { readFileSync } from 'node:fs'
import {
  type CommonSettingName,
  commonSettings,
  contactFields,
  type SettingDefinition,
  type SettingName,
  type SettingsOf,
  type Stage,
  type StageName,
  type StageSettingName,
  settingDefinitions,
  stageNamed,
} from '@dwmops/fleet'
import { crossFaults } from './cross-settings.ts'
import { type SettingFault, SettingsError } from './settings-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Which settings a program reads, and the stage whose defaults it takes where stages differ. */
export interface SettingsDefinition<N extends SettingName> {
  readonly names: readonly N[]
  readonly stage: Stage | undefined
}

export interface ParseOptions {
  /** Reads a file that a setting names. */
  readonly readFile?: (path: string) => string
}

/** Picks settings for a program that is no stage. */
export function defineSettings<const N extends SettingName>(
  names: readonly N[],
  stage?: StageName,
): SettingsDefinition<N> {
  return { names, stage: stage === undefined ? undefined : stageNamed(stage) }
}

/** The settings of a stage: the common ones and its own. */
export function settingsOfStage<S extends StageName>(
  name: S,
): SettingsDefinition<CommonSettingName | StageSettingName<S>> {
  const stage = stageNamed(name)
  const own = stage.settings as readonly StageSettingName<S>[]
  return { names: [...commonSettings, ...own], stage }
}

/**
 * Reads settings from an environment; pure but for the files that settings name. An empty value is a missing one.
 * Throws one SettingsError that lists all that is missing or wrong. The result is frozen.
 */
export function parseSettings<N extends SettingName>(
  definition: SettingsDefinition<N>,
  environment: Environment,
  { readFile = readText }: ParseOptions = {},
): SettingsOf<N> {
  const values: Record<string, unknown> = {}
  const faults: SettingFault[] = []
  for (const name of definition.names) {
    const setting: SettingDefinition = settingDefinitions[name]
    const outcome = parseOne(name, setting, definition.stage, environment, readFile)
    if ('expected' in outcome) faults.push({ name, expected: outcome.expected })
    else values[setting.key] = outcome.value
  }
  faults.push(...crossFaults(values))
  if (faults.length > 0) throw new SettingsError(faults)
  return Object.freeze(values) as SettingsOf<N>
}

/** The default of a setting as it would stand in the environment, for a stage where stages differ. */
export function defaultOf(setting: SettingDefinition, stage: Stage | undefined): string | undefined {
  if (setting.stageDefault === undefined) return setting.default
  return (stage?.[setting.stageDefault] ?? (setting.stageDefault === 'batchSize' ? 600 : 240)).toString()
}

type Outcome = { readonly value: unknown } | { readonly expected: string }

function parseOne(
  name: string,
  setting: SettingDefinition,
  stage: Stage | undefined,
  environment: Environment,
  readFile: (path: string) => string,
): Outcome {
  const given = setting.secret
    ? secretText(name, environment, readFile)
    : { text: firstGiven([name, ...(setting.aliases ?? [])], environment) }
  if ('expected' in given) return given
  if (setting.readsFile && given.text === undefined)
    return { value: setting.presence === 'default' ? contactFields : undefined }
  const text = given.text ?? defaultOf(setting, stage)
  if (text === undefined) {
    if (setting.presence === 'optional') return { value: undefined }
    return { expected: `missing; ${expectation(name, setting)}` }
  }
  const content = setting.readsFile ? contentOf(text, readFile) : text
  if (content === undefined) return { expected: 'path of a readable file' }
  const parsed = setting.form.schema.safeParse(content)
  return parsed.success ? { value: parsed.data } : { expected: setting.form.words }
}

function expectation(name: string, setting: SettingDefinition): string {
  const others = [...(setting.aliases ?? []), ...(setting.secret ? [`${name}_FILE`] : [])]
  return setting.form.words + (others.length === 0 ? '' : `, or ${others.join(', ')}`)
}

function secretText(
  name: string,
  environment: Environment,
  readFile: (path: string) => string,
): { readonly text: string | undefined } | { readonly expected: string } {
  const text = firstGiven([name], environment, (value) => value)
  const path = firstGiven([`${name}_FILE`], environment)
  if (path === undefined) return { text }
  if (text !== undefined) return { expected: `either it or ${name}_FILE, not both` }
  const content = contentOf(path, readFile)?.trim()
  if (content === undefined) return { expected: `${name}_FILE must be the path of a readable file` }
  return content === ''
    ? { expected: `${name}_FILE must be the path of a file that is not empty` }
    : { text: content }
}

function contentOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path)
  } catch {
    // reported as a fault of the setting; the reason may hold more of the path than should be printed
    return undefined
  }
}

/** The first of several names that has a value; white space around it is no part of it. */
function firstGiven(
  names: readonly string[],
  environment: Environment,
  cleaned: (value: string) => string = (value) => value.trim(),
): string | undefined {
  for (const name of names) {
    const value = environment[name]
    if (value !== undefined && value.trim() !== '') return cleaned(value)
  }
  return undefined
}

function readText(path: string): string {
  return readFileSync(path, 'utf8')
}
