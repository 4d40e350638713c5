import { generate } from 'selfsigned';

/** PEM texts of the authority that a client must trust, and of the server's key and certificate. */
export interface Certificates {
	ca: string;
	key: string;
	cert: string;
}

const curve = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** Creates an authority and one leaf for all hosts. Uses ECDSA, since each request may need a new handshake. */
export async function makeCertificates(hosts: string[]): Promise<Certificates> {
	const authority = await generate([{ name: 'commonName', value: 'Local Twilio authority' }], {
		...curve,
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
		],
	});
	const leaf = await generate([{ name: 'commonName', value: hosts[0] }], {
		...curve,
		ca: { key: authority.private, cert: authority.cert },
		extensions: [
			{ name: 'basicConstraints', cA: false, critical: true },
			{ name: 'keyUsage', digitalSignature: true, critical: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
		],
	});
	return { ca: authority.cert, key: leaf.private, cert: leaf.cert };
}
