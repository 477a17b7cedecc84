import type { FilterManners } from '../filter/parse-filter.ts'
import type { FaultName } from './fault-catalogue.ts'

/** How filters are read under the faults that are set. */
export function filterManners(strike: (fault: FaultName) => unknown): FilterManners {
  return {
    flat: strike('filters-flat') !== undefined,
    doubledQuotes: strike('quotes-doubled') !== undefined,
  }
}
