import type { FilterManners } from '../filter/parse-filter.ts'
import type { FaultName } from './fault-catalog.ts'

/** How filters are read under the faults that are set. */
export function filterManners(trigger: (fault: FaultName) => unknown): FilterManners {
  return {
    flat: trigger('filters-flat') !== undefined,
    doubledQuotes: trigger('quotes-doubled') !== undefined,
  }
}
