import type { IDataObject } from 'n8n-workflow';
import type { AccountFacts } from './account';
import type { ConfigurationFacts } from './configuration';
import type { ErrorAnswer } from './errors';
import type { NumberFacts } from './numbers';
import type { PasswordFacts } from './passwords';
import type { PickerFacts } from './pickers';
import type { RequestKind } from './api';
import type { ToolFacts } from './tool';

/** What tests, playground and documentation have to know of a provider that its tables do not say. */
export interface ProviderFacts {
	/** In texts that people read. */
	texts: {
		/** Its product in the vendor's words: `Twilio Elastic SIP Trunking`. */
		product: string;
		/** Where its documentation begins. */
		documentation: string;
		/** What it lacks, in full sentences. */
		cannot: string;
		/** What the credential asks for, beside the API Base URL. */
		youEnter: string;
		/** Words for n8n's nodes panel beside its name, in lower case. */
		searchWords?: string[];
	};
	/**
	 * The operations of each resource, in the order of the tables. Users' workflows store these names: some may be added,
	 * and none renamed or taken away.
	 */
	offers: Record<string, string>;
	/** By resource: what can no longer be done once one has been made, as `change or delete the trunk afterwards`. */
	createdForGood?: Record<string, string>;
	/** How its API is spoken. */
	api: {
		bodies: 'form' | 'json';
		/** An origination URI needs no `sip:`, also where it has parameters. */
		urisWithoutScheme?: true;
		/** The method of a request that changes what is there. */
		updates?: 'PATCH' | 'POST' | 'PUT';
		/** The method of a request that puts a number on a trunk and takes it off, where it is one for both. */
		routes?: 'PATCH';
		/** Where it lists its trunks, below the base URL, and how many are on a page if nothing is said about it. */
		trunks: string;
		trunksOnPage?: number;
		/** How many rows are on a page at most, where that is less than a hundred. */
		mostOnPage?: number;
		/** How many lists hold its trunks. Default: one. */
		trunkLists?: number;
		/** The body of that request, where it is no GET. */
		trunksBody?: IDataObject;
		/** Where every request is a POST: a pattern of the paths of those that do this. */
		paths?: Record<RequestKind, string>;
	};
	credential: {
		/** The one request with which it is tested. */
		test: string;
		/** Its body, where it has one. */
		testBody?: IDataObject;
		/** What a refused key is answered with: where a person finds the key, and how it begins. */
		whereabouts: RegExp;
	};
	/** Changes whose steps are finished also when the run is cancelled, as `phoneNumber assign`. */
	finishedWhenCancelled?: string[];
	/** What a person would fill in to create a trunk; for pictures. */
	filledIn: Record<string, unknown>;
	/**
	 * By field, or by resource and field where it differs: a value that it takes, for text fields that no other provider
	 * has, or that take fewer values here.
	 */
	sampleValues?: Record<string, string>;
	/** Optional fields that mean nothing without others, or only with some of their values. */
	withOthersOnly?: string[];
	/** By resource: optional fields without which every change is refused. */
	neededInChanges?: Record<string, string[]>;
	/**
	 * Optional fields of an operation, as `trunk create`, that go only with a value of another field, next to these
	 * values of the fields that decide.
	 */
	leftOut?(place: string, deciding: IDataObject): string[];
	account: AccountFacts;
	/** Its documented errors. */
	errors: ErrorAnswer[];
	/** One for each resource that can be picked. */
	pickers: PickerFacts[];
	/** One for each operation that takes a password. */
	passwords: PasswordFacts[];
	/** Where trunks have configurations. */
	configuration?: ConfigurationFacts;
	/** Where numbers can be put on trunks. */
	numbers?: NumberFacts;
	/** What an agent is told. Nothing where the tables say it all. */
	tool?: ToolFacts;
}
