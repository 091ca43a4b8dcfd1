import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleDashed from 'lucide-solid/icons/circle-dashed'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { productWords } from '#client/words/products.ts'
import type { ProductState } from '#server/features/products/schema.ts'

const looks: Record<ProductState, { tone: Tone; icon: Icon }> = {
  draft: { tone: 'neutral', icon: CircleDashed },
  published: { tone: 'success', icon: CircleCheck },
  deprecated: { tone: 'warning', icon: TriangleAlert },
}

export function ProductStateBadge(props: { state: ProductState }) {
  return (
    <Badge tone={looks[props.state].tone} icon={looks[props.state].icon}>
      {productWords.states[props.state]}
    </Badge>
  )
}
