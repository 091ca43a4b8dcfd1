// The plans that a page shows, live: the list, and one with all that hangs on it.
import type { Accessor } from 'solid-js'
import { createPlaceDetail } from '#client/features/organizations/create-place-detail.ts'
import { createPlaceList } from '#client/features/organizations/create-place-list.ts'
import { hasInName } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { PlanDetail } from '#server/features/plans/schema.ts'

export interface PlanFilter {
  search: string | undefined
}

/** The rows of the plans list. */
export function createPlans(connection: Connection, filter: Accessor<PlanFilter>) {
  return createPlaceList(connection, {
    filter,
    fetch: (key, after) => api.admin.plans.list.query({ ...key, after }),
    belongs: ({ name, description }, { search }) => hasInName(`${name} ${description}`, search),
    rowOf: (event) => ('plan' in event ? { row: event.plan, isArrival: event.kind === 'plan.added' } : undefined),
    isDeletion: (event, { id }) => event.kind === 'plan.deleted' && event.planId === id,
    movesCounts: () => false,
  })
}

/** A plan with the catalogues it is in and its history. */
export function createPlanDetail(connection: Connection, id: Accessor<string | undefined>) {
  return createPlaceDetail<PlanDetail>(connection, id, {
    fetch: (planId) => api.admin.plans.get.query({ id: planId }),
    isDeletion: (event, value) => event.kind === 'plan.deleted' && event.planId === value.id,
    isConcerned: (event, { id: own }) =>
      ('plan' in event && event.plan.id === own) || 'catalogue' in event || event.kind === 'catalogue.deleted',
  })
}
