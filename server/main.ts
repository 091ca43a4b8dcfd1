// `npm start`.
import { prepareFirstOwner } from './first-owner.ts'
import { run } from './run.ts'

await run(process.env, {
  async prepare(app) {
    const setupUrl = await prepareFirstOwner(app)
    return setupUrl && `Nobody owns this portal yet. Open this link once to become its owner:\n  ${setupUrl}`
  },
})
