// What a picture is, by its bytes: the name and type that a browser sends along say nothing. The whole container is walked to its
// end, so that a file that is also something else (a page behind the picture) is refused.

interface Picture {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  /** px */
  width: number
  height: number
}

/** Recognizes a PNG, JPEG or WebP and its size; undefined for anything else, or more than that. */
export function readPicture(bytes: Buffer): Picture | undefined {
  const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  return picture && picture.width > 0 && picture.height > 0 ? picture : undefined
}

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)

/** Signature, then chunks of length, name, content, checksum; IHDR first, IEND last (RFC 2083). */
function readPng(bytes: Buffer): Picture | undefined {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || bytes.length < 45 || ascii(bytes, 12, 16) !== 'IHDR')
    return undefined
  let at = 8
  let hasPixels = false
  while (at + 12 <= bytes.length) {
    const name = ascii(bytes, at + 4, at + 8)
    at += 12 + bytes.readUInt32BE(at)
    if (name === 'IDAT') hasPixels = true
    if (name !== 'IEND') continue
    const isWhole = hasPixels && at === bytes.length
    return isWhole
      ? { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
      : undefined
  }
  return undefined
}

/** Segments up to the scan, whose size is in the frame's (SOF); after it compressed data up to the end marker (ITU T.81). */
function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let size: { width: number; height: number } | undefined
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    const length = bytes.readUInt16BE(at + 2)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + length
    if (marker !== 0xda) continue
    // Within a scan FF is followed by 00 or a restart, so the first FFD9 is the end; of a progressive one further scans follow.
    const end = bytes.indexOf(Buffer.of(0xff, 0xd9), at)
    return size && end === bytes.length - 2 ? { mediaType: 'image/jpeg', ...size } : undefined
  }
  return undefined
}

/** RIFF of exactly the file's length, then VP8, VP8L or VP8X (RFC 9649). */
function readWebp(bytes: Buffer): Picture | undefined {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WEBP') return undefined
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined
  const size = webpSize(bytes, ascii(bytes, 12, 16))
  return size && { mediaType: 'image/webp', ...size }
}

function webpSize(bytes: Buffer, kind: string): { width: number; height: number } | undefined {
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a)
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L' || bytes[20] !== 0x2f) return undefined
  const packed = bytes.readUInt32LE(21)
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
}
