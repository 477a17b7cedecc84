export { type OpenConsole, openConsole } from './console.ts'
export { type Fleet, type FleetOptions, openFleet } from './fleet.ts'
export {
  contactsOnList,
  type MainJobProgress,
  recordsUnderWay,
  runMainJob,
  type StageTotals,
} from './main-job.ts'
export {
  garbageBounds,
  type LogLine,
  programFile,
  type RunningStage,
  root,
  type StageRun,
  type StageStart,
  startStage,
} from './processes.ts'
export { loadRuleFiles, starter } from './starter.ts'
