import { api } from '#client/lib/api.ts'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import type { OrganizationDeletion, OrganizationDetail } from '#server/features/organizations/schema.ts'
import { organizationNameInput } from './add-organization-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'

const words = placesWords.organization

export interface OrganizationDialogsProps {
  organization: OrganizationDetail
  asking: 'rename' | 'delete' | undefined
  onClose: () => void
  onDeleted: () => void
}

const whatGoes = (counted: OrganizationDeletion) => [
  ...words.deleteLines(counted),
  ...adminAppWords.deleting.organization(counted),
  inviteCodeWords.places.deleted(counted.codes),
  catalogueWords.places.deleted(counted.catalogues),
]

export function OrganizationDialogs(props: OrganizationDialogsProps) {
  const counts = ({ members, teams, invitations, codes }: OrganizationDetail) =>
    [members, teams, invitations, codes].join('/')
  return (
    <>
      <RenameDialog
        open={props.asking === 'rename'}
        title={words.renameTitle(props.organization.name)}
        text={words.renameText}
        label={placesWords.organizations.field}
        row={props.organization}
        schema={organizationNameInput}
        rename={(input) => api.admin.organizations.rename.mutate(input)}
        onClose={() => props.onClose()}
      />
      <DeleteDialog
        open={props.asking === 'delete'}
        title={words.deleteTitle(props.organization.name)}
        preview={() => api.admin.organizations.previewDeletion.query({ id: props.organization.id }).then(whatGoes)}
        countedAt={counts(props.organization)}
        remove={() => api.admin.organizations.remove.mutate({ id: props.organization.id })}
        onClose={() => props.onClose()}
        onDeleted={() => props.onDeleted()}
      />
    </>
  )
}
