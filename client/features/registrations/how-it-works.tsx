import { For } from 'solid-js'
import { portalWords } from '#client/words/portal.ts'
import './how-it-works.css'

interface Step {
  title: string
  text: string
}

/** Steps, by default those from a visitor to somebody who is in: `row` beside each other, `column` as a list with a line. */
export function HowItWorks(props: { title: string; look: 'row' | 'column'; steps?: readonly Step[] }) {
  return (
    <section class="how" data-look={props.look}>
      <h2>{props.title}</h2>
      <ol class="how-steps">
        <For each={props.steps ?? portalWords.steps.all}>
          {(step, index) => (
            <li class="how-step">
              <span class="how-number" aria-hidden="true">
                {index() + 1}
              </span>
              <div class="how-text">
                <h3>{step.title}</h3>
                <p>{step.text}</p>
              </div>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
