'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

/** What waits for seconds on end, so that it must not be what everything waits for in the end. */
const LONGEST = [
	'configuration/laws.test.ts',
	'properties/hostile.test.ts',
	'properties/pace.test.ts',
	'properties/faults.test.ts',
	'properties/oneFault.test.ts',
	'package/newProvider.test.ts',
	'properties/check.test.ts',
];

/** Jest knows how long test files take only after it has run them once; before that it begins with the largest. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const place = LONGEST.findIndex((name) => path.endsWith(`test/${name}`));
			return place < 0 ? LONGEST.length : place;
		};
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
};
