import { SandboxOptionsError } from '../errors.ts'
import { describeFault, type FaultName, faultNames, isFaultName } from './fault-catalog.ts'

/** A fault with all that was left open filled in. */
export interface ParsedFault {
  readonly name: FaultName
  /** Infinity: for ever */
  readonly times: number
  readonly skip: number
  readonly method: string | undefined
  readonly path: string | undefined
  readonly args: Readonly<Record<string, string>>
}

type Given = Readonly<Record<string, unknown>>

/** Reads `NAME`, `NAME=ARGS` (arguments by comma, the main one without its name) or an object. Throws SandboxOptionsError. */
export function parseFault(input: unknown): ParsedFault {
  const given = typeof input === 'string' ? givenByText(input) : input
  if (!isGiven(given))
    throw new SandboxOptionsError('fault: must be NAME, NAME=ARGS or an object with a name')
  const { name, times, skip, method, path, ...args } = given
  if (typeof name !== 'string' || !isFaultName(name)) throw unknownFault(String(name))
  return {
    name,
    times: readTimes(name, times),
    skip: readCount(name, 'skip', skip) ?? 0,
    method: method === undefined ? undefined : String(method).toUpperCase(),
    path: path === undefined ? undefined : String(path),
    args: readArguments(name, args),
  }
}

function givenByText(text: string): Given {
  const [, name = '', rest = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? []
  const given: Record<string, string> = { name }
  if (!isFaultName(name)) throw unknownFault(name)
  const { main } = describeFault(name)
  for (const piece of rest === '' ? [] : rest.split(',')) {
    const [, key, value = ''] = /^(\w+)=(.*)$/s.exec(piece) ?? []
    if (key === undefined && main === undefined) {
      throw new SandboxOptionsError(`fault ${name}: "${piece}" must be KEY=VALUE`)
    }
    given[key ?? main ?? ''] = key === undefined ? piece : value
  }
  return given
}

function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknownFault(name: string): SandboxOptionsError {
  return new SandboxOptionsError(`fault "${name}" is unknown; known: ${faultNames.join(', ')}`)
}

function readTimes(name: FaultName, times: unknown): number {
  const spoken = times ?? describeFault(name).lasting
  if (spoken === 'once') return 1
  if (spoken === 'ever' || spoken === 'forever') return Number.POSITIVE_INFINITY
  return readCount(name, 'times', spoken) ?? 1
}

function readCount(name: FaultName, key: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(String(value))) return Number(value)
  const also = key === 'times' ? ', "once" or "ever"' : ''
  throw new SandboxOptionsError(`fault ${name}: ${key} must be a whole number${also}`)
}

function readArguments(name: FaultName, args: Given): Record<string, string> {
  const known = describeFault(name).args
  const foreign = Object.keys(args).find((key) => !Object.hasOwn(known, key))
  if (foreign !== undefined) {
    const allowed = ['times', 'skip', 'method', 'path', ...Object.keys(known)].join(', ')
    throw new SandboxOptionsError(`fault ${name}: ${foreign} is unknown; it takes ${allowed}`)
  }
  const given = Object.entries(args).map(([key, value]) => [
    key,
    readArgument(name, key, String(value ?? '')),
  ])
  return { ...known, ...Object.fromEntries(given) }
}

function readArgument(name: FaultName, key: string, value: string): string {
  const { args, choices } = describeFault(name)
  const allowed = choices?.[key]
  if (allowed && !allowed.includes(value)) {
    throw new SandboxOptionsError(`fault ${name}: ${key} must be one of ${allowed.join(', ')}`)
  }
  if (/^\d+$/.test(args[key] ?? '') && !/^\d+$/.test(value)) {
    throw new SandboxOptionsError(`fault ${name}: ${key} must be a whole number`)
  }
  return value
}
