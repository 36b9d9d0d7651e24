// Applies an OpenAPI Overlay 1.0 document to an OpenAPI document, by itself and not by LabelingGen's generator:
// node overlay.js openapi.yaml sdk.yaml applied.json
'use strict';
const fs = require('fs');
const yaml = require('js-yaml');

function steps(target) {
  const found = [];
  const step = /\.(\*|[\w$-]+)|\['([^']*)'\]|\[(\d+|\*)\]|\[\?\(@\.(\w+) == '([^']*)'\)\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < target.length) {
    const match = step.exec(target);
    if (!match) throw new Error(`target ${target} is not understood`);
    found.push(match[1] ?? match[2] ?? match[3] ?? { member: match[4], value: match[5] });
  }
  return found;
}

// All places a target means: the parent and the key below it.
function places(root, target) {
  let now = [{ parent: { root }, key: 'root' }];
  for (const step of steps(target)) {
    now = now.flatMap(({ parent, key }) => {
      const node = parent[key];
      if (node === null || typeof node !== 'object') return [];
      const keys = step === '*' ? Object.keys(node)
        : typeof step === 'object' ? Object.keys(node).filter((name) => node[name]?.[step.member] === step.value)
        : Object.hasOwn(node, step) ? [step] : [];
      return keys.map((name) => ({ parent: node, key: name }));
    });
  }
  return now;
}

function merge(into, update) {
  for (const [key, value] of Object.entries(update)) {
    const old = into[key];
    if (Array.isArray(old) && Array.isArray(value)) into[key] = old.concat(value);
    else if (old && value && typeof old === 'object' && typeof value === 'object' && !Array.isArray(value)) merge(old, value);
    else into[key] = structuredClone(value);
  }
}

const [document, overlay, output] = process.argv.slice(2);
const root = yaml.load(fs.readFileSync(document, 'utf8'), { schema: yaml.JSON_SCHEMA });
for (const action of yaml.load(fs.readFileSync(overlay, 'utf8'), { schema: yaml.JSON_SCHEMA }).actions) {
  const found = places(root, action.target);
  if (found.length === 0) throw new Error(`target ${action.target} matches nothing`);
  for (const { parent, key } of found) {
    if (action.remove) delete parent[key];
    else merge(parent[key], action.update);
  }
}

fs.writeFileSync(output, JSON.stringify(root));
