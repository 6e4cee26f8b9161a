/** Follows the reader's light or dark choice. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --good: #18794e; --bad: #cd2b31; --maybe: #ad5700; }
@media (prefers-color-scheme: dark) { :root { --good: #4cc38a; --bad: #ff6369; --maybe: #f1a10d; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
header, main { max-width: 70rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1, h2 { margin: .5rem 0; font-weight: 600; }
header p { margin: .2rem 0; }
.verdict { font-size: 1.4rem; font-weight: 600; }
.kept .verdict, .good { color: var(--good); }
.broken .verdict, .bad { color: var(--bad); font-weight: 600; }
.unclear .verdict, .notice { color: var(--maybe); }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
.parts { border: 0; padding: 0; font-size: .9em; }
.parts ul { margin: .2rem 0; padding-left: 1.2rem; }
summary b { margin-right: .5rem; }
em { color: var(--maybe); }
pre { overflow-x: auto; background: #8881; padding: .6rem; border-radius: 4px; margin: .4rem 0; }
.plus { color: var(--good); }
.minus { color: var(--bad); }
input { font: inherit; padding: .3rem .5rem; width: min(24rem, 100%); box-sizing: border-box; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { overflow-wrap: anywhere; }
.reached { color: var(--good); }
.unreached { opacity: .6; text-decoration: line-through; }
rect { fill: currentColor; opacity: .6; }
`;

/** Hides the findings that do not hold the words searched for, and opens the one that the address names. */
export const script = `
const search = document.getElementById('search');
search?.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/);
  for (const finding of document.querySelectorAll('.finding'))
    finding.hidden = !words.every((word) => finding.textContent.toLowerCase().includes(word));
});
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named instanceof HTMLDetailsElement) named.open = true;
`;
