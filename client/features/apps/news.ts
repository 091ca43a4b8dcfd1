// What has become of an app's access between two looks at it, in sentences to be read out. Pure.
import { namesOf } from '#client/features/credentials/credential-view.ts'
import { appsWords } from '#client/words/apps.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'

type Access = Pick<AppDetail, 'approved' | 'requests'>

export function newsOf(before: Access, now: Access): string[] {
  const words = appsWords.news
  const credentials = now.approved.flatMap((credential) => {
    const then = before.approved.find(({ id }) => id === credential.id)
    const names = namesOf(credential)
    if (!then) return words.issued(names)
    if (then.state === 'live' && credential.state !== 'live') return words.ended(names)
    return then.keys[0]?.id === credential.keys[0]?.id ? [] : words.rotated(names)
  })
  const requests = now.requests.flatMap((request) => {
    const then = before.requests.find(({ id }) => id === request.id)
    if (!then || then.state === request.state) return []
    const names = namesOf(request)
    if (request.state === 'approved') return words.approved(names)
    if (request.state === 'needs_information') return words.asked(names)
    return request.state === 'rejected' ? words.rejected(names) : []
  })
  return [...credentials, ...requests]
}
