import Handlebars from 'handlebars';

/** What the layout shows; all of it is plain text and is escaped in the HTML part. */
export interface LetterView {
  readonly lang: string;
  readonly subject: string;
  readonly heading: string;
  readonly body: string;
  readonly due: string | null;
  /** What a letter about several tickets lists; empty for one about a single ticket. */
  readonly items: readonly { readonly label: string; readonly url: string }[];
  readonly action: string;
  readonly url: string;
  /** Which ticket it is; null when it is about several. */
  readonly reference: string | null;
  readonly why: string;
  readonly automatic: string;
}

const HTML = `<!doctype html>
<html lang="{{lang}}" xml:lang="{{lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
body, table, td { font-family: -apple-system, "Segoe UI", "Microsoft YaHei", "PingFang SC", "Noto Sans", "Noto Sans CJK SC", Arial, sans-serif; }
a.action:hover { background: #0b5c63 !important; }
@media (prefers-color-scheme: dark) {
  body, .page { background: #16191c !important; }
  .card { background: #212529 !important; border-color: #343a40 !important; }
  .heading, .body { color: #f1f3f5 !important; }
  .item { color: #5fc9d1 !important; }
  .quiet { color: #adb5bd !important; }
  .due { background: #3a3013 !important; color: #ffe8a3 !important; border-color: #b58900 !important; }
}
@media (max-width: 480px) { .card { padding: 24px 18px !important; } }
</style>
</head>
<body style="margin:0;padding:0;background:#f1f4f5;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f1f4f5;">
<tr><td align="center" style="padding:28px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;">
<tr><td class="quiet" style="padding:0 4px 12px;font-size:15px;line-height:1.4;color:#0e7078;font-weight:600;">回音 Huiyin</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #dde3e5;border-radius:10px;padding:32px 36px;">
{{#if reference}}
<p class="quiet" style="margin:0 0 6px;font-size:13px;line-height:1.5;color:#667377;">{{reference}}</p>
{{/if}}
<h1 class="heading" style="margin:0 0 14px;font-size:21px;line-height:1.4;font-weight:600;color:#1d2629;">{{heading}}</h1>
<p class="body" style="margin:0 0 20px;font-size:16px;line-height:1.65;color:#2f3b3f;">{{body}}</p>
{{#if due}}
<p class="due" style="margin:0 0 24px;padding:11px 14px;background:#fff7df;border-left:4px solid #d99a00;border-radius:4px;font-size:16px;line-height:1.5;font-weight:600;color:#594200;">{{due}}</p>
{{/if}}
{{#each items}}
<p class="body" style="margin:0 0 12px;font-size:15px;line-height:1.55;color:#2f3b3f;"><a class="item" href="{{url}}" style="color:#0e7078;">{{label}}</a></p>
{{/each}}
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td style="border-radius:7px;background:#0e7078;">
<a class="action" href="{{url}}" style="display:inline-block;padding:12px 24px;font-size:16px;line-height:1.3;font-weight:600;color:#ffffff;text-decoration:none;border-radius:7px;background:#0e7078;">{{action}}</a>
</td></tr></table>
<p class="quiet" style="margin:20px 0 0;font-size:13px;line-height:1.5;color:#667377;word-break:break-all;">{{url}}</p>
</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;font-size:13px;line-height:1.6;color:#667377;">{{why}}<br>{{automatic}}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

const TEXT = `{{heading}}
{{#if reference}}
{{reference}}
{{/if}}

{{body}}
{{#if due}}

» {{due}}
{{/if}}
{{#each items}}

- {{label}}
  {{url}}
{{/each}}

{{action}}:
{{url}}

--${' '}
{{why}}
{{automatic}}
`;

const html = Handlebars.compile<LetterView>(HTML, { strict: true });
const text = Handlebars.compile<LetterView>(TEXT, { strict: true, noEscape: true });

/** The same letter as HTML and as plain text. */
export function layOut(view: LetterView): { readonly html: string; readonly text: string } {
  return { html: html(view), text: text(view) };
}

/** Fills `{{words}}` into one plain sentence; a word that is not given is an error. */
export function fill(sentence: string, words: Readonly<Record<string, string>>): string {
  return Handlebars.compile<Readonly<Record<string, string>>>(sentence, { strict: true, noEscape: true })(
    words,
  );
}
