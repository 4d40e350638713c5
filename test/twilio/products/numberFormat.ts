/** How Twilio writes a number for people: North American ones `(415) 867-5309`, others as they are. */
export function nationalFormat(number: string): string {
	const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
	return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}
