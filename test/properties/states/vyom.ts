import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import type { RandomTrunks } from './state';

/** Vyom shows nothing of a trunk, so that there is nothing to vary. */
const plan = fc.constant({});

function write(sandbox: Sandbox, plans: object[]): string[] {
	sandbox.seedTrunks(
		'vyom',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	return sandbox
		.state('vyom')
		.trunks.all()
		.map((trunk) => trunk.trunk_id);
}

export const vyom: RandomTrunks = {
	plan,
	write,
	judgements: ['unknown'],
};
