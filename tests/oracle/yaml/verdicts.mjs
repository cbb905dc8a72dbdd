// Validates every NNN.yaml of a folder against a schema and prints "NNN.yaml ok", or "NNN.yaml bad" with the first
// reason. Usage: node verdicts.mjs SCHEMA FOLDER. The YAML is read by a reader of its own, as an editor would.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

const [schema, folder] = process.argv.slice(2);
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false })
  .compile(JSON.parse(readFileSync(schema, 'utf8')));

for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.yaml')).sort()) {
  let verdict;
  try {
    const ok = validate(parse(readFileSync(join(folder, name), 'utf8')));
    verdict = ok ? 'ok' : `bad ${validate.errors[0].instancePath} ${validate.errors[0].message}`;
  } catch (error) {
    verdict = `bad ${String(error.message).split('\n')[0]}`;
  }
  console.log(`${name} ${verdict}`);
}
