// What portal admins upload: the smallest pictures there are, and a large document.

/** Pictures in base 64, of one pixel. */
export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const losslessWebp = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='
/** Of two pixels, as Chromium writes them. */
export const webp =
  'UklGRkIAAABXRUJQVlA4WAoAAAAQAAAAAQAAAAAAQUxQSAMAAAAAAAAAVlA4IBgAAAAwAQCdASoCAAEADMDOJaQAA3AA/uxnAAA='
export const jpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////wAARCAABAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJgA/9k='

/** A realistic OpenAPI document of more than 5 MB and 4,000 operations, each with parameters, a body and answers. */
export function largeDocument(): string {
  const names = Array.from({ length: 4_000 }, (_, n) => `Ship${n}`)
  const description = 'What the harbour knows about a ship: its **name**, its berth, and when it is due. '.repeat(3)
  const schemas = names.map((name, n) => [
    name,
    {
      type: 'object',
      description,
      required: ['id'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        name: { type: 'string', maxLength: 60, example: 'Aurora' },
        berth: { $ref: `#/components/schemas/${names[n - (n % 8)]!}` },
      },
    },
  ])
  const paths = names.map((name, n) => [
    `/ships-${n}/{id}`,
    {
      [n % 2 ? 'get' : 'put']: {
        operationId: `call${name}`,
        summary: `Call ship ${n}`,
        description,
        tags: [`Pier ${n % 40}`],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
        ],
        responses: {
          200: {
            description: 'Done',
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
          },
          404: { description: 'There is no such ship' },
        },
      },
    },
  ])
  const info = { title: 'Harbour', version: '1.0.0', description }
  const document = { openapi: '3.1.0', info, paths: Object.fromEntries(paths) as object }
  return JSON.stringify({ ...document, components: { schemas: Object.fromEntries(schemas) as object } }, null, 2)
}
