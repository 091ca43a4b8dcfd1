// Who is in the demo. All of them are invented; .example belongs to nobody (RFC 2606).
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'

export const provider = 'Fjordlight'
/** Everybody's, for nothing here is worth guarding. */
export const password = 'a calm harbour at dawn'

export interface Person {
  firstName: string
  lastName: string
  email: string
}

const person = (firstName: string, lastName: string, email: string): Person => ({ firstName, lastName, email })

export const staff = {
  marta: { ...person('Marta', 'Lindqvist', 'marta@fjordlight.example'), role: 'owner' },
  tomas: { ...person('Tomás', 'Ferreira', 'tomas@fjordlight.example'), role: 'approver' },
  aisha: { ...person('Aisha', 'Rahman', 'aisha@fjordlight.example'), role: 'approver' },
  jens: { ...person('Jens', 'Okafor', 'jens@fjordlight.example'), role: 'auditor' },
} satisfies Record<string, Person & { role: StaffRole }>

export const halvorsen = {
  ingrid: person('Ingrid', 'Halvorsen', 'ingrid@halvorsen.example'),
  mikkel: person('Mikkel', 'Sørensen', 'mikkel@halvorsen.example'),
  astrid: person('Astrid', 'Bakke', 'astrid@halvorsen.example'),
  jonas: person('Jonas', 'Eide', 'jonas@halvorsen.example'),
  noor: person('Noor', 'El-Amin', 'noor@halvorsen.example'),
  petra: person('Petra', 'Nowak', 'petra@halvorsen.example'),
  liam: person('Liam', 'O’Sullivan', 'liam@halvorsen.example'),
  sanna: person('Sanna', 'Virtanen', 'sanna@halvorsen.example'),
  karim: person('Karim', 'Haddad', 'karim@halvorsen.example'),
}

export const kitano = {
  haruka: person('Haruka', 'Kitano', 'haruka@kitano.example'),
  daichi: person('Daichi', 'Mori', 'daichi@kitano.example'),
  yuki: person('Yuki', 'Tanabe', 'yuki@kitano.example'),
  meilin: person('Mei Lin', 'Chen', 'meilin@kitano.example'),
  arjun: person('Arjun', 'Nair', 'arjun@kitano.example'),
  sofia: person('Sofía', 'Herrera', 'sofia@kitano.example'),
  hiroshi: person('Hiroshi', 'Okada', 'hiroshi@kitano.example'),
  naomi: person('Naomi', 'Fraser', 'naomi@kitano.example'),
}

export const baobab = {
  amina: person('Amina', 'Diallo', 'amina@baobabpay.example'),
  kofi: person('Kofi', 'Mensah', 'kofi@baobabpay.example'),
  wanjiru: person('Wanjiru', 'Kamau', 'wanjiru@baobabpay.example'),
  thabo: person('Thabo', 'Nkosi', 'thabo@baobabpay.example'),
  zainab: person('Zainab', 'Bello', 'zainab@baobabpay.example'),
  luc: person('Luc', 'Traoré', 'luc@baobabpay.example'),
}

export const independent = {
  elena: person('Elena', 'Petrova', 'elena@petrova.example'),
  mateo: person('Mateo', 'Rojas', 'mateo@rojaslabs.example'),
  chloe: person('Chloé', 'Dubois', 'chloe@dubois.example'),
  ravi: person('Ravi', 'Iyer', 'ravi@iyer.example'),
  hannah: person('Hannah', 'Weiss', 'hannah@weisswerk.example'),
  omar: person('Omar', 'Farouk', 'omar@halvorsen-cargo.example'),
  grace: person('Grace', 'Kim', 'grace@seoulsignal.example'),
  tess: person('Tess', 'van Dijk', 'tess@vandijk.example'),
}

export const applicants = {
  dmitri: person('Dmitri', 'Volkov', 'dmitri@volkov.example'),
  max: person('Max', 'Muster', 'max.muster@muster.example'),
  bianca: person('Bianca', 'Rossi', 'bianca@rossi.example'),
  tariq: person('Tariq', 'Aziz', 'tariq@baobabpay.example'),
  oskar: person('Oskar', 'Lindgren', 'oskar@lindgren.example'),
  nadia: person('Nadia', 'Kovač', 'nadia@kovac.example'),
  freja: person('Freja', 'Lund', 'freja@halvorsen.example'),
  lucas: person('Lucas', 'Andrade', 'lucas@andrade.example'),
  yara: person('Yara', 'Haddad', 'yara@levantdata.example'),
}

/** What the terminal says. */
export function welcome(url: string, arrivalsEvery: number | undefined): string {
  const logins: [who: string, email: string, does: string][] = [
    ['Owner', staff.marta.email, 'everything, settings too'],
    ['Approver', staff.tomas.email, 'decides what waits, looks after the catalogue'],
    ['Super admin', halvorsen.ingrid.email, 'looks after the people of Halvorsen Logistics'],
    ['Developer', independent.elena.email, 'has an app with a key, and two APIs in the cart'],
  ]
  const lines = logins.map(([who, email, does]) => `  ${who.padEnd(13)}${email.padEnd(28)}${does}`)
  const arrivals = arrivalsEvery
    ? `Somebody registers, or asks for an organization or for access, about every ${arrivalsEvery} s; watch ${url}/admin/queue`
    : 'To see the queue move, start it as: npm run demo -- --arrivals'
  return [
    `This is ${provider}, an invented provider. Log in at ${url}/auth/login with the password`,
    `  ${password}`,
    ...lines,
    arrivals,
  ].join('\n')
}

/** Somebody as the caller of a command, as their session would say it. */
export async function actorOf(tx: Tx, { email }: Pick<Person, 'email'>): Promise<Actor> {
  const [actor] = await tx<Omit<Actor, 'sessionHash'>[]>`
    select accounts.id as account_id, accounts.kind, email, first_name, last_name, staff_role, organization_id,
           organizations.name as organization_name, coalesce(organizations.is_default, false) as organization_is_default,
           organization_role, null::timestamptz as organization_settles_at, false as has_open_organization_request,
           email_confirmed_at is not null as email_confirmed, must_change_password, rights_changed_in::text as rights_changed_in
      from accounts left join organizations on organizations.id = organization_id
     where email_key = ${email}`
  if (!actor) throw new Error(`nobody here is ${email}`)
  return { ...actor, sessionHash: '' }
}
