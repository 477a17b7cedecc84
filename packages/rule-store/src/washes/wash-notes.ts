import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { HitCounter } from './hit-counter.ts'
import { type WashQuery, walkWashes, washesOfItem } from './read-washes.ts'
import { type RuleHits, readRuleHits } from './rule-hits.ts'
import type { NotedWash, SupersededNote, WashFacts, WashNote } from './wash-note.ts'
import { noteSuperseded, writeWashes } from './write-washes.ts'

/** Which rules did what, by wash (90 days) and by day (400 days). */
export interface WashNotes {
  /** Notes the washes of a batch, in one command; harmless to repeat. Their hits are counted with the next `writeHits`. */
  write(washes: readonly WashNote[], facts: WashFacts): Promise<void>
  /** Notes which changes of washes no import wrote, as Eloqua held newer values; harmless to repeat. */
  noteSuperseded(notes: readonly SupersededNote[]): Promise<void>
  /** Writes the hits counted since the last time, in one command; what a killed run has not written is not counted. */
  writeHits(): Promise<void>
  /** The washes of an item, oldest first. */
  ofItem(item: string): Promise<NotedWash[]>
  /** The washes of a query, oldest first, a page (1,000) at a time. */
  walk(query: WashQuery, pageSize?: number): AsyncGenerator<NotedWash[]>
  /** Values changed by rule and day, oldest day first. */
  hits(since: Date): Promise<RuleHits[]>
}

export function openWashes(db: Db): WashNotes {
  const counter = new HitCounter(db)
  return {
    write: (washes, facts) =>
      retryTransient('write the washes', () => writeWashes(db, washes, facts, counter)),
    noteSuperseded: (notes) => retryTransient('note what was superseded', () => noteSuperseded(db, notes)),
    writeHits: () => counter.flush(),
    ofItem: (item) => retryTransient('read the washes', () => washesOfItem(db, item)),
    walk: (query, pageSize) => walkWashes(db, query, pageSize),
    hits: (since) => retryTransient('read the hits', () => readRuleHits(db, since)),
  }
}
