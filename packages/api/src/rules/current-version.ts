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
  const current = (await store.currentVersion())?.version ?? 0
  const seen = await seenEtag(headers, async () => versionEtag(current))
  if (seen === versionEtag(current)) return current
  throw changedSince(`the rules have changed: they are at version ${current} now; read them and try again`)
}
