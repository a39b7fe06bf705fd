export class Globals {
	constructor(global: object);
	added(): Array<{ object: object; key: string | symbol; descriptor: PropertyDescriptor }>;
	restore(): void;
}
export const global: object;
