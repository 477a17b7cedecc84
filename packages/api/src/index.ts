export { type RunningApi, type StartApiOptions, startApi } from './start-api.ts'
export { undoSettingsOf } from './undo-settings.ts'
