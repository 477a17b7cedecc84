import type { RuleStore } from '@dwmops/rule-store'
import { changedSince, seenEtag } from '../server/preconditions.ts'

/** ETag of a version of the rules as a whole. */
export function versionEtag(version: number | undefined): string {
  return `v${version ?? 0}`
}

/** The version that the author of a change saw, when it still counts; 0 when none was ever published. Throws a problem otherwise. */
export async function seenVersion(
  store: RuleStore,
  headers: { readonly 'if-match'?: string | undefined },
): Promise<number> {
  const seen = seenEtag(headers)
  const current = (await store.currentVersion())?.version ?? 0
  if (seen === versionEtag(current)) return current
  throw changedSince(`the rules are at version ${current} by now: look at what changed and try again`)
}
