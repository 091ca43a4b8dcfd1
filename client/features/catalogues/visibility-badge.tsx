import Globe from 'lucide-solid/icons/globe'
import LogIn from 'lucide-solid/icons/log-in'
import Users from 'lucide-solid/icons/users'
import { Badge } from '#client/ui/badge.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { CatalogueVisibility } from '#server/features/catalogues/schema.ts'

const icons: Record<CatalogueVisibility, Icon> = { public: Globe, private: LogIn, restricted: Users }

export function VisibilityBadge(props: { visibility: CatalogueVisibility }) {
  return <Badge icon={icons[props.visibility]}>{catalogueWords.visibilities[props.visibility].name}</Badge>
}
