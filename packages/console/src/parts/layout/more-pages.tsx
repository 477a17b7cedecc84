import type { ComponentChildren } from 'preact'
import type { Pages } from '../../api/use-pages.ts'
import { Button } from '../controls/button.tsx'
import { announce } from '../messages/live-region.tsx'
import { Loaded } from '../messages/loaded.tsx'
import { counted } from '../values/count.ts'
import { Time } from '../values/time.tsx'
import './more-pages.css'

interface Props<Item> {
  readonly of: Pages<Item>
  readonly empty: ComponentChildren
  readonly children: (items: readonly Item[]) => ComponentChildren
}

/** A list of several pages does not renew itself: says of when it is. */
function ReadAt<Item>({ pages: { readAt, reload, loading } }: { pages: Pages<Item> }) {
  if (readAt === undefined) return null
  return (
    <>
      <span class="quiet small">
        as of <Time at={new Date(readAt).toISOString()} full />
      </span>
      <Button kind="bare" busy={loading} onClick={reload}>
        Read anew
      </Button>
    </>
  )
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
            {(pages.more !== undefined || pages.loadingMore || pages.still) && (
              <p class="more-pages">
                {(pages.more !== undefined || pages.loadingMore) && (
                  <Button
                    busy={pages.loadingMore}
                    onClick={() => void pages.more?.().then(() => announce('More is shown below'))}
                  >
                    Show more
                  </Button>
                )}
                <span class="quiet small">{counted(items.length, 'row')} shown</span>
                {pages.still && <ReadAt pages={pages} />}
              </p>
            )}
          </>
        )
      }
    </Loaded>
  )
}
