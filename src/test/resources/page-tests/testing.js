// What the tests of the page's modules are written with.

const tests = [];

/** A test: it fails if its body throws. */
export function test(name, body) {
	tests.push({ name, body });
}

/** Asserts that two values are written alike as JSON. */
export function equal(actual, expected) {
	const [one, other] = [actual, expected].map((value) => JSON.stringify(value, null, '\t'));
	if (one !== other) {
		throw new Error(`Expected\n${other}\nand not\n${one}`);
	}
}

/** Runs all: [{name, error}], the error null where there is none. */
export async function run() {
	const results = [];
	for (const { name, body } of tests) {
		try {
			await body();
			results.push({ name, error: null });
		}
		catch (error) {
			results.push({ name, error: String(error.stack ?? error) });
		}
	}
	return results;
}
