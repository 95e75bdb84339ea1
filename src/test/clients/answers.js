// Asks a service with the samples for everything, and writes the answers: for Java as files whose names begin with the
// schema's, for TypeScript as constants of the type that the description says.
// node answers.js SERVICE DESCRIPTION DIRECTORY

const { readFileSync, writeFileSync } = require('node:fs');

const [service, file, directory] = process.argv.slice(2);
const description = JSON.parse(readFileSync(file, 'utf8'));

const SOME = { name: ['manager', 'accountmgr', 'appproxy', 'billing', 'reports', 'archive', 'nobody'],
	id: ['head', 'heads', 'abc', 'nosuch'], tenant: ['tenant_1'] };
const QUERIES = ['', '?nosuch=1'];

function concrete(path) {
	const name = /\{(\w+)\}/.exec(path)?.[1];
	return name === undefined ? [path] : SOME[name].flatMap((value) => concrete(path.replace(`{${name}}`, value)));
}

function resolve(node) {
	return node.$ref === undefined ? node : node.$ref.split('/').slice(1).reduce((at, key) => at[key], description);
}

async function main() {
	const lines = ["import type { components } from '../api';", ''];
	let count = 0;
	for (const [template, item] of Object.entries(description.paths)) {
		for (const path of concrete(template).flatMap((each) => QUERIES.map((query) => each + query))) {
			if (template === '/events') {
				continue; // It has no end, and is no JSON.
			}
			const response = await fetch(service + path, { headers: { Accept: 'application/json' } });
			const type = response.headers.get('Content-Type').split(';')[0];
			const text = await response.text();
			if (!type.endsWith('json')) {
				continue;
			}
			const described = resolve(item.get.responses[response.status] ?? {}).content?.[type]?.schema;
			if (described === undefined) {
				throw new Error(`${path} is answered with ${response.status} ${type}, which is not described`);
			}
			const schema = described.$ref.split('/').at(-1);
			count++;
			writeFileSync(`${directory}/${schema}.${count}.json`, text);
			lines.push(`// ${path}`, `export const answer${count}: components['schemas']['${schema}'] = ${text.trim()};`, '');
		}
	}
	writeFileSync(`${directory}/answers.ts`, lines.join('\n'));
}

main();
