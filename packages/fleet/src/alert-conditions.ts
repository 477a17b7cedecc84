/** When a person is needed, what that means and what to do: the Prometheus alerts and the console both go by it. */
export interface AlertCondition {
  /** The Prometheus alert of the same condition; undefined where only the console can know. */
  readonly alert?: string
  readonly severity: 'critical' | 'warning'
  /** Heading of k8s/runbooks.md, as an anchor. */
  readonly runbook: string
  /** Above this (`attempts` and events: from this on), in the unit of the name; undefined where the stage says how long. */
  readonly limit?: number
  /** For longer than this, where the condition may pass by itself. */
  readonly forSeconds?: number
  readonly meaning: string
  readonly wayOut: string
}

/** Oracle's limit of 70 % by kind of sync; at 80 % the stages hold back. */
export const syncBudget = { export: 1_400, import: 1_400, action: 2_800 } as const

export const alertConditions = {
  stageStale: {
    alert: 'DwmopsStageStale',
    severity: 'critical',
    runbook: 'stage-stale',
    meaning: 'The stage has not succeeded for longer than missed runs explain.',
    wayOut: 'See whether its CronJob is suspended or starts no pods, and how its last runs ended.',
  },
  stageAbsent: {
    alert: 'DwmopsStageAbsent',
    severity: 'critical',
    runbook: 'stage-absent',
    meaning: 'No success of the stage is known at all.',
    wayOut: 'After a first installation wait for its first turn; otherwise see how its last runs ended.',
  },
  stageFailing: {
    alert: 'DwmopsStageFailing',
    severity: 'warning',
    runbook: 'stage-failing',
    meaning: 'The latest run failed, and none has succeeded since.',
    wayOut:
      'Read its reason: settings have to be repaired; an Eloqua or MongoDB that is unavailable comes back by itself.',
  },
  queueOld: {
    alert: 'DwmopsQueueOld',
    severity: 'critical',
    runbook: 'queue-old',
    limit: 7_200,
    meaning: 'A contact has waited in the queue for more than four turns of the half-hourly stages.',
    wayOut: 'Begin with the stage behind the queue: is it suspended, failing, or too slow?',
  },
  queueGrowing: {
    alert: 'DwmopsQueueGrowing',
    severity: 'warning',
    runbook: 'queue-growing',
    limit: 1_000,
    meaning: 'The low mark of the queue rises from hour to hour: more comes in than goes out.',
    wayOut: 'A single large load runs off by itself; otherwise suspend get-contacts until it has.',
  },
  queueDrainsSlowly: {
    alert: 'DwmopsQueueDrainsSlowly',
    severity: 'warning',
    runbook: 'queue-drains-slowly',
    limit: 14_400,
    forSeconds: 3_600,
    meaning: 'At the pace of the last hour it takes more than four hours until the queue is empty.',
    wayOut:
      'See whether the time falls; if not, look at the durations of the stage behind it, or start one more run.',
  },
  queueAttemptsHigh: {
    alert: 'DwmopsQueueAttemptsHigh',
    severity: 'warning',
    runbook: 'queue-attempts-high',
    limit: 5,
    meaning: 'A contact was taken this often and never finished; at MAX_ATTEMPTS it becomes a dead letter.',
    wayOut: 'Find out why runs die while they hold it: out of memory, time limit, or errors of Eloqua.',
  },
  deadLetters: {
    alert: 'DwmopsDeadLetters',
    severity: 'warning',
    runbook: 'dead-letters',
    limit: 0,
    meaning: 'Contacts failed for good and wait for a decision.',
    wayOut: 'Repair the cause that they have in common, then send them back, or discard them.',
  },
  deadLettersOld: {
    alert: 'DwmopsDeadLettersOld',
    severity: 'warning',
    runbook: 'dead-letters-old',
    limit: 604_800,
    meaning: 'A dead letter has waited for a person for more than seven days.',
    wayOut: 'Decide about it, or set DEAD_LETTER_RETENTION_DAYS.',
  },
  claimsRescued: {
    alert: 'DwmopsClaimsRescued',
    severity: 'warning',
    runbook: 'claims-rescued',
    limit: 5,
    meaning: 'Runs die without giving back what they hold.',
    wayOut: 'Look for runs out of memory, evicted nodes, or a LEASE_SECONDS too short for the batch.',
  },
  leasesLost: {
    alert: 'DwmopsLeasesLost',
    severity: 'warning',
    runbook: 'leases-lost',
    limit: 5,
    meaning: 'Runs could not renew their claims in time; no contact is lost.',
    wayOut: 'See whether MongoDB was slow or unavailable, or the pods starved of CPU.',
  },
  syncBudget: {
    alert: 'DwmopsSyncBudget',
    severity: 'warning',
    runbook: 'sync-budget',
    meaning: 'More than 70 % of the syncs that Oracle allows an hour are used; at 80 % the stages hold back.',
    wayOut: 'Look for an import full of bad rows that is split again and again: it leaves dead letters.',
  },
  pushgatewayDown: {
    alert: 'DwmopsPushgatewayDown',
    severity: 'critical',
    runbook: 'pushgateway-down',
    meaning: 'Prometheus cannot read the Pushgateway: no alert of the fleet can be trusted.',
    wayOut: 'Look at its pod, its events and its volume.',
  },
  suspendedTooLong: {
    alert: 'DwmopsSuspendedTooLong',
    severity: 'warning',
    runbook: 'suspended-too-long',
    meaning: 'A stage has been suspended for four hours.',
    wayOut: 'Resume it, or find out who works on it.',
  },
  backupStale: {
    alert: 'DwmopsBackupStale',
    severity: 'warning',
    runbook: 'backup-stale',
    meaning: 'No backup has come to its end for 30 hours.',
    wayOut: 'See what the last one said, and make one now.',
  },
  backupMissing: {
    alert: 'DwmopsBackupMissing',
    severity: 'warning',
    runbook: 'backup-missing',
    meaning: 'No backup has ever come to its end.',
    wayOut: 'See whether the backup may write to its volume.',
  },
  apiDown: {
    alert: 'DwmopsApiDown',
    severity: 'warning',
    runbook: 'api-down',
    meaning: 'No pod of the API is ready.',
    wayOut: 'Look at its pods and its log.',
  },
  jobFailed: {
    alert: 'DwmopsJobFailed',
    severity: 'warning',
    runbook: 'job-failed',
    meaning: 'The latest finished Job failed, and no later one succeeded.',
    wayOut: 'The events of the Job say why.',
  },
  runEndless: {
    severity: 'critical',
    runbook: 'stage-stale',
    meaning: 'A run was killed before it could record its end, or it hangs.',
    wayOut: 'Look at its Job and its log; the next run resumes what it left.',
  },
  countsOld: {
    severity: 'critical',
    runbook: 'stage-stale',
    limit: 300,
    meaning:
      'Depths, ages and dead letters on this page are those of then: clean-queues counts once a minute.',
    wayOut: 'See how the last runs of clean-queues ended.',
  },
  claimsHeld: {
    severity: 'warning',
    runbook: 'claims-rescued',
    limit: 300,
    meaning: 'Runs that died still hold contacts.',
    wayOut: 'clean-queues frees them once a minute: see how its last runs ended.',
  },
  syncsSilent: {
    severity: 'warning',
    runbook: 'stage-stale',
    meaning: 'Nothing was heard of a sync for longer than its stage may go without success.',
    wayOut: 'The next run of the stage resumes it: see how its last runs ended.',
  },
  pageOld: {
    severity: 'warning',
    runbook: 'api-down',
    limit: 60,
    meaning: 'It shows what was known then; the last attempt to read it anew brought nothing.',
    wayOut: 'Look at the network and at the pods of the API.',
  },
} as const satisfies Readonly<Record<string, AlertCondition>>

export type AlertName = keyof typeof alertConditions
