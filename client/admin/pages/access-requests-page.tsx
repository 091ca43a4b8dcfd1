import { ReviewQueue } from '#client/features/reviews/review-queue.tsx'

/** The requests for access of the review queue, and what became of them. */
export default function AccessRequestsPage() {
  return <ReviewQueue at={{ href: '/admin/access-requests', kind: 'access' }} />
}
