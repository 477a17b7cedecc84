export { askCluster, askUnlessMissing, messageOf, refusal } from './ask-cluster.ts'
export {
  ClusterAwayError,
  ClusterError,
  ClusterRefusedError,
  ClusterSetupError,
} from './cluster-errors.ts'
export { setSuspended, stageCronJobs } from './cron-jobs.ts'
export { feeders } from './feeders.ts'
export {
  answerLimitMs,
  type Cluster,
  type ClusterOptions,
  openCluster,
  openClusterIfAny,
} from './open-cluster.ts'
export { endOf, runningJobs } from './running-jobs.ts'
export { startJob } from './start-job.ts'
