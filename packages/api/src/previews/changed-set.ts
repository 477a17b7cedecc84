import type { RuleSet } from '@dwmops/rule-store'
import { completeSet } from '../rules/complete-set.ts'
import { withPack } from '../rules/with-pack.ts'
import { withSoundSheet } from '../rules/with-sheet.ts'
import type { PreviewRequest } from '../schemas/preview.ts'
import { ProblemError } from '../server/problem.ts'
import { applyChanges } from './apply-changes.ts'

/** The rules that a preview is asked for. Throws a problem unless it says exactly one thing. */
export async function changedSet(
  { changes, set, sheet, pack }: Omit<PreviewRequest, 'note' | 'over'>,
  now: RuleSet,
  configName: string,
): Promise<RuleSet> {
  const said = [changes, set, sheet, pack].filter((one) => one !== undefined)
  if (said.length === 1) {
    if (changes !== undefined) return applyChanges(now, changes)
    if (set !== undefined) return completeSet(set, now)
    if (sheet !== undefined) return withSoundSheet(now, sheet)
    if (pack !== undefined) return (await withPack(now, pack, configName)).set
  }
  throw new ProblemError(400, 'INVALID_REQUEST', 'send one of changes, set, sheet and pack')
}
