import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { RenameDialog } from '#client/features/organizations/rename-dialog.tsx'
import { api } from '#client/lib/api.ts'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import { addTeamInput, type TeamDetail } from '#server/features/teams/schema.ts'

const words = placesWords.team
const teamNameInput = addTeamInput.pick({ name: true })

export interface TeamDialogsProps {
  team: TeamDetail
  asking: 'rename' | 'delete' | undefined
  onClose: () => void
  onDeleted: () => void
}

export function TeamDialogs(props: TeamDialogsProps) {
  return (
    <>
      <RenameDialog
        open={props.asking === 'rename'}
        title={words.renameTitle(props.team.name)}
        text={placesWords.renaming.text}
        label={placesWords.teams.field}
        row={props.team}
        schema={teamNameInput}
        rename={(input) => api.admin.teams.rename.mutate(input)}
        onClose={() => props.onClose()}
      />
      <DeleteDialog
        open={props.asking === 'delete'}
        title={words.deleteTitle(props.team.name)}
        preview={() => {
          const { id, organization } = props.team
          return api.admin.teams.previewDeletion
            .query({ id })
            .then((counted) => [
              ...words.deleteLines(counted, organization.name),
              adminAppWords.deleting.team(counted.apps, organization.isDefault ? undefined : organization.name),
              inviteCodeWords.places.deleted(counted.codes),
              catalogueWords.places.deleted(counted.catalogues),
            ])
        }}
        countedAt={`${props.team.members}/${props.team.codes}`}
        remove={() => api.admin.teams.remove.mutate({ id: props.team.id })}
        onClose={() => props.onClose()}
        onDeleted={() => props.onDeleted()}
      />
    </>
  )
}
