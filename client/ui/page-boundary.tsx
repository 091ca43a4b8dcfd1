import type { JSX } from 'solid-js'
import { createComputed, ErrorBoundary, on, Suspense } from 'solid-js'
import { ErrorPanel } from './error-panel.tsx'
import { Page } from './page.tsx'
import { expectHeading } from './route-focus.ts'
import { Skeleton } from './skeleton.tsx'

export interface PageBoundaryProps {
  pathname: string
  words: { loadingPage: string; failedTitle: string; failedText: string; retry: string }
  /** Told of what nobody expected, before the panel is shown. */
  onError?: (error: unknown) => void
  children: JSX.Element
}

/** Around every page: its skeleton while it loads, a panel when it fails, focus to its heading when it changes. */
export function PageBoundary(props: PageBoundaryProps) {
  createComputed(on(() => props.pathname, expectHeading, { defer: true }))
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => {
        if (props.onError) props.onError(error)
        else console.error(error)
        // Another page is another try.
        createComputed(on(() => props.pathname, reset, { defer: true }))
        return (
          <Page>
            <ErrorPanel title={props.words.failedTitle} retryLabel={props.words.retry} onRetry={reset}>
              {props.words.failedText}
            </ErrorPanel>
          </Page>
        )
      }}
    >
      <Suspense
        fallback={
          <Page>
            <Skeleton label={props.words.loadingPage} rows={8} />
          </Page>
        }
      >
        {props.children}
      </Suspense>
    </ErrorBoundary>
  )
}
