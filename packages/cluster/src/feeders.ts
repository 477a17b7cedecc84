import { type StageName, stages } from '@dwmops/fleet'

/** They bring records in; without them the queues run empty. */
export const feeders: readonly StageName[] = stages
  .filter(({ from }) => from === 'Eloqua')
  .map(({ name }) => name)
