import type { JSX } from 'solid-js'
import { For } from 'solid-js'
import './table.css'

export interface Column<T> {
  key: string
  title: string
  /** The first column names the row: it is the row's header, and holds its link. */
  cell: (row: T) => JSX.Element
  align?: 'end'
  /** Leaves out the column where there is no room for it: below 1024 px, or below 768 px. */
  from?: 'medium' | 'wide'
  /** Says the title to screen readers only (a column of menus). */
  titleHidden?: boolean
}

export interface TableProps<T> {
  /** Accessible name. */
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
}

/** A real table of a page of rows. The first column is the row's header. For endless lists take VirtualList. */
export function Table<T>(props: TableProps<T>) {
  return (
    <div class="table-frame" role="region" aria-label={props.label} tabindex="0">
      <table class="table">
        <caption class="visually-hidden">{props.label}</caption>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" data-align={column.align} data-from={column.from}>
                  <span classList={{ 'visually-hidden': column.titleHidden ?? false }}>{column.title}</span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <For each={props.columns.slice(0, 1)}>{(column) => <th scope="row">{column.cell(row)}</th>}</For>
                <For each={props.columns.slice(1)}>
                  {(column) => (
                    <td data-align={column.align} data-from={column.from}>
                      {column.cell(row)}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
