// What people could type instead of the sample facts.

export const hostileTexts: Record<string, string> = {
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'the end of an MJML tag': '</mj-text></mj-column><mj-button href="https://evil.example">Win</mj-button>',
  'the end of an attribute': '" onmouseover="alert(1)\' style=\'position:fixed',
  'the end of a comment': '--><![endif]--><h1>hi</h1><!--',
  'the end of the title': '</title></style></head><h1>hi</h1>',
  entities: '&lt;b&gt; &#60;b&#62; &amp;amp;',
  'template tags': '{{confirmUrl}} {{#each reviews}} {{unknown}} {{/if}} {{> body}} $& $1 $`',
  'a header': 'a@b.c\r\nBcc: x@evil.example\n\n<h1>hi</h1>',
  'every line break': 'one\rtwo\u2028three\u2029four\u0085five\vsix\fseven',
  'direction overrides': '\u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c',
  'right-to-left words': 'محمد الأحمد',
  'ten thousand characters': 'x'.repeat(10_000),
  'half a character': 'a\ud83d',
  'control characters': 'a\0b\x1b[31mc\x07',
  nothing: '',
}
