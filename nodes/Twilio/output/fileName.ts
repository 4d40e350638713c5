/**
 * File extensions that differ from the subtype, among the types that Twilio accepts and others that phones send.
 * https://www.twilio.com/docs/messaging/guides/accepted-mime-types
 */
const EXTENSIONS = new Map([
	['application/msword', 'doc'],
	['application/ogg', 'ogg'],
	['application/vcard', 'vcf'],
	['application/vnd.apple.pkpass', 'pkpass'],
	['application/vnd.ms-excel', 'xls'],
	['application/vnd.ms-powerpoint', 'ppt'],
	['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
	['audio/3gpp', '3gp'],
	['audio/3gpp2', '3g2'],
	['audio/amr-nb', 'amr'],
	['audio/basic', 'au'],
	['audio/mp4', 'm4a'],
	['audio/mpeg', 'mp3'],
	['audio/vnd.wave', 'wav'],
	['audio/x-wav', 'wav'],
	['image/jpeg', 'jpg'],
	['image/svg+xml', 'svg'],
	['text/calendar', 'ics'],
	['text/directory', 'vcf'],
	['text/plain', 'txt'],
	['text/vcard', 'vcf'],
	['text/x-vcard', 'vcf'],
	['video/3gpp', '3gp'],
	['video/3gpp2', '3g2'],
	['video/mpeg', 'mpg'],
	['video/quicktime', 'mov'],
]);

/** Adds the file extension of a MIME type to a name, unless the type is unknown. */
export function fileName(name: string, mimeType: string): string {
	const extension = EXTENSIONS.get(mimeType) ?? /^[^/]{1,50}\/([0-9a-z]{1,10})$/.exec(mimeType)?.[1];
	return extension ? `${name}.${extension}` : name;
}
