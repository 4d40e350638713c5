const rate = 8000;

/** Returns a 16-bit tone of 440 Hz; the second channel is an octave higher. */
export function wav(channels: number, seconds: number): Buffer {
	const second = Buffer.alloc(rate * channels * 2);
	for (let frame = 0; frame < rate; frame++) {
		for (let channel = 0; channel < channels; channel++) {
			const pitch = 440 * (channel + 1);
			const sample = Math.sin((2 * Math.PI * pitch * frame) / rate) * 8000;
			second.writeInt16LE(Math.round(sample), (frame * channels + channel) * 2);
		}
	}
	const data = Buffer.alloc(second.length * seconds, second);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + data.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(channels, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * channels * 2, 28);
	head.writeUInt16LE(channels * 2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}

/** Returns silence: empty MPEG-1 Layer III frames of 128 kbit/s at 44.1 kHz. */
export function mp3(channels: number, seconds: number): Buffer {
	const frame = Buffer.alloc(417);
	frame.set([0xff, 0xfb, 0x90, channels === 2 ? 0x00 : 0xc0]);
	return Buffer.alloc(frame.length * 38 * seconds, frame);
}
