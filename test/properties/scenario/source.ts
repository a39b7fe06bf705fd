import type { INodeParameters } from 'n8n-workflow';
import type { Belongings } from '../../../facts/account';
import type { Choice } from './choices';
import type { ItemPlan, Scenario } from './scenario';

/** Where the values of one item come from. */

export interface Source {
	plan: ItemPlan;
	index: number;
	choice: Choice;
	belongings: Belongings;
	scenario: Scenario;
	/** What is chosen in the fields that decide about others. */
	chosen: INodeParameters;
	/** The E.164 form of a number. */
	writtenAs(id: string): string;
}
