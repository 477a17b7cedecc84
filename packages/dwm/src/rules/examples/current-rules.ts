import type { RuleDocuments } from '@dwmops/core'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { pickConfig } from '@dwmops/record-files'
import { type RuleSetFiles, readRuleSet } from '../rule-set-files.ts'
import { withRuleStore } from '../with-rule-store.ts'

/** The rules of the database with what a file says in place of them, and one of its configs: the named, the only, or the stages'. */
export async function currentRules(
  configName: string | undefined,
  files: RuleSetFiles,
): Promise<{ rules: RuleDocuments; config: unknown }> {
  const set = await withRuleStore(async (store) => {
    const now = await store.exportSet()
    return files.rules === undefined && files.config === undefined ? now : readRuleSet(files, now)
  })
  const stages = parseSettings(defineSettings(['CONFIG_NAME']), process.env).configName
  const wanted = configName ?? (set.configs.length === 1 ? undefined : stages)
  return { rules: { ...set.rules }, config: pickConfig(set.configs, wanted, 'the database') }
}
