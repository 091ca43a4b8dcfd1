const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** An id as addresses carry it; undefined when it is none. */
export const idOf = (text: string | undefined) => (text && uuid.test(text) ? text : undefined)
