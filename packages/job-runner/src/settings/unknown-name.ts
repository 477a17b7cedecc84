import type { SettingName } from '@dwmops/fleet'
import { distance } from 'fastest-levenshtein'
import { SettingsError } from './settings-error.ts'

/** A setting that names something that there is not. */
export interface UnknownName {
  readonly setting: SettingName
  /** What was looked for, such as `contact list`. */
  readonly what: string
  readonly wanted: string
  /** The names that there are. */
  readonly known: readonly string[]
}

const mostShown = 3

/** The error of a setting that names something that there is not: what was looked for, and the names nearest to it. */
export function unknownName({ setting, what, wanted, known }: UnknownName): SettingsError {
  const nearest = nearestTo(wanted, known).map((name) => `"${name}"`)
  const found = known.length === 0 ? 'there is none at all' : `the nearest: ${nearest.join(', ')}`
  const expected = `name of a ${what}; none of ${known.length} is "${wanted}", ${found}`
  return new SettingsError([{ name: setting, expected }])
}

/** Names that hold the wanted one, or part of it, first; then by how many letters and digits would have to change. */
function nearestTo(wanted: string, known: readonly string[]): string[] {
  return [...new Set(known)]
    .map((name) => ({ name, far: farBetween(wanted, name) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, mostShown)
    .map(({ name }) => name)
}

/** Case, spaces and signs count least. */
function farBetween(wanted: string, name: string): number {
  const [one, other] = [plain(wanted), plain(name)]
  const isPart = one !== '' && other !== '' && (one.includes(other) || other.includes(one))
  return (isPart ? 0 : distance(one, other)) + distance(wanted, name) / 1000
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
