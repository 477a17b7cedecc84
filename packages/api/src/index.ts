export type { StartApiOptions } from './open-context.ts'
export { type RunningApi, startApi } from './start-api.ts'
export { undoSettingsOf } from './undo-settings.ts'
