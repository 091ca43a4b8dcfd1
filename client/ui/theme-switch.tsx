import Monitor from 'lucide-solid/icons/monitor'
import Moon from 'lucide-solid/icons/moon'
import Sun from 'lucide-solid/icons/sun'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import { Menu } from './menu.tsx'

const iconByTheme: Record<ThemeName, Icon> = { system: Monitor, light: Sun, dark: Moon }

export type ThemeName = 'system' | 'light' | 'dark'

export interface ThemeSwitchProps {
  theme: ThemeName
  onChange: (theme: ThemeName) => void
  /** Accessible name of the button, and the words for the three. */
  label: string
  names: Record<ThemeName, string>
}

/** System, light or dark. */
export function ThemeSwitch(props: ThemeSwitchProps) {
  return (
    <Menu
      label={props.label}
      trigger={<Dynamic component={iconByTheme[props.theme]} size={18} />}
      items={(['system', 'light', 'dark'] as const).map((theme) => ({
        label: props.names[theme],
        icon: iconByTheme[theme],
        checked: props.theme === theme,
        onSelect: () => props.onChange(theme),
      }))}
    />
  )
}
