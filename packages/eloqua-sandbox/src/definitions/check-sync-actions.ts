import { findList } from '../instance/find-members.ts'
import type { Instance } from '../instance/instance.ts'
import type { BodyCheck } from './checks.ts'
import type { SyncAction } from './definition.ts'

const statuses = {
  subscription: ['subscribed', 'unsubscribed'],
  any: ['active', 'bounced', 'complete', 'errored', 'invalid', 'no', 'pending', 'permission', 'yes'],
} as const

/** Reads `syncActions`; no more of them than `most`. What is wrong goes to the check. */
export function checkSyncActions(
  check: BodyCheck,
  instance: Instance,
  most: number,
): readonly SyncAction[] | undefined {
  const given = check.list('syncActions')
  if (!given) return undefined
  if (given.length > most) check.fail('syncActions', `Must contain at most ${most} sync actions.`)
  return given.flatMap((action) => readAction(action, check, instance) ?? [])
}

function readAction(value: unknown, check: BodyCheck, instance: Instance): SyncAction | undefined {
  const { action, destination, status, updateAll } =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (typeof destination !== 'string') {
    check.fail('syncActions', 'Each must have a destination.')
    return undefined
  }
  const extra = typeof updateAll === 'boolean' ? { updateAll } : {}
  if (action === 'add' || action === 'remove') {
    if (findList(instance, destination)) return { action, destination, ...extra }
    check.fail('syncActions.destination', 'Must reference an existing list.', destination)
  } else if (action === 'setStatus') {
    const wrong = wrongStatus(destination, status)
    if (wrong === undefined) return { action, destination, status: String(status), ...extra }
    check.fail('syncActions', wrong, destination)
  } else {
    check.fail('syncActions.action', 'Must be one of add, remove, setStatus.', action)
  }
  return undefined
}

function wrongStatus(destination: string, status: unknown): string | undefined {
  if (/^\{\{(action|decision)instance\(/i.test(destination)) {
    return 'Must reference service instance within a workflow'
  }
  if (!/^\{\{(emailgroup\[\d+\]|globalsubscribe)\}\}$/i.test(destination)) {
    return 'Must reference an existing destination.'
  }
  const allowed: readonly string[] = [...statuses.subscription, ...statuses.any]
  return allowed.includes(String(status)) ? undefined : `Must have a status of ${allowed.join(', ')}.`
}
