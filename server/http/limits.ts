/** More calls than this in one batch, over HTTP or a socket, is nobody's page. */
export const batchMax = 10
export const bodyBytesMax = 1 << 20
export const frameBytesMax = 64 * 1024
