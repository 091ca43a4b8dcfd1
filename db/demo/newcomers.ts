// Who registered in the last month and was decided on by one or the other portal admin, soon or not so soon.
import { approve, confirm, reject, signUp } from './acts.ts'
import { staff, type Person } from './people.ts'
import { daysAgo, type Story } from './story.ts'

type Decider = keyof typeof staff

const newcomers: [name: string, days: number, time: string, waitedMinutes: number, by: Decider, isWelcome?: false][] = [
  ['Aino Korhonen', 28, '09:12', 18, 'aisha'],
  ['Bashir Noori', 24, '07:55', 96, 'marta'],
  ['Carla Mendes', 22, '13:20', 42, 'aisha'],
  ['Dario Conti', 20, '15:05', 1_010, 'tomas'],
  ['Efua Boateng', 13, '08:31', 7, 'marta'],
  ['Felix Brandt', 10, '16:48', 940, 'aisha', false],
  ['Gita Sharma', 6, '06:10', 155, 'marta'],
  ['Henrik Dahl', 5, '10:02', 26, 'tomas'],
  ['Irina Popa', 4, '12:44', 61, 'aisha'],
  ['Jun Park', 2, '09:37', 380, 'tomas', false],
]

export function addNewcomers(story: Story): void {
  for (const [name, days, time, waitedMinutes, by, isWelcome] of newcomers) {
    const [firstName, lastName] = name.split(' ') as [string, string]
    const who: Person = { firstName, lastName, email: `${firstName}.${lastName}@mailbox.example`.toLowerCase() }
    const at = daysAgo(days, time)
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
    story.at(at, (tx) => signUp(tx, who, story.passwordHash))
    story.at(later(3), (tx) => confirm(tx, who))
    story.at(later(waitedMinutes), (tx) =>
      isWelcome === false
        ? reject(tx, who, 'registration', 'Please register with the address of your company.', staff[by])
        : approve(tx, who, 'registration', { by: staff[by] }),
    )
  }
}
