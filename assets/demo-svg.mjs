// Draws what the demo prints as the picture of the README, the first story whole and the last line of each other one:
//   dotnet run --project src/LabelingGen.Cli -- demo | node assets/demo-svg.mjs > assets/demo.svg
import { readFileSync } from 'node:fs';

const charWidth = 7.8, lineHeight = 18, margin = 20;
// Viewers differ in whether they keep several spaces; these they all keep.
const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/ /g, '\u00a0');
const printed = readFileSync(0, 'utf8').split('\n').filter(line => line.length > 0 && !/^\[\d+\/\d+\] /.test(line));
if (printed.length === 0) {
  console.error('The demo printed nothing.');
  process.exit(1);
}

const stories = [[]];
for (const line of printed) {
  stories.at(-1).push(line);
  if (/: \d+ of \d+ steps held/.test(line)) stories.push([]);
}

const whole = stories.filter(story => story.length > 0);
const lines = ['$ dotnet run --project src/LabelingGen.Cli -- demo', ...whole[0], ...whole.slice(1).map(story => story.at(-1))];
const width = Math.ceil(Math.max(...lines.map(line => line.length)) * charWidth) + 2 * margin;
const height = lines.length * lineHeight + 56;
const drawn = lines.map((line, i) => {
  const length = Math.round(line.length * charWidth);
  const colour = i === 0 ? ' fill="#7fd1ff"' : '';
  const text = escape(line).replace(/^\|\sok\s\|/, '|\u00a0<tspan fill="#7ee2a8">ok</tspan>\u00a0|')
    .replace(/:\s(\d+\sof\s\d+\ssteps\sheld)/, ':\u00a0<tspan fill="#7ee2a8">$1</tspan>');
  return `<text x="${margin}" y="${48 + i * lineHeight}" textLength="${length}" lengthAdjust="spacing"${colour}>${text}</text>`;
});
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Output of the demo"><rect width="${width}" height="${height}" rx="8" fill="#11161d"/>
<g fill="#fff" opacity=".35"><circle cx="20" cy="18" r="5"/><circle cx="38" cy="18" r="5"/><circle cx="56" cy="18" r="5"/></g>
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="13" fill="#d7dee8">
${drawn.join('\n')}
</g>
</svg>`);
