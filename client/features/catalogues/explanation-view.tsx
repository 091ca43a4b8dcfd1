// The verdict, and rule by rule how it came about: an icon and words for each, never colour alone.
import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleMinus from 'lucide-solid/icons/circle-minus'
import CircleX from 'lucide-solid/icons/circle-x'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { Explanation } from '#server/features/catalogues/schema.ts'
import { rulesOf, verdictOf, type Rule } from './explanation.ts'
import './explanation-view.css'

const words = catalogueWords.why

const iconBy: Record<Rule['standing'], Icon> = { holds: CircleCheck, fails: CircleX, 'not-needed': CircleMinus }
const toneBy: Record<Rule['standing'], Tone> = { holds: 'success', fails: 'danger', 'not-needed': 'neutral' }

export function ExplanationView(props: { explanation: Explanation }) {
  return (
    <>
      <div class="verdict" data-visible={props.explanation.isVisible ? '' : undefined} role="status">
        <Dynamic component={props.explanation.isVisible ? CircleCheck : CircleX} size={22} aria-hidden="true" />
        <p>{verdictOf(props.explanation)}.</p>
      </div>
      <div class="place-page">
        <Show when={props.explanation.person}>{(person) => <Who person={person()} />}</Show>
        <div class="stack place-main">
          <Card title={words.rules} look="panel">
            <ol class="rules">
              <For each={rulesOf(props.explanation)}>{(rule) => <RuleLine rule={rule} />}</For>
            </ol>
          </Card>
        </div>
      </div>
    </>
  )
}

function RuleLine(props: { rule: Rule }) {
  return (
    <li class="rule" data-standing={props.rule.standing}>
      <Dynamic component={iconBy[props.rule.standing]} size={18} aria-hidden="true" />
      <div class="rule-text">
        <p class="rule-title">
          <b>{props.rule.title}</b>
          <Badge tone={toneBy[props.rule.standing]} icon={false}>
            {words.standings[props.rule.standing]}
          </Badge>
        </p>
        <p>
          {props.rule.sentence} <Show when={props.rule.link}>{(link) => <a href={link().href}>{link().label}</a>}</Show>
        </p>
        <Show when={props.rule.parts}>
          {(parts) => (
            <ul class="rules">
              <For each={parts()}>{(part) => <RuleLine rule={part} />}</For>
            </ul>
          )}
        </Show>
      </div>
    </li>
  )
}

function Who(props: { person: NonNullable<Explanation['person']> }) {
  return (
    <Card title={words.who} look="panel">
      <Facts>
        <Fact label={words.person}>
          <Show when={!props.person.isStaff} fallback={props.person.name}>
            <a href={`/admin/users/${props.person.id}`}>{props.person.name}</a>
          </Show>
        </Fact>
        <Fact label={words.email}>{props.person.email}</Fact>
        <Show when={props.person.organization} fallback={<Fact label={words.organization}>{words.staff}</Fact>}>
          {(place) => (
            <>
              <Fact label={words.organization}>
                <a href={`/admin/organizations/${place().id}`}>{place().name}</a>
              </Fact>
              <Fact label={words.teams}>
                <Show when={props.person.teams.length > 0} fallback={words.none}>
                  <ul class="fact-lines">
                    <For each={props.person.teams}>
                      {({ id, name }) => (
                        <li>
                          <a href={`/admin/teams/${id}`}>{name}</a>
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              </Fact>
            </>
          )}
        </Show>
      </Facts>
    </Card>
  )
}
