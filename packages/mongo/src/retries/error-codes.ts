/**
 * Codes after which the same command may well succeed in a moment, by name. Those of MongoDB are in
 * https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml (read 2026-11-30).
 */
export const transientCodes: ReadonlyMap<number, string> = new Map([
  // FerretDB gives it while its PostgreSQL is unavailable
  [1, 'InternalError'],
  // the network between members, or between mongos and a shard
  [6, 'HostUnreachable'],
  [7, 'HostNotFound'],
  [89, 'NetworkTimeout'],
  [145, 'PooledConnectionsDropped'],
  [202, 'NetworkInterfaceExceededTimeLimit'],
  [279, 'ClientDisconnect'],
  [317, 'ConnectionPoolExpired'],
  [9001, 'SocketException'],
  // an election, a shutdown, a member that is not ready
  [91, 'ShutdownInProgress'],
  [133, 'FailedToSatisfyReadPreference'],
  [134, 'ReadConcernMajorityNotAvailableYet'],
  [189, 'PrimarySteppedDown'],
  [216, 'ElectionInProgress'],
  [10058, 'LegacyNotPrimary'],
  [10107, 'NotWritablePrimary'],
  [11600, 'InterruptedAtShutdown'],
  [11601, 'Interrupted'],
  [11602, 'InterruptedDueToReplStateChange'],
  [13435, 'NotPrimaryNoSecondaryOk'],
  [13436, 'NotPrimaryOrSecondary'],
  // written, but not yet by a majority
  [64, 'WriteConcernTimeout'],
  // a cursor or a plan that was lost on the way: a dropped index, a failover
  [43, 'CursorNotFound'],
  [175, 'QueryPlanKilled'],
  [237, 'CursorKilled'],
  [355, 'InterruptedDueToStorageChange'],
  // others were at the same documents or collections
  [24, 'LockTimeout'],
  [46, 'LockBusy'],
  [112, 'WriteConflict'],
  [117, 'ConflictingOperationInProgress'],
  [215, 'DatabaseDropPending'],
  [239, 'SnapshotTooOld'],
  [246, 'SnapshotUnavailable'],
  [276, 'IndexBuildAborted'],
  [12587, 'BackgroundOperationInProgressForNamespace'],
  [16_908_292, 'deadlock of FerretDB in PostgreSQL'],
  // shards that have moved
  [150, 'StaleEpoch'],
  [13388, 'StaleConfig'],
  // too much at once
  [50, 'MaxTimeMSExpired'],
  [262, 'ExceededTimeLimit'],
  [290, 'TransactionExceededLifetimeLimitSeconds'],
  [365, 'TemporarilyUnavailable'],
  [462, 'IngressRequestRateLimitExceeded'],
  [16500, 'throttling by services behind the MongoDB protocol'],
])

/** Codes of a server that does not serve us until a person or time has changed something there: no use to repeat at once. */
export const refusalCodes: ReadonlyMap<number, string> = new Map([
  [11, 'UserNotFound'],
  [13, 'Unauthorized'],
  [18, 'AuthenticationFailed'],
  [94, 'NotYetInitialized'],
  [100, 'UnsatisfiableWriteConcern'],
  [334, 'MechanismUnavailable'],
  [371, 'UserWritesBlocked'],
  [8000, 'AtlasError'],
  [14031, 'OutOfDiskSpace'],
])
