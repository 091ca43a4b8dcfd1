import ShieldCheck from 'lucide-solid/icons/shield-check'
import './brand-mark.css'

/** The rounded square with the shield. */
export function BrandMark() {
  return (
    <span class="brand-mark" aria-hidden="true">
      <ShieldCheck size={14} />
    </span>
  )
}
