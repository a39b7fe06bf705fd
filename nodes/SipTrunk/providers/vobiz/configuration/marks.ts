import type { IDataObject } from 'n8n-workflow';

/** What is made for a trunk carries its ID in its name, so that it is found where a run ended before the trunk named it. */

const mark = (trunkId: string) => ` (${trunkId})`;

/** Whether something was made for a trunk. */
export const isMarked = ({ description }: IDataObject, trunkId: string) =>
	String(description ?? '').endsWith(mark(trunkId));

/** The name of something that is made for a trunk. */
export const marked = (name: unknown, trunkId: string) => `${String(name)}${mark(trunkId)}`;

const MARK = / \([0-9a-f-]{36}\)$/i;

export const nameIn = ({ description }: IDataObject) => String(description ?? '').replace(MARK, '');
