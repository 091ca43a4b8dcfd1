import type { Component } from 'solid-js'

/** Any icon of lucide-solid (`import Check from 'lucide-solid/icons/check'`). Icons are decoration: the words say it. */
export type Icon = Component<{ size?: number; class?: string }>
