import type { Entity } from '../instance/instance.ts'
import type { StagedFile } from '../staging/staged-file.ts'

export type DefinitionKind = 'exports' | 'imports' | 'syncActions'

export type UpdateRule = 'always' | 'ifNewIsNotNull' | 'ifExistingIsNull' | 'useFieldRule'
export type ImportRule = 'createAndUpdate' | 'updateOnly' | 'createOnly'

export interface SyncAction {
  readonly action: 'add' | 'remove' | 'setStatus'
  readonly destination: string
  readonly status?: string
  readonly updateAll?: boolean
}

/** What a client can say of a definition; only what it said, and what has a default, is returned. */
export interface DefinitionBody {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly identifierFieldName?: string
  readonly filter?: string
  readonly maxRecords?: number
  readonly areSystemTimestampsInUTC?: boolean
  readonly syncActions?: readonly SyncAction[]
  readonly isSyncTriggeredOnImport?: boolean
  readonly dataRetentionDuration?: string
  readonly isUpdatingMultipleMatchedRecords?: boolean
  readonly updateRule?: UpdateRule
  readonly updateRuleByField?: Readonly<Record<string, string>>
  readonly importRule?: ImportRule
  readonly autoDeleteDuration?: string
  readonly mapDataCards?: boolean | string
  readonly mapDataCardsEntityField?: string
  readonly mapDataCardsSourceField?: string
  readonly mapDataCardsCaseSensitiveMatch?: boolean | string
}

/** An export, import or sync action as it is kept. */
export interface Definition {
  readonly kind: DefinitionKind
  readonly entity: Entity
  readonly id: number
  readonly uri: string
  readonly createdBy: string
  readonly createdAt: number
  body: DefinitionBody
  updatedBy: string
  updatedAt: number
  /** data that waits for the next sync */
  staged: StagedFile[]
  stagedAt: number
  deleted: boolean
}
