package ai.backend.dbstatus.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Makes input that nobody would write: of nothing, or of something good that is then spoilt.
 */
final class Mutator {

	private static final int LONGEST = 40_000;

	private final Random random;

	private final List<byte[]> seeds;

	private final List<String> words;

	/**
	 * A mutator of some inputs.
	 * @param words what means something in them
	 */
	Mutator(long seed, List<byte[]> seeds, List<String> words) {
		this.random = new Random(seed);
		this.seeds = seeds;
		this.words = words;
	}

	byte[] next() {
		return switch (this.random.nextInt(8)) {
			case 0 -> bytes(this.random.nextInt(200));
			case 1 -> salad();
			case 2 -> word().repeat(this.random.nextInt(1, 3000)).getBytes(StandardCharsets.UTF_8);
			default -> spoilt();
		};
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private String word() {
		return this.words.get(this.random.nextInt(this.words.size()));
	}

	private byte[] salad() {
		StringBuilder text = new StringBuilder();
		int length = this.random.nextInt(80);
		for (int i = 0; i < length; i++) {
			text.append(word()).append((this.random.nextInt(4) == 0) ? "\n" : "");
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private byte[] spoilt() {
		byte[] bytes = this.seeds.get(this.random.nextInt(this.seeds.size())).clone();
		int times = this.random.nextInt(1, 6);
		for (int i = 0; i < times && bytes.length > 0; i++) {
			int at = this.random.nextInt(bytes.length);
			bytes = switch (this.random.nextInt(6)) {
				case 0 -> splice(bytes, at, bytes.length, new byte[0]);
				case 1 -> splice(bytes, at, at + 1, bytes(1));
				case 2 -> splice(bytes, at, at, word().getBytes(StandardCharsets.UTF_8));
				case 3 -> splice(bytes, at, Math.min(bytes.length, at + this.random.nextInt(30)), new byte[0]);
				case 4 ->
					splice(bytes, at, at, word().repeat(this.random.nextInt(600)).getBytes(StandardCharsets.UTF_8));
				default -> splice(bytes, at, at, bytes(this.random.nextInt(12)));
			};
		}
		return bytes;
	}

	private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
		if (bytes.length + between.length > LONGEST) {
			return bytes;
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(bytes, 0, from);
		out.writeBytes(between);
		out.write(bytes, to, bytes.length - to);
		return out.toByteArray();
	}

}
