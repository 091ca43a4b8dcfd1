import { ReviewQueue } from '#client/features/reviews/review-queue.tsx'

/** The review queue: everything that waits for a decision, whatever it is. */
export default function QueuePage() {
  return <ReviewQueue at={{ href: '/admin/queue' }} />
}
