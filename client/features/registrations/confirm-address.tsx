import { lazy, Suspense } from 'solid-js'

const Notice = lazy(async () => ({ default: (await import('./confirm-address-notice.tsx')).ConfirmAddressNotice }))

/** The same notice for the pages that everybody sees first: its form is fetched for those few who need it. */
export function ConfirmAddress(props: { email: string; isUntitled?: boolean }) {
  return (
    <Suspense>
      <Notice {...props} />
    </Suspense>
  )
}
