/** Formats a number as Twilio does for people: North American ones as `(415) 867-5309`, others unchanged. */
export function nationalFormat(number: string): string {
	const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
	return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}
