// Runs a file of tests where there is no document: what needs one has no place in these modules.

import { run } from './testing.js';

onmessage = async ({ data }) => {
	try {
		await import(data);
		postMessage(await run());
	}
	catch (error) {
		postMessage([{ name: `${data} is loaded`, error: String(error.stack ?? error) }]);
	}
};
