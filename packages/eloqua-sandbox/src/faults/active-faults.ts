import type { FaultInput, FaultState } from './fault.ts'
import type { FaultName } from './fault-catalog.ts'
import { glob } from './glob.ts'
import { type ParsedFault, parseFault } from './parse-fault.ts'

/** What a fault can apply to. */
export interface Target {
  readonly method?: string
  /** path below the API's base, or the URI of a definition */
  readonly path?: string
  /** export, import or action */
  readonly kind?: string
}

export type FaultArguments = Readonly<Record<string, string>>

interface Active extends ParsedFault {
  readonly pattern: RegExp | undefined
  passed: number
  triggered: number
}

/** The faults that are set, and how often each was triggered. */
export class ActiveFaults {
  #active: Active[] = []

  constructor(faults: readonly (string | FaultInput)[] = []) {
    this.set(faults)
  }

  /** Replaces all of them, or none when one cannot be read. Throws SandboxOptionsError. */
  set(faults: readonly unknown[]): void {
    this.#active = faults.map(activated)
  }

  /** Sets one more. Throws SandboxOptionsError. */
  add(fault: unknown): void {
    this.#active.push(activated(fault))
  }

  /** Triggers the fault and returns its arguments; undefined when it is not set, used up or not meant for this target. */
  trigger(name: FaultName, target: Target = {}): FaultArguments | undefined {
    const meant = this.#active.filter((fault) => fault.name === name && isMeant(fault, target))
    for (const fault of meant) {
      if (fault.passed < fault.skip) {
        fault.passed += 1
      } else if (fault.triggered < fault.times) {
        fault.triggered += 1
        return fault.args
      }
    }
    return undefined
  }

  states(): FaultState[] {
    return this.#active.map(({ name, times, skip, method, path, args, triggered }) => ({
      name,
      left: Number.isFinite(times) ? times - triggered : null,
      triggered,
      skip,
      ...(method === undefined ? {} : { method }),
      ...(path === undefined ? {} : { path }),
      args,
    }))
  }
}

function activated(input: unknown): Active {
  const fault = parseFault(input)
  const pattern = fault.path === undefined ? undefined : glob(fault.path)
  return { ...fault, pattern, passed: 0, triggered: 0 }
}

function isMeant(fault: Active, target: Target): boolean {
  if (fault.method !== undefined && fault.method !== target.method) return false
  if (fault.pattern && !fault.pattern.test(target.path ?? '')) return false
  const kind = fault.args['kind'] ?? ''
  return kind === '' || kind === target.kind
}
