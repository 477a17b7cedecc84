import type { ComponentChildren } from 'preact'
import type { Pages } from '../api/use-pages.ts'
import { Button } from './button.tsx'
import { counted } from './count.ts'
import { announce } from './live-region.tsx'
import { Loaded } from './loaded.tsx'
import './more-pages.css'

interface Props<Item> {
  readonly of: Pages<Item>
  readonly empty: ComponentChildren
  readonly children: (items: readonly Item[]) => ComponentChildren
}

/** A list with a button for its next page below. */
export function MorePages<Item>({ of: pages, empty, children }: Props<Item>) {
  return (
    <Loaded of={pages} rows={8}>
      {(items) =>
        items.length === 0 ? (
          empty
        ) : (
          <>
            {children(items)}
            {(pages.more !== undefined || pages.loadingMore) && (
              <p class="more-pages">
                <Button
                  busy={pages.loadingMore}
                  onClick={() => void pages.more?.().then(() => announce('More is shown below'))}
                >
                  Show more
                </Button>
                <span class="quiet small">{counted(items.length, 'row')} shown</span>
              </p>
            )}
          </>
        )
      }
    </Loaded>
  )
}
