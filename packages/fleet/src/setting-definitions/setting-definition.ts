import type { Form } from '../setting-forms.ts'

/** One setting: its name in the environment, and all that is said of it anywhere. */
export interface SettingDefinition {
  /** Its key in the parsed settings. */
  readonly key: string
  readonly form: Form<unknown>
  readonly meaning: string
  readonly presence: 'required' | 'optional' | 'default'
  /** Of an optional one: when it is needed all the same. */
  readonly neededWhen?: string
  /** As it would stand in the environment; where stages differ, `stageDefault` says which fact of the stage. */
  readonly default?: string
  readonly stageDefault?: 'batchSize' | 'maxRuntimeSeconds'
  readonly unit?: string
  /** The setting names a file, and its content is what is parsed. */
  readonly readsFile?: true
  readonly secret?: true
  /** Other names for the same setting; the first name wins where both are given. */
  readonly aliases?: readonly string[]
}
